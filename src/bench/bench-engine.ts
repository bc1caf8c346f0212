import type { CandidateQuery, SearchIndex, SearchQuery } from '../platform/search/search-index.js';
import type { Ask } from './measured.js';

/** An engine of the search port, with the same engine beside it as it is without us. */
export interface BenchEngine {
  readonly engine: 'postgres' | 'meilisearch';
  /** With the server's version. */
  readonly name: string;
  /**
   * Takes in what it lacks of the first so many listings, as the product does. Can be stopped and goes on where it stood. Some documents also go to
   * the bare engine, to compare.
   *
   * @param tell hears how many are in
   */
  load(listings: number, tell: (done: number) => void, stop: AbortSignal): Promise<void>;
  /** Bytes on disk. */
  size(): Promise<number>;
  /** These questions as the product asks them, and as they go to the engine without it. */
  questions(queries: readonly SearchQuery[]): Promise<{ readonly ours: Ask; readonly bare: Ask }>;
  /** The same for candidates of a match, with the index itself. */
  candidates(queries: readonly CandidateQuery[]): Promise<{ readonly index: SearchIndex; readonly bare: Ask }>;
  /** @param isKept or the collection is taken away, where it is not gone with the database */
  close(isKept: boolean): Promise<void>;
}
