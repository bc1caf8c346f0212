import type { MemoryDocuments } from './memory-documents.js';
import type { MemoryArrays, MemoryPostings, NumberedQuery } from './memory-search.types.js';
import { numberedFilter } from './numbered-filter.js';
import type { SearchFilter } from './search-filter.js';
import { askedWeight } from './weight-scale.js';

export interface MemoryQuery {
  /** Numbers of terms, each with its weight as it is asked with. */
  readonly terms: readonly { readonly number: number; readonly weight: number }[];
  readonly filter: SearchFilter;
  readonly limit: number;
  /** Terms of which it is wanted to know which hits have them; at most 31. */
  readonly watched: readonly number[];
}

/**
 * The documents of one kind in typed arrays, for asking it very many times in a row without the database. Made of packed
 * segments, so that what it finds is what `PostgresCandidates` finds. Who asks it is `MemorySearchers`.
 */
export class MemoryIndex {
  readonly arrays: MemoryArrays;

  /** @param since the first number of which it may know nothing: what has it, or a later one, came in or was written again meanwhile */
  constructor(
    private readonly documents: MemoryDocuments,
    postings: MemoryPostings,
    readonly since = documents.end,
  ) {
    this.arrays = { ...documents.toArrays(), postings };
  }

  numbered({ terms, filter, limit, watched }: MemoryQuery): NumberedQuery {
    return {
      terms: Int32Array.from(terms, ({ number }) => number),
      weights: Int32Array.from(terms, ({ weight }) => weight),
      filter: numberedFilter(filter, this.documents.filterNumbers),
      limit,
      watched: Int32Array.from(watched),
    };
  }

  /** The id of a hit. */
  idOf(number: number): string {
    return this.documents.idOf(number);
  }

  /** The first number that no document has any more. */
  get end(): number {
    return this.documents.end;
  }
}

/**
 * A query's terms by number; those that no document has are left out.
 * @param numbers below 0 is none
 */
export function askedByNumber(terms: readonly { readonly term: string; readonly weight: number }[], numbers: ReadonlyMap<string, number>): MemoryQuery['terms'] {
  const asked: { number: number; weight: number }[] = [];
  for (const { term, weight } of terms) {
    const number = numbers.get(term) ?? -1;
    if (number >= 0) asked.push({ number, weight: askedWeight(weight) });
  }
  return asked;
}
