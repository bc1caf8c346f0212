import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../platform/database/data-source-options.js';
import { Progress } from '../trial/progress.js';
import { withBenchDatabase } from './bench-database.js';
import type { BenchEngine } from './bench-engine.js';
import { type BenchOptions, benchOptions } from './bench-options.js';
import { ListingGenerator } from './listing-generator.js';
import { collectionName, LoadJournal } from './load-journal.js';
import { load, machine, memoryMegabytes, size } from './machine.js';
import { type MatchFigures, matchFigures } from './match-figures.js';
import { matchQuestions, TRIGGERS } from './match-questions.js';
import { MeilisearchBench } from './meilisearch-bench.js';
import { PostgresBench } from './postgres-bench.js';
import { sampledStatistics } from './sampled-statistics.js';

/**
 * `npm run bench:match -- --listings N`: grows a collection of generated listings to 10,000, 100,000 and 1,000,000 as far as N goes, and at each size
 * matches new demands against all offerings and new offerings against all open demands, beside the engine alone in the same run. A match is the candidates
 * with their scores, parts, reasons and gaps. Facts of the candidates are made up beforehand: reading the rows is not in these figures.
 */

/** New listings of each kind. */
const QUESTIONS = 40;
const ROUNDS = 5;
const SIZES = [10_000, 100_000, 1_000_000];

const say = (line: string): void => void process.stderr.write(`${line}\n`);

class MatchBench {
  private readonly generator = new ListingGenerator();
  private readonly journal: LoadJournal;
  private readonly rows: object[] = [];

  constructor(
    private readonly options: BenchOptions,
    private readonly folder: string,
    private readonly stop: AbortSignal,
  ) {
    this.journal = new LoadJournal(folder, collectionName(this.generator));
  }

  async run(): Promise<void> {
    const { listings, isKept, isJson } = this.options;
    if (!isKept) await rm(this.folder, { recursive: true, force: true });
    else if (this.journal.isOfAnother()) {
      say('The kept collection is of another version: it is loaded anew.');
      await rm(this.folder, { recursive: true });
    }
    this.print(`${machine()}, ${load()}`);
    try {
      const loaded = this.journal.entry('postgres').documents;
      // A collection does not shrink: of a kept one only what it has grown to can be measured.
      for (const count of [...SIZES.filter((each) => each < listings && each >= loaded), listings]) await this.measureAt(count);
    } finally {
      if (!isKept) await rm(this.folder, { recursive: true, force: true });
    }
    if (isJson) process.stdout.write(`${JSON.stringify({ engines: this.rows }, null, 2)}\n`);
  }

  /** Loads, starts the server anew, so that its first answers are cold, and measures. */
  private async measureAt(listings: number): Promise<void> {
    const engines = (['postgres', 'meilisearch'] as const).filter((name) => name === 'postgres' || this.options.engines.includes(name));
    await withBenchDatabase(this.folder, true, async (url) => {
      // Meilisearch is filled from what Postgres holds.
      for (const name of engines) await this.withEngine(name, url, (engine) => this.load(engine, listings));
    });
    await withBenchDatabase(this.folder, true, async (url) => {
      for (const name of engines) if (this.options.engines.includes(name)) await this.withEngine(name, url, (engine) => this.measure(engine, url, listings));
    });
  }

  private async withEngine(name: BenchEngine['engine'], url: string, work: (engine: BenchEngine) => Promise<void>): Promise<void> {
    const { generator, journal } = this;
    const address = { url: process.env['MEILI_URL'] ?? '', key: process.env['MEILI_KEY'] };
    const engine = name === 'postgres' ? await PostgresBench.open(url, generator, journal) : await MeilisearchBench.open(address, url, generator, journal);
    try {
      await work(engine);
    } finally {
      await engine.close(true);
    }
  }

  private async load(engine: BenchEngine, listings: number): Promise<void> {
    const progress = new Progress(engine.name, listings);
    await engine.load(listings, (done) => progress.set(done), this.stop);
    progress.end();
    if (this.stop.aborted) throw new Error(`Stopped; ${this.options.isKept ? 'the same command goes on' : 'with --keep the next run would go on'}.`);
  }

  private async measure(engine: BenchEngine, url: string, listings: number): Promise<void> {
    const statistics = sampledStatistics(this.generator, listings);
    const truth = await new DataSource(dataSourceOptions(url, 1)).initialize();
    const figures: MatchFigures[] = [];
    try {
      for (const trigger of TRIGGERS) figures.push(await matchFigures(engine, truth, trigger, matchQuestions(trigger, QUESTIONS, this.generator, statistics), ROUNDS));
    } finally {
      await truth.destroy();
    }
    const { documents, milliseconds } = this.journal.entry(engine.engine);
    const loadPerSecond = milliseconds === 0 ? null : Math.round((1_000 * documents) / milliseconds);
    const bytes = await engine.size();
    this.print(`${engine.name}, ${listings.toLocaleString('en')} listings, loaded ${loadPerSecond} a second: index ${size(bytes)}, this process ${memoryMegabytes()} MB, ${load()}`);
    for (const each of figures) this.printFigures(each);
    const [demand] = figures;
    this.rows.push({
      engine: engine.engine,
      version: engine.name,
      listings,
      loadPerSecond,
      matchMs: demand!.matchMs,
      rawMs: demand!.rawMs,
      bestFiftyHeld: demand!.bestFiftyHeld,
      bestTenHeld: demand!.bestTenHeld,
      indexBytes: bytes,
      memoryMegabytes: memoryMegabytes(),
      triggers: figures,
    });
  }

  private printFigures({ trigger, matchMs, coldMs, candidatesMs, rawMs, candidates, bestFiftyHeld, bestTenHeld }: MatchFigures): void {
    const ms = ({ p50, p95, p99 }: MatchFigures['matchMs']): string => `${p50.toFixed(1)} / ${p95.toFixed(1)} / ${p99.toFixed(1)}`;
    const against = trigger === 'demand' ? 'a new demand against all offerings' : 'a new offering against all open demands';
    this.print(`  ${against}: ${candidates.toFixed(0)} candidates; of the exact best 50 ${bestFiftyHeld.toFixed(3)}, of the best 10 ${bestTenHeld.toFixed(3)}`);
    this.print(`    p50 / p95 / p99, ms: match ${ms(matchMs)}; the first time ${ms(coldMs)}; candidates ${ms(candidatesMs)}; engine alone ${ms(rawMs)}`);
  }

  private print(line: string): void {
    if (this.options.isJson) say(line);
    else process.stdout.write(`${line}\n`);
  }
}

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
try {
  const options = benchOptions('bench:match', process.argv.slice(2), Boolean(process.env['MEILI_URL']));
  await new MatchBench(options, resolve(process.env['DATA_DIR'] ?? '.data', 'bench', `match-${options.listings}`), stopping.signal).run();
} catch (error) {
  say((error as Error).message);
  process.exitCode = 1;
}
