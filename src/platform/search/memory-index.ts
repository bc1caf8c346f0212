import { BestSums } from './best-sums.js';
import { compileForMemory, type FilteredDocument } from './memory-filter.js';
import { readBlock, STRETCH } from './posting-block.js';
import type { SearchFilter } from './search-filter.js';
import { askedWeight, scoreOf } from './weight-scale.js';

/** A document of the index. */
export interface MemoryDocument extends FilteredDocument {
  readonly number: number;
}

/** The postings of a segment: those of the i-th term from `starts[i]` up to `starts[i + 1]`. */
interface MemorySegment {
  readonly stretch: number;
  /** Ascending. */
  readonly terms: Int32Array;
  readonly starts: Uint32Array;
  readonly places: Uint16Array;
  readonly weights: Uint16Array;
}

export interface MemoryQuery {
  /** Numbers of terms, each with its weight as it is asked with. */
  readonly terms: readonly { readonly number: number; readonly weight: number }[];
  readonly filter: SearchFilter;
  readonly limit: number;
  /** Terms of which it is wanted to know which hits have them; at most 31. */
  readonly watched: readonly number[];
}

export interface MemoryHit {
  readonly id: string;
  readonly score: number;
  /** Bit i: it has the i-th of the watched terms. */
  readonly held: number;
}

/**
 * The documents of one kind in typed arrays, four bytes a posting, for asking it very many times in a row without the
 * database. Made of packed segments as they are, so that what it finds is what `PostgresCandidates` finds.
 */
export class MemoryIndex {
  private readonly segments: MemorySegment[] = [];
  private readonly documents = new Map<number, MemoryDocument>();
  private readonly sums = new Float64Array(STRETCH);
  postings = 0;

  addDocument(document: MemoryDocument): void {
    this.documents.set(document.number, document);
  }

  get size(): number {
    return this.documents.size;
  }

  /** @param blocks packed postings by term, in the order of the terms */
  addSegment(first: number, blocks: readonly { readonly term: number; readonly postings: string }[]): void {
    const size = blocks.reduce((sum, { postings }) => sum + postings.length, 0) / 4;
    const [starts, places, weights] = [new Uint32Array(blocks.length + 1), new Uint16Array(size), new Uint16Array(size)];
    const terms = Int32Array.from(blocks, ({ term }) => term);
    let at = 0;
    for (const [i, { postings }] of blocks.entries()) {
      starts[i] = at;
      at = readBlock(postings, places, weights, at);
    }
    starts[blocks.length] = at;
    this.postings += at;
    this.segments.push({ stretch: first - (first % STRETCH), terms, starts, places, weights });
  }

  /** The best that pass the filter, ties by id; the same as the port's candidates. */
  find({ terms, filter, limit, watched }: MemoryQuery): MemoryHit[] {
    const passes = compileForMemory(filter);
    const best = new BestSums(limit, (number) => {
      const document = this.documents.get(number);
      return document !== undefined && passes(document);
    });
    for (const segment of this.segments) {
      for (const { number, weight } of terms) this.addTerm(segment, number, weight);
      best.take(this.sums, segment.stretch);
    }
    const hits = best.best().map(({ number, sum }) => ({ id: this.documents.get(number)!.id, score: scoreOf(sum), number }));
    hits.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
    const cut = hits.slice(0, limit);
    const held = this.heldOf(cut.map(({ number }) => number), watched);
    return cut.map(({ id, score, number }) => ({ id, score, held: held.get(number) ?? 0 }));
  }

  private addTerm({ terms, starts, places, weights }: MemorySegment, term: number, asked: number): void {
    const i = placeOf(terms, term);
    if (i < 0) return;
    for (let at = starts[i]!, end = starts[i + 1]!; at < end; at++) this.sums[places[at]!]! += asked * weights[at]!;
  }

  private heldOf(numbers: readonly number[], watched: readonly number[]): ReadonlyMap<number, number> {
    const held = new Map(watched.length === 0 ? [] : numbers.map((number) => [number, 0]));
    for (const [bit, term] of watched.entries()) {
      for (const { stretch, terms, starts, places } of this.segments) {
        const i = placeOf(terms, term);
        if (i < 0) continue;
        for (let at = starts[i]!, end = starts[i + 1]!; at < end; at++) {
          const before = held.get(stretch + places[at]!);
          if (before !== undefined) held.set(stretch + places[at]!, before | (1 << bit));
        }
      }
    }
    return held;
  }

}

/** Where a number stands among ascending ones; below 0 when it does not. */
function placeOf(numbers: Int32Array, wanted: number): number {
  let [low, high] = [0, numbers.length - 1];
  while (low <= high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle] === wanted) return middle;
    if (numbers[middle]! < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** A query's terms by number; those that no document has are left out. */
export function askedByNumber(terms: readonly { readonly term: string; readonly weight: number }[], numbers: ReadonlyMap<string, number>): MemoryQuery['terms'] {
  return terms.flatMap(({ term, weight }) => {
    const number = numbers.get(term);
    return number === undefined ? [] : [{ number, weight: askedWeight(weight) }];
  });
}
