import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { INestApplicationContext } from '@nestjs/common';
import pg from 'pg';
import { createApp } from '../app.setup.js';
import { loadSettings } from '../config/settings.js';
import { RematchService } from '../features/matching/rematch/rematch.service.js';
import { DatabaseUrls } from '../platform/database/database-urls.js';
import { SearchIndex } from '../platform/search/search-index.js';
import { Progress } from '../trial/progress.js';
import { withBenchDatabase } from './bench-database.js';
import { ListingGenerator } from './listing-generator.js';
import { load, machine, memoryMegabytes } from './machine.js';
import { writeMarket } from './market-rows.js';
import { disturb, writeSuggestions } from './standing-suggestions.js';

/**
 * `npm run bench:rematch -- --listings N`: the night's matching of all open demands, as the product does it, on generated listings with their rows,
 * index and standing suggestions. A tenth of the listings are demands, and all of them are open.
 */

const USAGE = `Usage: npm run bench:rematch -- [--listings N] [--changed PERCENT] [--keep] [--json]
  --listings N  how many listings the collection has (default 10000)
  --changed     so many demands of a hundred have a suggestion that is no longer true (default 5)
  --keep        keep the loaded collection and use it again: a load that was stopped goes on
  --json        print the figures as JSON`;

interface Options {
  readonly listings: number;
  readonly changed: number;
  readonly isKept: boolean;
  readonly isJson: boolean;
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** @throws Error with the usage for what it does not know */
function optionsOf(words: string[]): Options {
  const options = { listings: { type: 'string', default: '10000' }, changed: { type: 'string', default: '5' }, keep: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } } as const;
  try {
    const { values } = parseArgs({ args: words, options });
    const [listings, changed] = [Number(values.listings), Number(values.changed)];
    if (!(Number.isInteger(listings) && listings >= 1_000 && listings <= 2_000_000)) throw new Error('--listings takes a number from 1000 to 2000000');
    if (!(changed >= 0 && changed <= 100)) throw new Error('--changed takes a percentage');
    return { listings, changed, isKept: values.keep, isJson: values.json };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${USAGE}`);
  }
}

interface Night {
  readonly machine: string;
  readonly load: readonly string[];
  readonly listings: number;
  readonly demands: number;
  /** Suggestions written or dropped. */
  readonly written: number;
  readonly seconds: { readonly all: number; readonly reading: number };
  readonly demandsPerSecond: number;
  /** Of this process with its threads, in seconds; Postgres has its own. */
  readonly processor: number;
  readonly memoryMegabytes: number;
}

async function withApp<T>(url: string, folder: string, work: (app: INestApplicationContext) => Promise<T>): Promise<T> {
  // Web: nothing else is worked on meanwhile.
  const settings = loadSettings({ DATABASE_URL: url, DATA_DIR: folder, APP_ROLE: 'web', SECRET_KEY: 'a-secret-of-a-benchmark-that-guards-nothing', LOG_LEVEL: 'warn' });
  const app = await createApp(settings, new DatabaseUrls(url, url));
  try {
    await app.init();
    return await work(app);
  } finally {
    await app.close();
  }
}

/** Listings into the index and the tables, and suggestions of an earlier night. */
async function prepare(app: INestApplicationContext, client: pg.Client, { listings, changed, isKept }: Options, stop: AbortSignal): Promise<void> {
  const progress = new Progress('listings', listings);
  await writeMarket(client, app.get(SearchIndex, { strict: false }), new ListingGenerator(), listings, (done) => progress.set(done), stop);
  progress.end();
  await writeSuggestions(app, client, (done, total) => say(`Suggestions of an earlier night: ${done.toLocaleString('en')} of ${total.toLocaleString('en')} demands`), stop);
  if (stop.aborted) throw new Error(`Stopped; ${isKept ? 'the same command goes on' : 'with --keep the next run would go on'}.`);
  await disturb(client, changed / 100);
}

async function night(app: INestApplicationContext, listings: number, stop: AbortSignal): Promise<Night> {
  const [start, processor, before] = [performance.now(), process.cpuUsage(), load()];
  let read = start;
  const state = await app.get(RematchService, { strict: false }).run((line) => {
    if (line.startsWith('Reading')) read = performance.now();
    say(line);
  }, stop);
  const seconds = (performance.now() - start) / 1_000;
  if (state === null) throw new Error('Another process is at it.');
  const { user, system } = process.cpuUsage(processor);
  return {
    machine: machine(),
    load: [before, load()],
    listings,
    demands: state.demands,
    written: state.written,
    seconds: { all: seconds, reading: (read - start) / 1_000 },
    demandsPerSecond: state.demands / seconds,
    processor: (user + system) / 1e6,
    memoryMegabytes: memoryMegabytes(),
  };
}

async function run(options: Options, folder: string, stop: AbortSignal): Promise<Night> {
  await mkdir(folder, { recursive: true });
  return withBenchDatabase(join(folder, 'database'), options.isKept, (url) =>
    withApp(url, folder, async (app) => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      try {
        await prepare(app, client, options, stop);
      } finally {
        await client.end();
      }
      return night(app, options.listings, stop);
    }),
  );
}

function print({ machine: on, load: loads, listings, demands, written, seconds, demandsPerSecond, processor, memoryMegabytes: memory }: Night): void {
  const out = (line: string): void => void process.stdout.write(`${line}\n`);
  out(`${on}, ${loads.join(' to ')}; ${listings.toLocaleString('en')} listings`);
  out(`${demands.toLocaleString('en')} open demands ranked in ${seconds.all.toFixed(1)} s, ${demandsPerSecond.toFixed(0)} a second; of that ${seconds.reading.toFixed(1)} s reading the index and the offerings`);
  out(`${written.toLocaleString('en')} suggestions written or dropped; processor of this process ${processor.toFixed(1)} s, memory ${memory} MB`);
}

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
try {
  const options = optionsOf(process.argv.slice(2));
  const folder = resolve(process.env['DATA_DIR'] ?? '.data', 'bench', `rematch-${options.listings}`);
  if (!options.isKept) await rm(folder, { recursive: true, force: true });
  try {
    const figures = await run(options, folder, stopping.signal);
    if (options.isJson) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
    else print(figures);
  } finally {
    if (!options.isKept) await rm(folder, { recursive: true, force: true });
  }
} catch (error) {
  say((error as Error).message);
  process.exitCode = 1;
}
