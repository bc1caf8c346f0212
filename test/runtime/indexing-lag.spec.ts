import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import { LagPublisher } from '../../src/bench/lag-publisher.js';
import { foundAmong, publishAndFind } from '../../src/bench/lag-run.js';
import { type LagSearcher, openSearcher } from '../../src/bench/lag-searcher.js';
import { ListingGenerator } from '../../src/bench/listing-generator.js';
import { MeilisearchProcess } from '../../src/bench/meilisearch-process.js';
import { findFreePort } from '../../src/config/free-port.js';
import { ServerProcess } from '../../src/trial/server-process.js';
import { type TestDatabase, testDatabase } from '../support/postgres.js';

/** A Meilisearch program that the test may start, kill and start again. */
const MEILI_TEST_PROGRAM = process.env['MEILI_TEST_PROGRAM'];

const PACE = { perSecond: 20, seconds: 10, patienceMs: 120_000 };

/** Published at twenty a second while those who index are killed: how quickly it goes is measured elsewhere (`npm run bench:lag`). */
describe('listings that are published while the worker is killed', () => {
  let folder: string;
  let database: TestDatabase;
  let pool: pg.Pool;
  let worker: ServerProcess;
  let searcher: LagSearcher | undefined;

  beforeEach(async () => {
    Logger.overrideLogger(false);
    folder = mkdtempSync(join(tmpdir(), 'docking-lag-'));
    database = await testDatabase();
    pool = new pg.Pool({ connectionString: database.appUrl, max: 4 });
  });

  afterEach(async () => {
    await searcher?.close();
    await worker.stop();
    await pool.end();
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  async function startWorker(more: NodeJS.ProcessEnv): Promise<void> {
    const port = await findFreePort('127.0.0.1');
    const environment = {
      PATH: process.env['PATH'],
      HOST: '127.0.0.1',
      PORT: String(port),
      APP_ROLE: 'worker',
      DATA_DIR: folder,
      DATABASE_URL: database.appUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
      SECRET_KEY: 'a-secret-of-the-tests-a-secret-of-the-tests',
      LOG_LEVEL: 'warn',
      ...more,
    };
    worker = new ServerProcess(`http://127.0.0.1:${port}`, environment, join(folder, 'worker.log'), 'dist/main.js');
    await worker.start();
  }

  async function preparedPublisher(): Promise<LagPublisher> {
    const publisher = new LagPublisher(pool, new ListingGenerator());
    await publisher.prepare();
    return publisher;
  }

  it('are all found', async () => {
    await startWorker({});
    searcher = await openSearcher(database.appUrl);
    const kill = async (): Promise<void> => {
      for (let time = 0; time < 3; time++) {
        await sleep(1_000 + 1_500 * Math.random());
        await worker.killAndRestart();
      }
    };
    const [{ published, lost }] = await Promise.all([publishAndFind(await preparedPublisher(), searcher.index, PACE), kill()]);
    expect([published.length, lost, worker.kills]).toEqual([200, [], 3]);
  }, 240_000);

  (MEILI_TEST_PROGRAM ? it : it.skip)('are all found on Meilisearch, which is killed too', async () => {
    const meilisearch = await MeilisearchProcess.start(MEILI_TEST_PROGRAM!, folder);
    try {
      await startWorker({ MEILI_URL: meilisearch.url, MEILI_KEY: meilisearch.key });
      searcher = await openSearcher(database.appUrl, meilisearch);
      const kill = async (): Promise<void> => {
        for (let time = 0; time < 2; time++) {
          await sleep(1_000 + 1_500 * Math.random());
          await meilisearch.end('SIGKILL');
          await sleep(1_000 * Math.random());
          await meilisearch.start();
          await worker.killAndRestart();
        }
      };
      const { index } = searcher;
      const [{ published, lost }] = await Promise.all([publishAndFind(await preparedPublisher(), index, PACE), kill()]);
      expect([published.length, lost, worker.kills]).toEqual([200, [], 2]);
      // Postgres answered in the meantime. In the end Meilisearch itself has everything.
      for (const end = Date.now() + 60_000; index.health().state !== 'up' && Date.now() < end; ) await sleep(100);
      const found = await foundAmong(index, published);
      expect(published.filter(({ id }) => !found.has(id))).toEqual([]);
      expect(index.health()).toEqual({ engine: 'meilisearch', state: 'up', answersFrom: 'meilisearch' });
    } finally {
      await meilisearch.end('SIGKILL');
    }
  }, 300_000);
});
