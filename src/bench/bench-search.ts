import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Progress } from '../trial/progress.js';
import { withBenchDatabase } from './bench-database.js';
import type { BenchEngine } from './bench-engine.js';
import { type BenchOptions, benchOptions } from './bench-options.js';
import { ListingGenerator } from './listing-generator.js';
import { collectionName, LoadJournal } from './load-journal.js';
import { load, machine, size } from './machine.js';
import { matchQuestions } from './match-questions.js';
import { type MeilisearchAddress, MeilisearchBench } from './meilisearch-bench.js';
import { measureMemory, printMemory } from './memory-figures.js';
import { PostgresBench } from './postgres-bench.js';
import { sampledStatistics } from './sampled-statistics.js';
import { type Figures, measureSearch, measureTyping, printFigures, QUESTIONS } from './search-figures.js';
import { QUESTION_KINDS, searchQuestions } from './search-questions.js';
import { typedBeginnings, typedQueries } from './typed-words.js';
import { readWords, withTyping } from './typing-bench.js';

/**
 * `npm run bench:search -- --listings N`: loads generated listings into each engine of the search port and asks it what a search box asks, beside
 * the same engine without us in the same run.
 */

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** Listings a second; null where it was not measured. */
interface LoadRates {
  /** Of those that also went to the bare engine. */
  readonly loadPerSecond: number | null;
  readonly rawLoadPerSecond: number | null;
  readonly comparedListings: number | null;
  readonly loadPerSecondOverAll: number | null;
  /** Postgres and the engine after each other. */
  readonly loadPerSecondWithPostgres: number | null;
}

class SearchBench {
  private readonly generator = new ListingGenerator();
  private readonly journal: LoadJournal;
  private readonly print: (line: string) => void;

  constructor(
    private readonly options: BenchOptions,
    private readonly folder: string,
    private readonly stop: AbortSignal,
  ) {
    this.journal = new LoadJournal(folder, collectionName(this.generator));
    this.print = options.isJson ? say : (line) => void process.stdout.write(`${line}\n`);
  }

  async run(): Promise<void> {
    const { isKept, isJson } = this.options;
    if (isKept && this.journal.isOfAnother()) {
      say('The kept collection is of another version: it is loaded anew.');
      await rm(this.folder, { recursive: true });
    }
    const engines = await withBenchDatabase(this.folder, isKept, (ownerUrl) => this.measureAll(ownerUrl));
    if (isJson) process.stdout.write(`${JSON.stringify({ engines }, null, 2)}\n`);
  }

  private async measureAll(ownerUrl: string): Promise<object[]> {
    this.print(`${machine()}, ${load()}`);
    const { engines, isKept } = this.options;
    const measured: ((typing: Figures[]) => object)[] = [];
    // Meilisearch is filled from what Postgres holds.
    for (const name of ['postgres', 'meilisearch'] as const) {
      const isAsked = engines.includes(name);
      if (!isAsked && name === 'meilisearch') continue;
      const engine = await this.open(name, ownerUrl);
      try {
        await this.load(engine);
        if (name === 'postgres') await this.readWords(ownerUrl);
        if (isAsked) measured.push(await this.measure(engine, ownerUrl));
      } finally {
        await engine.close(isKept);
      }
    }
    const typing = await this.measureTyping(ownerUrl);
    return measured.map((complete) => complete(typing));
  }

  private open(name: BenchEngine['engine'], ownerUrl: string): Promise<BenchEngine> {
    if (name === 'postgres') return PostgresBench.open(ownerUrl, this.generator, this.journal);
    return MeilisearchBench.open(meilisearchAddress(), ownerUrl, this.journal);
  }

  private async load(engine: BenchEngine): Promise<void> {
    const { listings } = this.options;
    const progress = new Progress(engine.name, listings);
    await engine.load(listings, (done) => progress.set(done), this.stop);
    progress.end();
    this.throwIfStopped();
  }

  private throwIfStopped(): void {
    if (this.stop.aborted) throw new Error(`Stopped; ${this.options.isKept ? 'the same command goes on' : 'with --keep the next run would go on'}.`);
  }

