import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { testDatabase, type TestDatabase } from '../test/support/postgres.js';
import { loadSettings } from './config/settings.js';
import { explainStartupError, type Services } from './startup-errors.js';

async function failure(work: () => unknown): Promise<unknown> {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail');
}

const services = (databaseUrl: string): Services => ({ databaseUrl, databaseOwnerUrl: databaseUrl, redisUrl: undefined, smtpUrl: undefined });

async function explainConnecting(url: string): Promise<string[] | null> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  const error = await failure(() => client.connect());
  void client.end();
  return explainStartupError(error, services(url));
}

describe('what is told when the start fails', () => {
  it('is every bad setting', async () => {
    expect(explainStartupError(await failure(() => loadSettings({ PORT: 'x', DEMO: '2' })))).toEqual([
      'PORT must be a whole number from 0 to 65535',
      'DEMO must be one of 0, 1',
    ]);
  });

  it('is a busy port', async () => {
    const busy = createServer().listen(0, '127.0.0.1');
    await new Promise((listening) => busy.once('listening', listening));
    const { port } = busy.address() as AddressInfo;
    const error = await new Promise((failed) => createServer().once('error', failed).listen(port, '127.0.0.1'));
    busy.close();
    expect(explainStartupError(error)).toEqual([
      `Port ${port} on 127.0.0.1 is in use: stop what uses it, or choose another PORT (0 takes a free one)`,
    ]);
  });

  it('is a host that is not here', async () => {
    const error = await new Promise((failed) => createServer().once('error', failed).listen(0, '192.0.2.1'));
    expect(explainStartupError(error)).toEqual(['HOST 192.0.2.1 is not an address of this machine']);
    const unknown = await new Promise((failed) => createServer().once('error', failed).listen(0, 'nowhere.invalid'));
    expect(explainStartupError(unknown, services('postgres://a:b@127.0.0.1/x'))).toEqual(['HOST nowhere.invalid is not an address of this machine']);
  });

  it('is a folder that cannot be written', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'startup-'));
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const [line] = explainStartupError(await failure(() => loadSettings({ DATA_DIR: join(file, 'data') }))) ?? [];
    expect(line).toBe(`${file}/data/secret-key cannot be used (a part of the path is a file): make it readable and writable, or choose another DATA_DIR`);
    rmSync(folder, { recursive: true });
  });

  describe('about the database', () => {
    let database: TestDatabase;
    beforeAll(async () => {
      database = await testDatabase();
    });
    afterAll(() => database.drop());

    const changed = (change: (url: URL) => void) => {
      const url = new URL(database.appUrl);
      change(url);
      return url.href;
    };

    it('is that nothing listens', async () => {
      expect(await explainConnecting(changed((url) => (url.port = '9')))).toEqual(['DATABASE_URL: nothing listens on 127.0.0.1:9']);
      expect(await explainConnecting(changed((url) => ((url.port = '9'), (url.hostname = 'localhost'))))).toEqual([
        expect.stringMatching(/^DATABASE_URL: nothing listens on (127\.0\.0\.1|::1):9$/),
      ]);
    });

    it('is that the host does not exist', async () => {
      expect(await explainConnecting(changed((url) => (url.hostname = 'nowhere.invalid')))).toEqual([
        expect.stringMatching(/^DATABASE_URL: (there is no host|the name) nowhere\.invalid/),
      ]);
    });

    it('is a wrong or missing password', async () => {
      expect(await explainConnecting(changed((url) => (url.password = 'wrong')))).toEqual([
        'DATABASE_URL: the password is wrong (password authentication failed for user "docking_app")',
      ]);
      expect(await explainConnecting(changed((url) => (url.password = '')))).toEqual([
        'DATABASE_URL: the server asks for a password and the address has none',
      ]);
    });

    it('is a database that does not exist', async () => {
      expect(await explainConnecting(changed((url) => (url.pathname = '/missing')))).toEqual([
        'DATABASE_URL: there is no such database: create it first (database "missing" does not exist)',
      ]);
    });

    it('is something that is no Postgres', async () => {
      const other = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(0, '127.0.0.1');
      await new Promise((listening) => other.once('listening', listening));
      const lines = await explainConnecting(`postgres://a:b@127.0.0.1:${(other.address() as AddressInfo).port}/x`);
      other.close();
      expect(lines?.[0]).toMatch(/^DATABASE_URL: /);
    });
  });

  it('names the service that refuses', () => {
    const error = Object.assign(new Error('connect'), { code: 'ECONNREFUSED', syscall: 'connect', address: '127.0.0.1', port: 6399 });
    expect(explainStartupError(error, { ...services('postgres://a:b@127.0.0.1/x'), redisUrl: 'redis://127.0.0.1:6399' })).toEqual([
      'REDIS_URL: nothing listens on 127.0.0.1:6399',
    ]);
  });

  it('is not guessed at', () => {
    expect(explainStartupError(new TypeError('x is not a function'))).toBeNull();
    expect(explainStartupError('what')).toBeNull();
  });
});
