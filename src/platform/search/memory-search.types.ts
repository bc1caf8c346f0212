/** The postings of a segment: those of the i-th term from `starts[i]` up to `starts[i + 1]`. */
export interface MemorySegment {
  /** The first number of its stretch of documents. */
  readonly stretch: number;
  /** Ascending. */
  readonly terms: Int32Array;
  readonly starts: Uint32Array;
  readonly places: Uint16Array;
  readonly weights: Uint16Array;
}

/** Lists of codes as numbers: those of a document from `starts[number]` up to `starts[number + 1]`. */
export interface MemoryCodes {
  readonly starts: Uint32Array;
  readonly codes: Uint16Array;
}

/** An index as typed arrays on shared memory, which threads read without a copy. */
export interface MemoryArrays {
  /** By stretches, ascending; those of one stretch next to each other, no document in two of them. */
  readonly segments: readonly MemorySegment[];
  /** By a document's number: its enterprise's, below 0 where there is no such document. */
  readonly enterprises: Int32Array;
  /** By a document's number: where its id stands among all. */
  readonly order: Int32Array;
  readonly codes: Readonly<Record<string, MemoryCodes>>;
}

/** A filter with numbers for codes and enterprises; a number below 0 is one that no document has. */
export type NumberedFilter =
  | { readonly all: readonly NumberedFilter[] }
  | { readonly any: readonly NumberedFilter[] }
  | { readonly not: NumberedFilter }
  | { readonly enterprises: readonly number[] }
  | { readonly field: string; readonly hasAny: readonly number[] }
  | { readonly field: string; readonly hasAll: readonly number[] }
  | { readonly field: string; readonly isEmpty: true };

export interface NumberedQuery {
  /** Numbers of terms, and the weights that they are asked with. */
  readonly terms: Int32Array;
  readonly weights: Int32Array;
  readonly filter: NumberedFilter;
  /** 1 or more. */
  readonly limit: number;
  /** Terms of which it is wanted to know which hits have them; at most 31. */
  readonly watched: Int32Array;
}

/** Hits side by side, best first, ties by id. */
export interface NumberedHits {
  readonly numbers: Int32Array;
  readonly sums: Float64Array;
  /** Bit i: it has the i-th of the watched terms. */
  readonly held: Int32Array;
}
