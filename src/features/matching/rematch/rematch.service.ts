import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { loadMemoryIndex, writtenSince } from '../../../platform/search/memory-index.loader.js';
import { MemorySearchers } from '../../../platform/search/memory-searchers.js';
import { newId } from '../../../shared/ids.js';
import { FactsQueries } from '../facts.queries.js';
import { MeaningService } from '../meaning/meaning.service.js';
import { RankingService } from '../ranking.service.js';
import { SuggestionsStore } from '../suggestions.store.js';
import { TermStatisticsStore } from '../term-statistics.store.js';
import { DemandBatch, type PassTools } from './demand-batch.js';
import { OfferingRows } from './offering-rows.js';
import { PassTerms } from './pass-terms.js';
import { type RematchState, RematchStore } from './rematch.store.js';

/** Demands that are read, ranked and written together. */
const BATCH = 250;
/** Batches that are read, and whose candidates are searched for, while the one before them is ranked. */
const AHEAD = 3;
/** Well below the silence after which a process is taken for dead. */
const BEAT_MS = 10_000;

type Tell = (line: string) => void;

/**
 * Ranks every open demand anew against all offerings, as `RankingService` ranks one: with an index in memory, bounds of the scores first, and full scores only
 * where something has changed. Writes only demands whose suggestions have changed by more than a part of a point. Nobody is told of anything: seats are
 * filled as always. May be stopped at any point and goes on there; beside it everything else goes on.
 */
@Injectable()
export class RematchService implements BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly store: RematchStore,
    private readonly facts: FactsQueries,
    private readonly ranking: RankingService,
    private readonly suggestions: SuggestionsStore,
    private readonly meaning: MeaningService,
    private readonly statistics: TermStatisticsStore,
  ) {}

  /**
   * Ranks all that are left of a pass that was begun, or all. Null while another process is at it.
   *
   * @param tell gets a line for each batch
   * @param stop ends it after the batch that is under way
   * @param name only this pass (`RematchStore.begin`); null also when it is over
   */
  run(tell: Tell, stop: AbortSignal = new AbortController().signal, name?: string): Promise<RematchState | null> {
    const run = this.pass(tell, AbortSignal.any([stop, this.stopping.signal]), name);
    this.running = Promise.allSettled([this.running, run]);
    return run;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async pass(tell: Tell, stop: AbortSignal, name?: string): Promise<RematchState | null> {
    const worker = newId();
    const begun = await this.store.claim(worker, name ?? (await this.store.begin()));
    if (begun === null) return null;
    let [state, isDone] = [begun, false];
    let searchers: MemorySearchers | undefined;
    const reading = this.stillReading(worker);
    try {
      const total = await this.store.countOpenDemands();
      const until = AbortSignal.any([stop, reading.lost]);
      searchers = new MemorySearchers(await loadMemoryIndex(this.database.dataSource, 'offering', tell, until));
      const rows = await OfferingRows.read(this.facts, searchers.index, tell, until);
      if (reading.lost.aborted) return state;
      const started = performance.now();
      for await (const { ids, work, isLast } of this.batches(state.after, this.tools(searchers, rows), stop)) {
        const written = await (await work).rank();
        isDone = isLast;
        state = { after: ids.at(-1) ?? state.after, demands: state.demands + ids.length, written: state.written + written };
        if (!(await this.store.save(worker, state)) || isDone) break;
        tell(progressLine(state, begun.demands, total, (performance.now() - started) / 1_000));
      }
      return state;
    } finally {
      reading.end();
      await searchers?.close();
      await this.store.release(worker, isDone);
    }
  }

  /** To read all of a large market takes minutes on a busy machine: nobody is to take it for dead meanwhile. `lost` when somebody has, or has ended the pass. */
  private stillReading(worker: string): { readonly lost: AbortSignal; readonly end: () => void } {
    const lost = new AbortController();
    const beat = async (): Promise<void> => {
      if (!(await this.store.beat(worker))) lost.abort();
    };
    // Where the database is away, the reading fails by itself.
    const timer = setInterval(() => void beat().catch(() => undefined), BEAT_MS);
    return { lost: lost.signal, end: () => clearInterval(timer) };
  }

  private tools(searchers: MemorySearchers, rows: OfferingRows): PassTools {
    const { facts, ranking, suggestions, meaning } = this;
    const newer = (): Promise<ReadonlySet<string>> => writtenSince(this.database.dataSource, 'offering', searchers.index);
    return { facts, ranking, suggestions, meaning, searchers, newer, terms: new PassTerms(this.database, this.statistics), rows };
  }

  /** The demands in the order of their ids, read ahead. */
  private async *batches(after: string | null, tools: PassTools, stop: AbortSignal): AsyncGenerator<ReadAhead> {
    const ahead: ReadAhead[] = [];
    try {
      for (let [last, isEnd] = [after, false]; !stop.aborted; ) {
        while (!isEnd && ahead.length < AHEAD) {
          const ids = await this.store.openDemands(last, BATCH);
          last = ids.at(-1) ?? last;
          isEnd = ids.length < BATCH;
          const work = DemandBatch.read(tools, ids);
          // It fails when its turn comes, if the pass comes so far.
          work.catch(() => undefined);
          ahead.push({ ids, work, isLast: isEnd });
        }
        const next = ahead.shift();
        if (next === undefined) return;
        yield next;
      }
    } finally {
      await Promise.allSettled(ahead.map(({ work }) => work));
    }
  }
}

interface ReadAhead {
  readonly ids: readonly string[];
  readonly work: Promise<DemandBatch>;
  readonly isLast: boolean;
}

function progressLine({ demands, written }: RematchState, before: number, total: number, seconds: number): string {
  const rate = (demands - before) / Math.max(0.001, seconds);
  return `${demands.toLocaleString('en')} of ${total.toLocaleString('en')} open demands, ${rate.toFixed(0)} a second, ${written.toLocaleString('en')} suggestions changed`;
}
