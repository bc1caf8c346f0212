import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// The built server (npm test builds first) as a process of its own: what no test inside the process can see.
const folder = mkdtempSync(join(tmpdir(), 'docking-start-'));
chmodSync(folder, 0o755); // as root, the server's own user has to get in
const pidFile = join(folder, 'postgres', 'data', 'postmaster.pid');

interface Server {
  process: ChildProcess;
  url: string;
  output: string;
}

function launch(environment: NodeJS.ProcessEnv = {}): { process: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, ['dist/main.js'], {
    env: { PATH: process.env['PATH'], PORT: '0', DATA_DIR: folder, DEMO: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  return { process: child, output: () => output };
}

async function start(): Promise<Server> {
  const { process: child, output } = launch();
  const isUp = new Promise<void>((up) => child.stdout?.on('data', () => output().includes(' is up\n') && up()));
  const ended = once(child, 'close').then(() => {
    throw new Error(`The server ended: ${output()}`);
  });
  await Promise.race([isUp, ended]);
  ended.catch(() => undefined);
  return { process: child, url: /Address +(\S+)/.exec(output())?.[1] ?? '', output: output() };
}

async function end(server: Server, signal: NodeJS.Signals): Promise<number | null> {
  server.process.kill(signal);
  const [code] = (await once(server.process, 'close')) as [number | null];
  return code;
}

async function failedStart(environment: NodeJS.ProcessEnv): Promise<string[]> {
  const { process: child, output } = launch(environment);
  const [code] = (await once(child, 'close')) as [number | null];
  expect(code).toBe(1);
  return output().trim().split('\n');
}

describe('the server as a process', () => {
  afterAll(() => rmSync(folder, { recursive: true }));

  it('says where it is, works, keeps its data over kill -9, and leaves nothing running when asked to end', async () => {
    const first = await start();
    expect(first.output).toContain('embedded Postgres');
    expect((await fetch(`${first.url}/health/ready`)).status).toBe(200);
    await end(first, 'SIGKILL');
    expect(existsSync(pidFile)).toBe(true);
    const postgres = readFileSync(pidFile, 'utf8').split('\n')[0];

    const second = await start();
    expect(readFileSync(pidFile, 'utf8').split('\n')[0]).toBe(postgres);
    expect((await fetch(`${second.url}/health/ready`)).status).toBe(200);
    const third = await failedStart({});
    expect(third).toEqual([`${folder} is in use by another server (process ${second.process.pid}): stop that one, or choose another DATA_DIR`]);
    const busy = await failedStart({ PORT: new URL(second.url).port });
    expect(busy).toEqual([expect.stringMatching(/^Port \d+ on 127\.0\.0\.1 is in use: /)]);
    expect(await end(second, 'SIGTERM')).toBe(0);
    expect(existsSync(pidFile)).toBe(false);
  });

  it.each([
    ['bad settings', { PORT: 'x', TIME_ZONE: 'Mars' }, [/^PORT must be/, /^TIME_ZONE must be/]],
    ['a folder that cannot be made', { DATA_DIR: '/proc/nowhere' }, [/^\/proc\/?\S* cannot be used/]],
    ['a database that is not there', { DATABASE_URL: 'postgres://a:b@127.0.0.1:9/x', SECRET_KEY: 'k'.repeat(40) }, [/^DATABASE_URL: nothing listens on 127\.0\.0\.1:9$/]],
    ['a Redis that is not there', { REDIS_URL: 'redis://127.0.0.1:9' }, [/^REDIS_URL: nothing listens on 127\.0\.0\.1:9$/]],
  ])('ends with one clear line for each of: %s', async (_, environment, lines) => {
    expect(await failedStart(environment)).toEqual(lines.map((line) => expect.stringMatching(line)));
  });
});
