// What the tests may use beside Postgres: each by the variable that names it, else by what is installed. A Meilisearch that asks
// for a key gets MEILI_TEST_KEY; EMBEDDER_TEST_MODEL is a folder that `npm run cli -- embedder install` has filled.
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { delimiter, join } from 'node:path';

/** The shell without a window first: a context of it costs a fifth of the processor's time. */
const CHROMIUMS = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];

/**
 * @returns the variables that tests look for, the names of what is missing, and how to end what was started here
 */
export async function findAdapters({ REDIS_TEST_URL, CHROMIUM_PATH, MEILI_TEST_URL, EMBEDDER_TEST_MODEL }) {
  const environment = {};
  const missing = [];
  let close = () => undefined;
  const redisServer = findProgram(['redis-server']);
  if (REDIS_TEST_URL) environment.REDIS_TEST_URL = REDIS_TEST_URL;
  else if (redisServer) [environment.REDIS_TEST_URL, close] = await startRedis(redisServer);
  else missing.push('Redis');
  const chromium = CHROMIUM_PATH || findProgram(CHROMIUMS);
  if (chromium) environment.CHROMIUM_PATH = chromium;
  else missing.push('Chromium');
  if (MEILI_TEST_URL) environment.MEILI_TEST_URL = MEILI_TEST_URL;
  else missing.push('Meilisearch');
  if (EMBEDDER_TEST_MODEL) environment.EMBEDDER_TEST_MODEL = EMBEDDER_TEST_MODEL;
  else missing.push('Embedder');
  return { environment, missing, close };
}

function findProgram(names) {
  for (const folder of (process.env.PATH ?? '').split(delimiter))
    for (const name of names)
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // Not here.
      }
  return undefined;
}

/** On this machine only, with nothing written to disk. */
async function startRedis(program) {
  const port = await freePort();
  const server = spawn(program, ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no', '--dir', '/tmp'], { stdio: 'ignore' });
  const ended = new Promise((_, failed) => {
    server.once('error', failed);
    server.once('exit', () => failed(new Error(`${program} ended at once`)));
  });
  await Promise.race([answers(port), ended]);
  ended.catch(() => undefined);
  return [`redis://127.0.0.1:${port}`, () => server.kill()];
}

async function answers(port) {
  for (;;) {
    const isOpen = await new Promise((done) => {
      const socket = createConnection(port, '127.0.0.1');
      socket.once('connect', () => done(true)).once('error', () => done(false));
      socket.once('connect', () => socket.destroy());
    });
    if (isOpen) return;
    await new Promise((done) => setTimeout(done, 30));
  }
}

function freePort() {
  return new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => found(port));
    });
  });
}
