import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { withBenchDatabase } from './bench-database.js';
import type { BenchEngine } from './bench-engine.js';
import { type BenchOptions, benchOptions } from './bench-options.js';
import { ListingGenerator } from './listing-generator.js';
import { collectionName, LoadJournal } from './load-journal.js';
import { load, machine, memoryMegabytes, size } from './machine.js';
import { MeilisearchBench, type MeilisearchAddress } from './meilisearch-bench.js';
import { compare, type Times, timesOf } from './measured.js';
import { PostgresBench } from './postgres-bench.js';
import { sampledStatistics } from './sampled-statistics.js';
import { QUESTION_KINDS, type QuestionKind, searchQuestions } from './search-questions.js';
import { Progress } from '../trial/progress.js';

/**
 * `npm run bench:search -- --listings N`: loads generated listings into each engine of the search port and asks it what a search box asks, beside
 * the same engine without us in the same run.
 */

/** Of each kind of question so many are asked in a round. */
const QUESTIONS = 40;
const ROUNDS = 5;
const CONNECTIONS = [1, 20] as const;

interface Figures {
  readonly question: QuestionKind;
  readonly connections: number;
  readonly ms: Times;
  readonly rawMs: Times;
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const shown = ({ p50, p95 }: Times): string => `${p50.toFixed(1)} / ${p95.toFixed(1)}`;

async function measure(engine: BenchEngine, generator: ListingGenerator, journal: LoadJournal, listings: number, print: (line: string) => void): Promise<object> {
  const statistics = sampledStatistics(generator, listings);
  const questions = searchQuestions(generator, statistics, listings, QUESTIONS);
  const figures: Figures[] = [];
  const single = { ours: [] as number[], bare: [] as number[] };
  const before = memoryMegabytes();
  for (const question of QUESTION_KINDS) {
    const { ours, bare } = await engine.questions(questions[question]);
    for (const connections of CONNECTIONS) {
      const times = await compare(ours, bare, QUESTIONS, connections, ROUNDS);
      figures.push({ question, connections, ms: timesOf(times.ours), rawMs: timesOf(times.bare) });
      if (connections > 1) continue;
      single.ours.push(...times.ours);
      single.bare.push(...times.bare);
    }
  }
  const { documents, milliseconds, compared } = journal.entry(engine.engine);
  const bytes = await engine.size();
  const rate = (count: number, time: number): number => Math.round((1_000 * count) / time);
  const loadPerSecond = compared === undefined ? null : rate(compared.documents, compared.ours);
  const rawLoadPerSecond = compared === undefined ? null : rate(compared.documents, compared.bare);
  print(`${engine.name}, ${listings.toLocaleString('en')} listings: index ${size(bytes)}, this process ${before} → ${memoryMegabytes()} MB, ${load()}`);
  print(`  loaded ${loadPerSecond} a second, the bare engine ${rawLoadPerSecond} (the first ${compared?.documents.toLocaleString('en')}); ${rate(documents, milliseconds)} over all`);
  print(`  ${'p50 / p95, ms'.padEnd(18)} ${'connections'.padStart(11)} ${'ours'.padStart(15)} ${'bare engine'.padStart(15)}`);
  for (const { question, connections, ms, rawMs } of figures) {
    print(`  ${question.padEnd(18)} ${String(connections).padStart(11)} ${shown(ms).padStart(15)} ${shown(rawMs).padStart(15)}`);
  }
  return {
    engine: engine.engine,
    version: engine.name,
    listings,
    loadPerSecond,
    rawLoadPerSecond,
    loadPerSecondOverAll: rate(documents, milliseconds),
    indexBytes: bytes,
    searchMs: timesOf(single.ours),
    rawMs: timesOf(single.bare),
    questions: figures,
    memoryMegabytes: memoryMegabytes(),
  };
}

async function run({ listings, engines, isKept, isJson }: BenchOptions, folder: string, stop: AbortSignal): Promise<void> {
  const print = isJson ? say : (line: string): void => void process.stdout.write(`${line}\n`);
  const generator = new ListingGenerator();
  const journal = new LoadJournal(folder, collectionName(generator));
  if (isKept && journal.isOfAnother()) {
    say('The kept collection is of another version: it is loaded anew.');
    await rm(folder, { recursive: true });
  }
  const rows = await withBenchDatabase(folder, isKept, async (ownerUrl) => {
    print(`${machine()}, ${load()}`);
    const open = async (name: BenchEngine['engine']): Promise<BenchEngine> =>
      name === 'postgres' ? PostgresBench.open(ownerUrl, generator, journal) : MeilisearchBench.open(meilisearchAddress(), ownerUrl, generator, journal);
    const rows: object[] = [];
    // Meilisearch is filled from what Postgres holds.
    for (const name of ['postgres', 'meilisearch'] as const) {
      const isAsked = engines.includes(name);
      if (!isAsked && name === 'meilisearch') continue;
      const engine = await open(name);
      try {
        const progress = new Progress(engine.name, listings);
        await engine.load(listings, (done) => progress.set(done), stop);
        progress.end();
        if (stop.aborted) throw new Error(`Stopped; ${isKept ? 'the same command goes on' : 'with --keep the next run would go on'}.`);
        if (isAsked) rows.push(await measure(engine, generator, journal, listings, print));
      } finally {
        await engine.close(isKept);
      }
    }
    return rows;
  });
  if (isJson) process.stdout.write(`${JSON.stringify({ engines: rows }, null, 2)}\n`);
}

function meilisearchAddress(): MeilisearchAddress {
  return { url: process.env['MEILI_URL'] ?? '', key: process.env['MEILI_KEY'] };
}

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
try {
  const options = benchOptions('bench:search', process.argv.slice(2), Boolean(process.env['MEILI_URL']));
  const folder = resolve(process.env['DATA_DIR'] ?? '.data', 'bench', String(options.listings));
  await run(options, folder, stopping.signal);
} catch (error) {
  say((error as Error).message);
  process.exitCode = 1;
}
