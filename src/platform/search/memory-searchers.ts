import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { setImmediate as breathe } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { MemoryIndex, MemoryQuery } from './memory-index.js';
import { MemorySearch } from './memory-search.js';
import type { NumberedHits, NumberedQuery } from './memory-search.types.js';

/** A thread runs what is compiled: where the sources themselves run, as under Jest, there is none. */
const PROGRAM = new URL('./memory-search.worker.js', import.meta.url);

/** More threads than this wait for the memory, not for the processor. */
const MOST_THREADS = 8;
/** Queries that a thread is handed at once: some ten milliseconds of work. */
const SHARE = 16;

interface Answer {
  readonly id: number;
  readonly results: readonly NumberedHits[];
}

interface Pending {
  readonly done: (results: readonly NumberedHits[]) => void;
  readonly failed: (error: Error) => void;
}

/** Asks an index in memory in threads of this process, or between other work where the machine has but one processor. */
export class MemorySearchers {
  private readonly threads: SearchThread[];
  private readonly own: MemorySearch | null;

  /**
   * @param threads 0: in the thread that asks
   * @param program what a thread runs
   */
  constructor(
    readonly index: MemoryIndex,
    threads = threadsOf(availableParallelism()),
    program = PROGRAM,
  ) {
    this.own = threads === 0 ? new MemorySearch(index.arrays) : null;
    this.threads = Array.from({ length: threads }, () => new SearchThread(index, program));
  }

  /** Hits of each query, in their order. @throws Error when a thread died */
  async find(queries: readonly MemoryQuery[]): Promise<NumberedHits[]> {
    const shares: NumberedQuery[][] = [];
    for (let start = 0; start < queries.length; start += SHARE) shares.push(queries.slice(start, start + SHARE).map((query) => this.index.numbered(query)));
    const results: NumberedHits[][] = new Array<NumberedHits[]>(shares.length);
    let next = 0;
    const lane = async (ask: (share: readonly NumberedQuery[]) => Promise<readonly NumberedHits[]>): Promise<void> => {
      while (next < shares.length) {
        const at = next++;
        results[at] = [...(await ask(shares[at]!))];
      }
    };
    await Promise.all(this.own === null ? this.threads.map((thread) => lane((share) => thread.ask(share))) : [lane((share) => this.askOwn(share))]);
    return results.flat();
  }

  async close(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.close()));
  }

  private async askOwn(share: readonly NumberedQuery[]): Promise<NumberedHits[]> {
    const found: NumberedHits[] = [];
    for (const query of share) {
      found.push(this.own!.find(query));
      await breathe();
    }
    return found;
  }
}

/** All processors, for whoever asks waits for its database meanwhile. */
function threadsOf(processors: number): number {
  return processors === 1 || !existsSync(PROGRAM) ? 0 : Math.min(MOST_THREADS, processors);
}

class SearchThread {
  private readonly worker: Worker;
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;
  private end: Error | null = null;

  constructor(index: MemoryIndex, program: URL) {
    this.worker = new Worker(program, { workerData: index.arrays });
    this.worker.on('message', ({ id, results }: Answer) => {
      this.pending.get(id)?.done(results);
      this.pending.delete(id);
    });
    this.worker.on('error', (error) => this.lose(error instanceof Error ? error : new Error(String(error))));
    this.worker.on('exit', (code) => this.lose(new Error(`A thread that searches in memory ended (${code})`)));
  }

  ask(queries: readonly NumberedQuery[]): Promise<readonly NumberedHits[]> {
    return new Promise((done, failed) => {
      if (this.end !== null) return failed(this.end);
      const id = ++this.lastId;
      this.pending.set(id, { done, failed });
      this.worker.postMessage({ id, queries });
    });
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private lose(error: Error): void {
    this.end ??= error;
    for (const { failed } of this.pending.values()) failed(this.end);
    this.pending.clear();
  }
}
