import type { CodeField, DocumentKind, SearchDocument } from './search-document.js';
import type { SearchFilter } from './search-filter.js';

/** A term that is asked for, with its weight above 0 (at most 100, kept to three decimals). */
export interface QueryTerm {
  readonly term: string;
  readonly weight: number;
}

export interface SearchHit {
  readonly id: string;
  readonly kind: DocumentKind;
  /** Σ weight in the query × weight in the document. The same documents score the same on every engine. */
  readonly score: number;
}

export interface CandidateQuery {
  readonly kind: DocumentKind;
  readonly terms: readonly QueryTerm[];
  readonly filter: SearchFilter;
  /** 1 to 1,000. */
  readonly limit: number;
}

export interface SearchQuery {
  readonly kinds: readonly DocumentKind[];
  /** Without terms everything that passes the filter is a hit, newest first, with score 0. */
  readonly terms: readonly QueryTerm[];
  /** Share of the query's weight whose terms a hit must have, 0 to 1: 0 takes any common term. */
  readonly minimumMatch: number;
  readonly filter: SearchFilter;
  readonly facets: readonly CodeField[];
  readonly offset: number;
  /** 1 to 100. */
  readonly limit: number;
}

export interface FacetCount {
  readonly code: string;
  readonly count: number;
}

export interface SearchResult {
  readonly hits: readonly SearchHit[];
  readonly total: number;
  /** For each facet that was asked for: how many hits have a code, the most frequent first, 100 at most. */
  readonly facets: Readonly<Partial<Record<CodeField, readonly FacetCount[]>>>;
}

/** How the engine is doing, for `/health/ready` and the start block. */
export interface SearchHealth {
  /** The one that was chosen by the settings. */
  readonly engine: 'postgres' | 'meilisearch';
  /** `catching-up`: it answers, but lacks something that is in the database. */
  readonly state: 'up' | 'down' | 'catching-up';
  /** Who answers now. */
  readonly answersFrom: 'postgres' | 'meilisearch';
}

/**
 * The search port: documents and a typed filter tree in; ids, scores and facet counts out. It knows words only as weighted
 * terms, because what a word weighs is the matching's to say. Whoever asks reads the rows again and checks again what the actor may
 * see: an index may be stale. Ties break by id.
 */
export abstract class SearchIndex {
  abstract health(): SearchHealth;

  /** Adds or replaces; after it resolves the documents are found. Safe to repeat, and beside another writer. */
  abstract upsert(documents: readonly SearchDocument[]): Promise<void>;

  /** Takes documents out; unknown ids are no error. */
  abstract remove(ids: readonly string[]): Promise<void>;

  /** Which of these are in the index. */
  abstract contains(ids: readonly string[]): Promise<ReadonlySet<string>>;

  /**
   * Those of one kind that share terms with the query and pass the filter, best first. How an engine finds them is its own
   * business; it may miss few of the best. Without terms, or when nothing is shared: none.
   */
  abstract candidates(query: CandidateQuery): Promise<SearchHit[]>;

  abstract search(query: SearchQuery): Promise<SearchResult>;
}
