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
  /** Of a candidate: Σ weight in the query × weight in the document, the same on every engine. Of a search: what the engine orders by. */
  readonly score: number;
}

export interface CandidateQuery {
  readonly kind: DocumentKind;
  readonly terms: readonly QueryTerm[];
  readonly filter: SearchFilter;
  /** 1 to 1,000. */
  readonly limit: number;
}

/** A term that counts as a word that was asked for. */
export interface WordTerm {
  readonly term: string;
  /** How good a stand-in it is, above 0 to 1: 1 for the word itself, less for a synonym, a reading, a corrected typo. */
  readonly share: number;
}

/** One thing that was asked for, with everything that counts as it: a document with any of the terms meets it. */
export interface QueryWord {
  readonly terms: readonly WordTerm[];
  /** As a term's. */
  readonly weight: number;
}

/** `fit` without words is `newest`. `deadline`: the nearest first, those without one last. */
export const SEARCH_ORDERS = ['fit', 'newest', 'deadline'] as const;
export type SearchOrder = (typeof SEARCH_ORDERS)[number];

/** What can be counted: codes, days of deadlines (the code is the number of the day), and kinds. */
export type FacetField = CodeField | 'deadline' | 'kind';

/** What was chosen of a facet: it narrows the hits and the counts of the other facets, not its own. `kinds` is such a choice for `kind`. */
export interface FacetChoice {
  readonly field: FacetField;
  readonly filter: SearchFilter;
}

export interface SearchQuery {
  readonly kinds: readonly DocumentKind[];
  /** Without words everything that passes the filter is a hit, with score 0. */
  readonly words: readonly QueryWord[];
  /** Share of the words' weight that a hit must meet, 0 to 1: 1 takes every word, 0 any. Below 1 the heaviest words decide (`needOf`). */
  readonly minimumMatch: number;
  /** What the words say, normalised, in the order in which it was asked; '' when there is nothing to say. */
  readonly text: string;
  readonly filter: SearchFilter;
  /** Beside the filter: what was chosen of facets. */
  readonly choices?: readonly FacetChoice[];
  readonly facets: readonly FacetField[];
  readonly order: SearchOrder;
  readonly offset: number;
  /** 0 to 100. */
  readonly limit: number;
}

export interface FacetCount {
  readonly code: string;
  readonly count: number;
}

export interface SearchResult {
  readonly hits: readonly SearchHit[];
  readonly total: number;
  /** There are so many hits that `total` and the facets' counts were counted on a sample. */
  readonly isAbout: boolean;
  /** For each facet that was asked for: how many hits have a code, the most frequent first, `FACET_LIMIT` at most. */
  readonly facets: Readonly<Partial<Record<FacetField, readonly FacetCount[]>>>;
}

/** More than any list of codes that people choose from has. */
export const FACET_LIMIT = 2_000;

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
 * terms, because what a word weighs and what counts as it is for those who understand texts to say. Whoever asks reads the rows again and checks again what the actor may
 * see: an index may be stale. Ties break by id.
 */
export abstract class SearchIndex {
  abstract health(): SearchHealth;

  /**
   * Adds or replaces. When it resolves, `candidates` knows the documents, so that of two who come at the same time at least one meets the other; `search`
   * finds them then too, or a moment later where an engine takes its time (see `settled`). Safe to repeat, and beside another writer.
   */
  abstract upsert(documents: readonly SearchDocument[]): Promise<void>;

  /** Waits for what was written before to be found by `search`; not for ever. */
  abstract settled(): Promise<void>;

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
