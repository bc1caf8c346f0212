/** Postings by term, those of a term by stretches of documents, ascending, in one block each. */
export interface MemoryPostings {
  /** Their first numbers. */
  readonly stretches: readonly number[];
  /** By a term's number: the first of its blocks; they end where those of the next one begin. */
  readonly blocks: Uint32Array;
  /** By block: which stretch it is of. */
  readonly whichStretch: Uint16Array;
  /** By block: where its postings begin; they end where those of the next one begin. */
  readonly bounds: Uint32Array;
  /** As `placeOf` and `weightOf` take them apart. */
  readonly packed: Uint32Array;
}

/** Lists of codes as numbers, each different one once: those of a list from `starts[list]` up to `starts[list + 1]`. */
export interface MemoryCodes {
  /** By a document's number: which list it has. */
  readonly lists: Uint32Array;
  readonly starts: Uint32Array;
  readonly codes: Uint16Array;
  /** The other way round: numbers of the documents that have a code, ascending, from `holderStarts[code]` up to `holderStarts[code + 1]`. */
  readonly holderStarts: Uint32Array;
  readonly holders: Uint32Array;
}

/** An index as typed arrays on shared memory, which threads read without a copy. */
export interface MemoryArrays {
  readonly postings: MemoryPostings;
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