  /** Prints what was measured of an engine, and gives it as JSON once what is asked while typing is known too. */
  private async measure(engine: BenchEngine, ownerUrl: string): Promise<(typing: Figures[]) => object> {
    const { generator } = this;
    const { listings } = this.options;
    const statistics = sampledStatistics(generator, listings);
    const questions = searchQuestions(generator, statistics, listings, QUESTIONS);
    say(`${engine.name}: asking`);
    const { rows, searchMs, rawMs } = await measureSearch(engine, questions);
    const rates = this.rates(engine.engine);
    const indexBytes = await engine.size();
    this.print(`${engine.name}, ${listings.toLocaleString('en')} listings: index ${size(indexBytes)}, ${load()}`);
    this.printRates(rates);
    printFigures(rows, this.print);
    const memory = await measureMemory({
      environment: this.environment(engine.engine, ownerUrl),
      searches: QUESTION_KINDS.flatMap((kind) => questions[kind]),
      candidates: matchQuestions('demand', QUESTIONS, generator, statistics).map(({ query }) => query),
      typed: typedQueries(generator, listings, QUESTIONS),
    });
    printMemory(memory, this.print);
    return (typing) => ({
      ...{ engine: engine.engine, version: engine.name, listings, ...rates, indexBytes, searchMs, rawMs },
      suggestMs: typing.find(({ question }) => question === 'suggestions')?.ms,
      rawSuggestMs: typing.find(({ question }) => question === 'suggestions')?.rawMs,
      questions: [...rows, ...typing],
      memory,
    });
  }

  private rates(engine: BenchEngine['engine']): LoadRates {
    const { documents, milliseconds, compared } = this.journal.entry(engine);
    const rate = (count: number, time: number): number => Math.round((1_000 * count) / time);
    const postgres = this.journal.entry('postgres');
    const alone = documents === 0 ? null : rate(documents, milliseconds);
    return {
      loadPerSecond: compared === undefined ? null : rate(compared.documents, compared.ours),
      rawLoadPerSecond: compared === undefined ? null : rate(compared.documents, compared.bare),
      comparedListings: compared?.documents ?? null,
      loadPerSecondOverAll: alone,
      loadPerSecondWithPostgres: alone === null || postgres.documents === 0 ? null : Math.round(1_000 / (milliseconds / documents + (engine === 'postgres' ? 0 : postgres.milliseconds / postgres.documents))),
    };
  }

  private printRates({ loadPerSecond, rawLoadPerSecond, comparedListings, loadPerSecondOverAll, loadPerSecondWithPostgres }: LoadRates): void {
    if (loadPerSecond !== null && rawLoadPerSecond !== null) {
      this.print(`  the first ${comparedListings!.toLocaleString('en')} loaded ${loadPerSecond} a second, the bare engine ${rawLoadPerSecond}: ${(loadPerSecond / rawLoadPerSecond).toFixed(2)} of it`);
    }
    this.print(`  all of them loaded ${loadPerSecondOverAll} a second, with the write to Postgres before it ${loadPerSecondWithPostgres}`);
  }

  /** Of a process that serves pages. */
  private environment(engine: BenchEngine['engine'], ownerUrl: string): NodeJS.ProcessEnv {
    const { url, key } = meilisearchAddress();
    const meilisearch = engine === 'meilisearch' ? { MEILI_URL: url, ...(key === undefined ? {} : { MEILI_KEY: key }) } : {};
    return { DATABASE_URL: ownerUrl, DATA_DIR: this.folder, SECRET_KEY: 'a-secret-of-a-benchmark-that-guards-nothing', LOG_LEVEL: 'silent', APP_ROLE: 'web', ...meilisearch };
  }

  private async readWords(ownerUrl: string): Promise<void> {
    const { listings } = this.options;
    const progress = new Progress('words', listings);
    const share = await readWords(ownerUrl, this.folder, (read) => progress.set(Math.round(read * listings)), this.stop);
    progress.end();
    this.throwIfStopped();
    if (share < 1) this.print(`The vocabulary has read ${Math.round(100 * share)} % of the index: what is typed is measured with that${this.options.isKept ? ', the next run reads on' : ''}.`);
  }

  private measureTyping(ownerUrl: string): Promise<Figures[]> {
    const { generator } = this;
    const { listings } = this.options;
    return withTyping(ownerUrl, this.folder, async (bench) => {
      const rows = await measureTyping(bench, typedBeginnings(generator, listings, QUESTIONS), typedQueries(generator, listings, QUESTIONS));
      this.print(`While typing, ${listings.toLocaleString('en')} listings, ${load()}`);
      printFigures(rows, this.print);
      return rows;
    });
  }
}

function meilisearchAddress(): MeilisearchAddress {
  return { url: process.env['MEILI_URL'] ?? '', key: process.env['MEILI_KEY'] };
}

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
try {
  const options = benchOptions('bench:search', process.argv.slice(2), Boolean(process.env['MEILI_URL']));
  const folder = resolve(process.env['DATA_DIR'] ?? '.data', 'bench', String(options.listings));
  await new SearchBench(options, folder, stopping.signal).run();
} catch (error) {
  say((error as Error).message);
  process.exitCode = 1;
}
