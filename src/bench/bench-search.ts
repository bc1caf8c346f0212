import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Progress } from '../trial/progress.js';
import { withBenchDatabase } from './bench-database.js';
import type { BenchEngine } from './bench-engine.js';
import { type BenchOptions, benchOptions } from './bench-options.js';
import { ListingGenerator } from './listing-generator.js';
import { collectionName, LoadJournal } from './load-journal.js';
import { load, machine, memoryMegabytes, size } from './machine.js';
import { type MeilisearchAddress, MeilisearchBench } from './meilisearch-bench.js';
import { PostgresBench } from './postgres-bench.js';
import { sampledStatistics } from './sampled-statistics.js';
import { type Figures, measureSearch, measureTyping, printFigures, QUESTIONS } from './search-figures.js';
import { searchQuestions } from './search-questions.js';
import { typedBeginnings, typedQueries } from './typed-words.js';
import { withTyping } from './typing-bench.js';

/**
 * `npm run bench:search -- --listings N`: loads generated listings into each engine of the search port and asks it what a search box asks, beside
 * the same engine without us in the same run.
 */

const say = (line: string): void => void process.stderr.write(`${line}\n`);

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
        if (isAsked) measured.push(await this.measure(engine));
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
    const { listings, isKept } = this.options;
    const progress = new Progress(engine.name, listings);
    await engine.load(listings, (done) => progress.set(done), this.stop);
    progress.end();
    if (this.stop.aborted) throw new Error(`Stopped; ${isKept ? 'the same command goes on' : 'with --keep the next run would go on'}.`);
  }

  /** Prints what was measured of an engine, and gives it as JSON once what is asked while typing is known too. */
  private async measure(engine: BenchEngine): Promise<(typing: Figures[]) => object> {
    const { generator } = this;
    const { listings } = this.options;
    const questions = searchQuestions(generator, sampledStatistics(generator, listings), listings, QUESTIONS);
    const before = memoryMegabytes();
    const { rows, searchMs, rawMs } = await measureSearch(engine, questions);
    const after = memoryMegabytes();
    const { documents, milliseconds, compared } = this.journal.entry(engine.engine);
    const rate = (count: number, time: number): number => Math.round((1_000 * count) / time);
    const rates = {
      loadPerSecond: compared === undefined ? null : rate(compared.documents, compared.ours),
      rawLoadPerSecond: compared === undefined ? null : rate(compared.documents, compared.bare),
      loadPerSecondOverAll: documents === 0 ? null : rate(documents, milliseconds),
    };
    const indexBytes = await engine.size();
    this.print(`${engine.name}, ${listings.toLocaleString('en')} listings: index ${size(indexBytes)}, this process ${before} MB before the questions, ${after} MB after, ${load()}`);
    this.print(
      `  loaded ${rates.loadPerSecond} a second, the bare engine ${rates.rawLoadPerSecond} (the first ${compared?.documents.toLocaleString('en')}); ${rates.loadPerSecondOverAll} over all`,
    );
    printFigures(rows, this.print);
    return (typing) => ({
      ...{ engine: engine.engine, version: engine.name, listings, ...rates, indexBytes, searchMs, rawMs },
      suggestMs: typing.find(({ question }) => question === 'suggestions')?.ms,
      rawSuggestMs: typing.find(({ question }) => question === 'suggestions')?.rawMs,
      questions: [...rows, ...typing],
      memoryMegabytes: { before, after },
    });
  }

  private measureTyping(ownerUrl: string): Promise<Figures[]> {
    const { generator } = this;
    const { listings } = this.options;
    let portions = 0;
    const tell = (): void => {
      portions += 1;
      if (portions % 10 === 0) say(`${portions} portions of words are read`);
    };
    return withTyping(ownerUrl, this.folder, tell, async (bench) => {
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
