import type { CandidateQuery, SearchHit, SearchQuery } from '../platform/search/search-index.js';
import type { Ask } from './measured.js';
import type { ServerMemory } from './server-memory.js';

/** The port's candidates, and the same from the engine alone. */
export interface CandidatesBench {
  readonly find: (query: CandidateQuery) => Promise<readonly SearchHit[]>;
  /** Hears what the port asks the engine for, which takes asking everything once. */
  readonly bare: () => Promise<Ask>;
  /** Resolves when the port knows of the collection what it learns in the background. */
  readonly warm: () => Promise<void>;
}

/** An engine of the search port, with the same engine beside it as it is without us. */
export interface BenchEngine {
  readonly engine: 'postgres' | 'meilisearch';
  /** With the server's version. */
  readonly name: string;
  /**
   * Takes in what it lacks of the first so many listings, as the product does. Can be stopped and goes on where it stood. Some documents may also go to
   * the bare engine, to compare.
   *
   * @param tell hears how many are in
   */
  load(listings: number, tell: (done: number) => void, stop: AbortSignal): Promise<void>;
  /** Bytes on disk. */
  size(): Promise<number>;
  /** Of the server now; null when it runs elsewhere, or this system does not tell. */
  memory(): Promise<ServerMemory | null>;
  /** These questions as the product asks them, and as they go to the engine without it. */
  questions(queries: readonly SearchQuery[]): Promise<{ readonly ours: Ask; readonly bare: Ask }>;
  /** The same for candidates of a match. */
  candidates(queries: readonly CandidateQuery[]): Promise<CandidatesBench>;
  /** @param isKept or the collection is taken away, where it is not gone with the database */
  close(isKept: boolean): Promise<void>;
}
