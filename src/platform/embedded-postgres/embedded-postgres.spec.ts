import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';

const dataDir = mkdtempSync(join(tmpdir(), 'embedded-postgres-'));
chmodSync(dataDir, 0o755); // as root, the server's own user has to get in

const said: string[] = [];
const start = () => startEmbeddedPostgres({ dataDir, isDurable: false, log: (line) => said.push(line) });
const pidFile = join(dataDir, 'postgres', 'data', 'postmaster.pid');
const serverPid = () => Number(readFileSync(pidFile, 'utf8').split('\n')[0]);

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ answer: unknown }>(sql);
    return rows[0]?.answer;
  } finally {
    await client.end();
  }
}

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe('the embedded Postgres', () => {
  it('starts, keeps its data over a restart, and leaves nothing running', async () => {
    const first = await start();
    await ask(first.ownerUrl, 'CREATE TABLE kept AS SELECT 7 AS answer');
    await first.stop();
    expect(existsSync(pidFile)).toBe(false);
    const second = await start();
    expect(await ask(second.ownerUrl, 'SELECT answer FROM kept')).toBe(7);
    await second.stop();
  });

  it('has two roles, sees Chinese, and sorts it', async () => {
    const postgres = await start();
    await ask(postgres.ownerUrl, 'CREATE EXTENSION pg_trgm');
    expect(await ask(postgres.appUrl, `SELECT similarity('滨海新区建设', '滨海新区') > 0 AS answer`)).toBe(true);
    expect(await ask(postgres.appUrl, `SELECT '张北' > '沧州' COLLATE "zh-x-icu" AS answer`)).toBe(true);
    await expect(ask(postgres.appUrl, 'SELECT answer FROM kept')).rejects.toThrow('permission denied');
    await expect(ask(postgres.appUrl, 'CREATE TABLE mine (a int)')).rejects.toThrow('permission denied');
    await postgres.stop();
  });

  it('refuses a second user of its folder in one line', async () => {
    const postgres = await start();
    await expect(start()).rejects.toThrow(
      new EmbeddedPostgresError(
        `${dataDir} is in use by another server (process ${process.pid}): stop that one, or choose another DATA_DIR`,
      ),
    );
    await postgres.stop();
  });

  it('comes back on the same port when it dies', async () => {
    const postgres = await start();
    process.kill(serverPid(), 'SIGKILL');
    let answer: unknown;
    for (let attempt = 0; attempt < 100 && answer === undefined; attempt += 1) {
      await sleep(50);
      answer = await ask(postgres.appUrl, 'SELECT 1 AS answer').catch(() => undefined);
    }
    expect(answer).toBe(1);
    expect(said.at(-1)).toBe('The embedded Postgres went away: starting it again');
    await postgres.stop();
  });

  it('is not misled by the number of a process that is somebody else by now', async () => {
    const stranger = spawn('sleep', ['60'], { stdio: 'ignore' });
    writeFileSync(pidFile, `${stranger.pid}\n${dataDir}/postgres/data\n1\n5432\n\n127.0.0.1\n\nready\n`);
    const postgres = await start();
    expect(await ask(postgres.appUrl, 'SELECT 1 AS answer')).toBe(1);
    expect(stranger.exitCode).toBeNull();
    stranger.kill();
    await postgres.stop();
  });

  it('says in one line why it does not start', async () => {
    const control = join(dataDir, 'postgres', 'data', 'global', 'pg_control');
    const bytes = readFileSync(control);
    writeFileSync(control, '');
    await expect(start()).rejects.toThrow(/^The embedded Postgres did not start: .*pg_control.*\(all of it: .*server\.log\)$/);
    writeFileSync(control, bytes);
  });
});
