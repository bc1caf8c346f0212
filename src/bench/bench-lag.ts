import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { withBenchDatabase } from './bench-database.js';
import { findFreePort } from '../config/free-port.js';
import { quantile } from '../evaluation/metrics.js';
import { ServerProcess } from '../trial/server-process.js';
import { LagPublisher } from './lag-publisher.js';
import { publishAndFind } from './lag-run.js';
import { type LagSearcher, openSearcher } from './lag-searcher.js';
import { ListingGenerator } from './listing-generator.js';
import { load, machine } from './machine.js';
import { MeilisearchProcess } from './meilisearch-process.js';

/**
 * `npm run bench:lag -- [--seconds 60] [--per-second 20] [--kill] [--meilisearch PROGRAM]`: publishes listings and measures how long it takes until a
 * search finds each. With `--kill` the worker, and Meilisearch where there is one, are killed on the way.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    'per-second': { type: 'string', default: '20' },
    kill: { type: 'boolean', default: false },
    meilisearch: { type: 'string' },
  },
});

const PATIENCE_MS = 120_000;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Kills each in turn, a few times within the run. */
async function killAround(seconds: number, worker: ServerProcess, meilisearch: MeilisearchProcess | undefined): Promise<void> {
  for (let nth = 0; nth < 4; nth++) {
    await sleep((1_000 * seconds) / 5);
    if (nth % 2 === 0 || meilisearch === undefined) await worker.killAndRestart();
    else {
      await meilisearch.end('SIGKILL');
      await sleep(500);
      await meilisearch.start();
    }
  }
}

async function measure(ownerUrl: string, folder: string, meilisearch: MeilisearchProcess | undefined): Promise<boolean> {
  const port = await findFreePort('127.0.0.1');
  const environment: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    HOST: '127.0.0.1',
    PORT: String(port),
    APP_ROLE: 'worker',
    DATA_DIR: folder,
    DATABASE_URL: ownerUrl,
    SECRET_KEY: 'a-secret-of-a-benchmark-that-guards-nothing',
    LOG_LEVEL: 'warn',
    ...(meilisearch === undefined ? {} : { MEILI_URL: meilisearch.url, MEILI_KEY: meilisearch.key }),
  };
  const worker = new ServerProcess(`http://127.0.0.1:${port}`, environment, join(folder, 'worker.log'));
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 4 });
  let searcher: LagSearcher | undefined;
  try {
    await worker.start();
    searcher = await openSearcher(ownerUrl, meilisearch);
    const publisher = new LagPublisher(pool, new ListingGenerator());
    await publisher.prepare();
    const seconds = Number(values.seconds);
    print(`${machine()}, ${load()}`);
    const [run] = await Promise.all([
      publishAndFind(publisher, searcher.index, { perSecond: Number(values['per-second']), seconds, patienceMs: PATIENCE_MS }),
      values.kill ? killAround(seconds, worker, meilisearch) : undefined,
    ]);
    const shown = [0.5, 0.95, 0.99, 1].map((q) => `${(quantile(run.lags, q) / 1_000).toFixed(2)} s`);
    print(`${run.published.length} published, ${values['per-second']} a second; findable after (p50 / p95 / p99 / worst) ${shown.join(' / ')}; ${run.lost.length} lost; ${load()}`);
    print(`answers came from ${searcher.index.health().answersFrom}; the worker was killed ${worker.kills} times`);
    return run.lost.length === 0;
  } finally {
    await searcher?.close();
    await worker.stop();
    await pool.end();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'docking-lag-'));
chmodSync(folder, 0o755);
const meilisearch = values.meilisearch === undefined ? undefined : await MeilisearchProcess.start(values.meilisearch, folder);
try {
  const isWhole = await withBenchDatabase(join(folder, 'database'), false, (ownerUrl) => measure(ownerUrl, folder, meilisearch));
  if (!isWhole) process.exitCode = 1;
} finally {
  await meilisearch?.end('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}
