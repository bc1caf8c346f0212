import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { DataSource } from 'typeorm';
import { openDatabase } from '../app.database.js';
import { createApp } from '../app.setup.js';
import { loadSettings } from '../config/settings.js';
import { GRADED_NOW, readGradedCollection } from '../features/matching/graded/graded-collection.js';
import { dropIndexes } from '../platform/search/meilisearch-search-index.js';
import { MeilisearchServer } from '../platform/search/meilisearch-server.js';
import { MirrorStore } from '../platform/search/mirror-store.js';
import { SearchIndex } from '../platform/search/search-index.js';
import { FixedClock } from '../shared/clock.js';
import { quantile } from './metrics.js';
import { openQueryMarket } from './queries/query-market.js';
import { type AskedQuery, askQueries, figuresByKind, type KindFigures, readingTimes } from './queries/query-run.js';
import { readQuerySet } from './queries/query-set.js';

/**
 * `node dist/evaluation/evaluate-search.js [--json] [--failures]`: asks the graded collection the committed queries on each engine that is there (Postgres,
 * and Meilisearch where MEILI_URL is set) and prints, per kind of query, how often one of the first three would do, and nDCG@10.
 */

const PATIENCE_MS = 120_000;

/** On an empty installation of its own, whose traces are taken away again. */
async function askedOn(environment: NodeJS.ProcessEnv): Promise<{ engine: string; asked: AskedQuery[]; readingMs: number[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'docking-evaluation-'));
  // Started as root, Postgres runs as somebody else, who has to come in.
  await chmod(folder, 0o755);
  const settings = loadSettings({ ...environment, DATA_DIR: folder, SECRET_KEY: 'nothing-in-an-evaluation-is-a-secret' });
  const database = await openDatabase(settings, (line) => process.stderr.write(`${line}\n`));
  try {
    const app = await createApp(settings, database.urls, { clock: new FixedClock(GRADED_NOW) });
    try {
      await app.init();
      const collection = readGradedCollection();
      await openQueryMarket(app, collection, GRADED_NOW);
      const index = app.get(SearchIndex);
      const { engine } = index.health();
      for (const deadline = Date.now() + PATIENCE_MS; index.health().answersFrom !== engine; await sleep(200)) {
        if (Date.now() > deadline) throw new Error(`The index on ${engine} is not in line after two minutes.`);
      }
      const queries = readQuerySet();
      const asked = await askQueries(app, queries, collection);
      return { engine: await versionOf(engine, app.get(DataSource), environment), asked, readingMs: await readingTimes(app, queries) };
    } finally {
      const { name } = await new MirrorStore(app.get(DataSource)).load();
      await app.close();
      if (settings.meiliUrl) await dropIndexes(new MeilisearchServer(settings.meiliUrl, settings.meiliKey), name);
    }
  } finally {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function versionOf(engine: 'postgres' | 'meilisearch', dataSource: DataSource, { MEILI_URL, MEILI_KEY }: NodeJS.ProcessEnv): Promise<string> {
  if (engine === 'meilisearch') return `${engine} ${await new MeilisearchServer(MEILI_URL!, MEILI_KEY).version()}`;
  const [{ version }] = await dataSource.query<[{ version: string }]>(`select current_setting('server_version') as version`);
  return `${engine} ${version}`;
}

function printFigures(print: (line: string) => void, title: string, figures: readonly KindFigures[]): void {
  print(title);
  for (const { kind, queries, successAt3, ndcgAt10 } of figures) {
    if (queries > 0) print(`  ${kind.padEnd(14)} ${String(queries).padStart(4)} queries  success@3 ${successAt3.toFixed(3)}  nDCG@10 ${ndcgAt10.toFixed(3)}`);
  }
}

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, failures: { type: 'boolean', default: false } } });
const print = values.json ? () => undefined : (line: string) => void process.stdout.write(`${line}\n`);
const { MEILI_URL, MEILI_KEY, DATABASE_URL: _database, DATABASE_OWNER_URL: _owner, ...plain } = process.env;
const engines: object[] = [];
for (const more of MEILI_URL ? [{}, { MEILI_URL, ...(MEILI_KEY && { MEILI_KEY }) }] : [{}]) {
  const { engine, asked, readingMs } = await askedOn({ ...plain, ...more });
  const heldAside = asked.filter(({ query }) => query.isHeldAside);
  printFigures(print, engine, figuresByKind(asked));
  printFigures(print, `${engine}, the third that was held aside`, figuresByKind(heldAside).slice(-2));
  const reading = { p50: quantile(readingMs, 0.5), p95: quantile(readingMs, 0.95) };
  print(`  reading a query, ms: p50 ${reading.p50.toFixed(1)}, p95 ${reading.p95.toFixed(1)}`);
  if (values.failures) for (const { query, found } of asked.filter(({ isSuccess }) => !isSuccess)) print(`  ${query.kind}: «${query.words}» found ${found.slice(0, 3).join(', ') || 'nothing'}`);
  engines.push({ engine, readingMs: reading, kinds: figuresByKind(asked), heldAside: figuresByKind(heldAside).slice(-2) });
}
if (values.json) process.stdout.write(`${JSON.stringify({ engines }, null, 2)}\n`);
