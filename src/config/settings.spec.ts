import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnvironment, SettingsError } from './env.js';
import { envExample } from './env-example.js';
import { withFreePort } from './free-port.js';
import { loadSettings } from './settings.js';

const SECRET_KEY = 'x'.repeat(40);
const DATABASE_URL = 'postgres://app:pw@db:5432/docking';
const root = mkdtempSync(join(tmpdir(), 'settings-'));
const folder = () => mkdtempSync(join(root, 'data-'));

function refusals(variables: NodeJS.ProcessEnv): string[] {
  try {
    loadSettings(variables);
  } catch (error) {
    if (error instanceof SettingsError) return error.lines;
    throw error;
  }
  return [];
}

describe('settings', () => {
  afterAll(() => rmSync(root, { recursive: true }));

  it('need nothing', () => {
    const settings = loadSettings({ DATA_DIR: folder() });
    expect(settings).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      publicUrl: 'http://127.0.0.1:3000',
      trustProxy: false,
      role: 'all',
      databaseUrl: undefined,
      mailFrom: 'no-reply@127.0.0.1',
      defaultLanguage: 'zh',
      timeZone: 'Asia/Shanghai',
      isDemo: true,
    });
  });

  it('report every bad one at once, without repeating a secret', () => {
    const lines = refusals({
      PORT: '99999',
      PUBLIC_URL: 'ftp://x',
      DATABASE_URL: 'mysql://root:hunter2@db/x',
      REDIS_URL: 'localhost:6379',
      APP_ROLE: 'boss',
      TIME_ZONE: 'Mars/Olympus',
      MAIL_FROM: 'nobody',
      DEMO: 'yes',
      MEILI_KEY: 'k',
    });
    expect(lines).toEqual([
      'PORT must be a whole number from 0 to 65535',
      'PUBLIC_URL must be an address that begins with http:// or https://',
      'APP_ROLE must be one of all, web, worker',
      'DATABASE_URL must be an address that begins with postgres:// or postgresql://',
      'REDIS_URL must be an address that begins with redis:// or rediss://',
      'MAIL_FROM must be an address such as no-reply@example.org or "Name <no-reply@example.org>"',
      'TIME_ZONE must be a time zone such as Asia/Shanghai',
      'DEMO must be one of 0, 1',
      'SECRET_KEY is required with DATABASE_URL, the same for every process: openssl rand -base64 32',
      'MEILI_KEY needs MEILI_URL beside it',
    ]);
    expect(lines.join()).not.toContain('hunter2');
  });

  it('refuse a web or worker process on the embedded database, and a blank counts as not set', () => {
    expect(refusals({ APP_ROLE: 'worker', DATABASE_URL: ' ' })).toEqual([
      'APP_ROLE cannot be worker without DATABASE_URL: the embedded database belongs to one process',
    ]);
  });

  it('refuse half of an embedder', () => {
    expect(refusals({ EMBEDDER: 'rest' })).toEqual(['EMBEDDER_URL is required with EMBEDDER=rest', "EMBEDDER_MODEL is required with EMBEDDER=rest: the model's name"]);
    expect(refusals({ EMBEDDER: 'onnx', EMBEDDER_URL: 'http://localhost:8080/v1', EMBEDDER_KEY: 'k', EMBEDDER_THREADS: '0' })).toEqual([
      'EMBEDDER_THREADS must be a whole number from 1 to 64',
      'EMBEDDER_URL needs EMBEDDER=rest beside it',
      'EMBEDDER_KEY needs EMBEDDER=rest beside it',
    ]);
  });

  it.each([
    [{}, true],
    [{ HOST: '::1' }, true],
    [{ HOST: '0.0.0.0' }, false],
    [{ HOST: '0.0.0.0', DEMO: '1' }, true],
    [{ DEMO: '0' }, false],
    [{ DATABASE_URL, SECRET_KEY }, false],
    [{ DATABASE_URL, SECRET_KEY, DEMO: '1' }, true],
  ])('tell the demonstration story with %j: %s', (variables, isDemo) => {
    expect(loadSettings({ DATA_DIR: folder(), ...variables }).isDemo).toBe(isDemo);
  });

  it('migrate as the owner where one is named, else as the one role there is', () => {
    const owner = 'postgres://owner:pw@db:5432/docking';
    const base = { DATABASE_URL, SECRET_KEY };
    expect(loadSettings(base).databaseOwnerUrl).toBe(DATABASE_URL);
    expect(loadSettings({ ...base, DATABASE_OWNER_URL: owner }).databaseOwnerUrl).toBe(owner);
  });

  it('give links an address that a browser can open', () => {
    const publicUrl = (variables: NodeJS.ProcessEnv) => loadSettings({ DATA_DIR: folder(), ...variables }).publicUrl;
    expect(publicUrl({ HOST: '0.0.0.0', PORT: '80' })).toBe('http://localhost:80');
    expect(publicUrl({ HOST: '::1' })).toBe('http://[::1]:3000');
    expect(publicUrl({ PUBLIC_URL: 'https://docking.example.org/' })).toBe('https://docking.example.org');
  });

  it('make the secret key once, readable by its owner alone', () => {
    const DATA_DIR = join(folder(), 'made', 'deep');
    const first = loadSettings({ DATA_DIR }).secretKey;
    expect(loadSettings({ DATA_DIR }).secretKey).toBe(first);
    expect(first.length).toBeGreaterThanOrEqual(43);
    expect(statSync(join(DATA_DIR, 'secret-key')).mode & 0o777).toBe(0o600);
  });

  it('do not hang on a folder that cannot be made', () => {
    expect(() => loadSettings({ DATA_DIR: '/proc/nowhere/data' })).toThrow();
  });

  it('read whom to trust as a proxy', () => {
    const trusted = (TRUST_PROXY: string) => loadSettings({ DATA_DIR: folder(), TRUST_PROXY }).trustProxy;
    expect([trusted('true'), trusted('2'), trusted('10.0.0.0/8, 127.0.0.1')]).toEqual([true, 2, ['10.0.0.0/8', '127.0.0.1']]);
  });

  it('replace PORT=0 by a port that is free', async () => {
    expect(Number((await withFreePort({ PORT: '0' }))['PORT'])).toBeGreaterThan(1023);
    expect(await withFreePort({ PORT: '80' })).toEqual({ PORT: '80' });
  });

  it('come from .env where the environment is silent', () => {
    const file = join(folder(), '.env');
    writeFileSync(file, 'PATH=/nowhere\nMAIL_FROM="供需 <a@b.c>" # who\n');
    const environment = readEnvironment(file);
    expect(environment['MAIL_FROM']).toBe('供需 <a@b.c>');
    expect(environment['PATH']).not.toBe('/nowhere');
  });

  it('are all in .env.example (npm run env:example writes it)', () => {
    expect(readFileSync('.env.example', 'utf8')).toBe(envExample());
  });
});
