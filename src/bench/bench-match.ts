import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Progress } from '../trial/progress.js';
import { withBenchDatabase } from './bench-database.js';
import type { BenchEngine } from './bench-engine.js';
import { type BenchOptions, benchOptions } from './bench-options.js';
import { KeptFigures } from './kept-figures.js';
import { ListingGenerator } from './listing-generator.js';
import { collectionName, LoadJournal } from './load-journal.js';
import { load, machine } from './machine.js';
import { matchCurve } from './match-curve.js';
import { type MatchFigures, matchFigures } from './match-figures.js';
import { type MatchQuestion, matchQuestions, type Trigger } from './match-questions.js';
import { asJson, type EngineFigures, growthLines, reportLines } from './match-report.js';
import { exactTruth } from './match-truth.js';
import { MeilisearchBench } from './meilisearch-bench.js';
import { PostgresBench } from './postgres-bench.js';
import { sampledStatistics } from './sampled-statistics.js';

/**
 * `npm run bench:match -- --listings N`: grows a collection of generated listings to 10,000, 100,000 and 1,000,000 as far as N goes, and at each size
 * matches new demands against all offerings and new offerings against all open demands, beside the engine alone in the same run. A match is the candidates
 * with their scores, parts, reasons and gaps. Facts of the candidates are made up beforehand: reading the rows is not in these figures. Of Meilisearch the
 * index for matching alone is filled and asked. Beside loading, a size takes at most some ten minutes.
 */

/** New listings of each kind. */
const QUESTIONS = 40;
const SIZES = [10_000, 100_000, 1_000_000];
const CURVE = 'curve';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

type Questions = Readonly<Record<Trigger, { readonly questions: readonly MatchQuestion[]; readonly best: readonly (readonly string[])[] }>>;

class MatchBench {
  private readonly generator = new ListingGenerator();
  private readonly journal: LoadJournal;
  private readonly figures: EngineFigures[] = [];
  private readonly kept: KeptFigures;

  constructor(
    private readonly options: BenchOptions,
    private readonly folder: string,
    private readonly stop: AbortSignal,
  ) {
    this.journal = new LoadJournal(folder, collectionName(this.generator));
    this.kept = new KeptFigures(folder);
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
      const sizes = [...SIZES.filter((each) => each < listings && each >= loaded), listings];
      this.figures.push(...this.kept.below(sizes[0]!).filter(({ engine }) => this.options.engines.includes(engine)));
      for (const count of sizes) await this.measureAt(count);
      for (const line of growthLines(this.figures)) this.print(line);
    } catch (error) {
      if (!this.stop.aborted) throw error;
      throw new Error(`Stopped; ${isKept ? 'the same command goes on' : 'with --keep the next run would go on'}.`, { cause: error });
    } finally {
      if (!isKept) await this.clear().catch((error: Error) => say(`Something of the collection is left: ${error.message}`));
    }
    if (isJson) process.stdout.write(`${JSON.stringify(asJson(this.figures), null, 2)}\n`);
  }

  /** Loads, starts the server anew, so that its first answers are cold, and measures. */
  private async measureAt(listings: number): Promise<void> {
    // Meilisearch is filled from what Postgres holds.
    const engines = (['postgres', 'meilisearch'] as const).filter((name) => name === 'postgres' || this.options.engines.includes(name));
    const questions = await withBenchDatabase(this.folder, true, async (url) => {
      for (const name of engines) await this.withEngine(name, url, true, (engine) => this.load(engine, listings));
      return this.questions(url, listings);
    });
    await withBenchDatabase(this.folder, true, async (url) => {
      for (const name of engines) if (this.options.engines.includes(name)) await this.withEngine(name, url, true, (engine) => this.measure(engine, questions, listings));
    });
  }

  private async withEngine(name: BenchEngine['engine'], url: string, isKept: boolean, work: (engine: BenchEngine) => Promise<void>): Promise<void> {
    const { generator, journal } = this;
    const address = { url: process.env['MEILI_URL'] ?? '', key: process.env['MEILI_KEY'] };
    const engine = name === 'postgres' ? await PostgresBench.open(url, generator, journal, false) : await MeilisearchBench.open(address, url, journal, ['matching']);
    try {
      await work(engine);
    } finally {
      await engine.close(isKept);
    }
  }

  private async load(engine: BenchEngine, listings: number): Promise<void> {
    const progress = new Progress(engine.name, listings);
    await engine.load(listings, (done) => progress.set(done), this.stop);
    progress.end();
    this.stop.throwIfAborted();
  }

  private async questions(url: string, listings: number): Promise<Questions> {
    const statistics = sampledStatistics(this.generator, listings);
    const [demand, offering] = (['demand', 'offering'] as const).map((trigger) => matchQuestions(trigger, QUESTIONS, this.generator, statistics));
    const best = await exactTruth(this.folder, listings, url, [...demand!, ...offering!].map(({ query }) => query), this.stop);
    return { demand: { questions: demand!, best: best.slice(0, QUESTIONS) }, offering: { questions: offering!, best: best.slice(QUESTIONS) } };
  }

  private async measure(engine: BenchEngine, { demand, offering }: Questions, listings: number): Promise<void> {
    say(`${engine.name}, ${listings.toLocaleString('en')} listings, ${load()}`);
    const triggers: readonly [MatchFigures, MatchFigures] = [
      await matchFigures(engine, 'demand', demand.questions, demand.best, this.stop),
      await matchFigures(engine, 'offering', offering.questions, offering.best, this.stop),
    ];
    const queries = demand.questions.map(({ query }) => query);
    const curve = this.options.flags.has(CURVE) && engine instanceof MeilisearchBench ? await matchCurve(engine, queries, demand.best, this.stop) : [];
    const { documents, milliseconds } = this.journal.entry(engine.engine);
    const loadPerSecond = milliseconds === 0 ? null : Math.round((1_000 * documents) / milliseconds);
    const of = { engine: engine.engine, name: engine.name, listings, loadPerSecond, bytes: await engine.size(), memory: await engine.memory() };
    const figures: EngineFigures = { ...of, triggers, curve };
    this.figures.push(figures);
    this.kept.put(figures);
    for (const line of reportLines(figures)) this.print(line);
    this.print(`  ${load()}`);
  }

  /** Takes the collection away, on the other server too. */
  private async clear(): Promise<void> {
    if (this.options.engines.includes('meilisearch')) {
      await withBenchDatabase(this.folder, true, (url) => this.withEngine('meilisearch', url, false, async () => {}));
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  private print(line: string): void {
    if (this.options.isJson) say(line);
    else process.stdout.write(`${line}\n`);
  }
}

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
try {
  const options = benchOptions('bench:match', process.argv.slice(2), Boolean(process.env['MEILI_URL']), {
    [CURVE]: 'Meilisearch: what the engine alone takes to find more or fewer records, and what they hold',
  });
  await new MatchBench(options, resolve(process.env['DATA_DIR'] ?? '.data', 'bench', `match-${options.listings}`), stopping.signal).run();
} catch (error) {
  say((error as Error).message);
  process.exitCode = 1;
}
