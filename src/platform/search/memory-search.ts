import { DocumentFilter } from './document-filter.js';
import type { MemoryArrays, MemoryPostings, NumberedHits, NumberedQuery } from './memory-search.types.js';
import { placeOf, STRETCH, weightOf } from './posting-block.js';

/** Asks the arrays of an index again and again; holds what a query needs for the time it runs. */
export class MemorySearch {
  private readonly sums = new Float64Array(STRETCH);
  private readonly reached = new Uint16Array(STRETCH);
  /** By a document's number: one more than which hit it is; limits of hits are far below. */
  private readonly hitAt: Uint16Array;
  private readonly filter: DocumentFilter;

  constructor(private readonly index: MemoryArrays) {
    this.hitAt = new Uint16Array(index.enterprises.length);
    this.filter = new DocumentFilter(index);
  }

  /** The best that pass the filter, best first, ties by id, with the watched terms that each of them has. */
  find({ terms, weights, filter, limit, watched }: NumberedQuery): NumberedHits {
    const { sums, reached } = this;
    const { postings, order } = this.index;
    this.filter.set(filter);
    const { holders } = this.filter;
    const best = new BestDocuments(limit, order);
    let nextHolder = 0;
    const [blocks, ends] = [new Uint32Array(terms.length), new Uint32Array(terms.length)];
    for (let i = 0; i < terms.length; i++) [blocks[i], ends[i]] = [firstBlock(postings, terms[i]!), firstBlock(postings, terms[i]! + 1)];
    for (let which = 0; which < postings.stretches.length; which++) {
      const stretch = postings.stretches[which]!;
      const bar = holders === null ? best.bar : Number.POSITIVE_INFINITY;
      let count = 0;
      for (let i = 0; i < terms.length; i++) {
        const block = blocks[i]!;
        if (block === ends[i] || postings.whichStretch[block] !== which) continue;
        count = addBlock(postings, block, weights[i]!, bar, sums, reached, count);
        blocks[i] = block + 1;
      }
      for (let i = 0; i < count; i++) {
        const place = reached[i]!;
        if (sums[place]! >= best.bar && this.filter.passes(stretch + place)) best.offer(stretch + place, sums[place]!);
      }
      if (holders !== null) nextHolder = this.offerHolders(holders, nextHolder, stretch, best);
      sums.fill(0);
    }
    const { numbers, sums: found } = best.sorted();
    return { numbers, sums: found, held: this.heldOf(numbers, watched) };
  }

  /** Looks at documents from the `first` of these on, as far as the stretch goes. Says which is the next one. */
  private offerHolders(holders: Uint32Array, first: number, stretch: number, best: BestDocuments): number {
    const { sums } = this;
    let at = first;
    while (at < holders.length && holders[at]! < stretch) at++;
    for (; at < holders.length && holders[at]! < stretch + STRETCH; at++) {
      const number = holders[at]!;
      const sum = sums[number - stretch]!;
      if (sum >= best.bar && this.filter.passes(number)) best.offer(number, sum);
    }
    return at;
  }

  /** Bit i for a hit: it has the i-th of these terms. */
  private heldOf(numbers: Int32Array, watched: Int32Array): Int32Array {
    const { hitAt } = this;
    const held = new Int32Array(numbers.length);
    if (watched.length === 0) return held;
    for (let hit = 0; hit < numbers.length; hit++) hitAt[numbers[hit]!] = hit + 1;
    for (let bit = 0; bit < watched.length; bit++) markHeld(this.index.postings, watched[bit]!, hitAt, held, 1 << bit);
    for (const number of numbers) hitAt[number] = 0;
    return held;
  }
}

/** Where the blocks of a term begin, and those of the one before end; a term that no document has is past the last one. */
function firstBlock({ blocks }: MemoryPostings, term: number): number {
  return blocks[Math.max(0, Math.min(term, blocks.length - 1))]!;
}

function markHeld(postings: MemoryPostings, term: number, hitAt: Uint16Array, held: Int32Array, bit: number): void {
  const { stretches, whichStretch, bounds, packed } = postings;
  for (let block = firstBlock(postings, term), last = firstBlock(postings, term + 1); block < last; block++) {
    const stretch = stretches[whichStretch[block]!]!;
    for (let at = bounds[block]!, end = bounds[block + 1]!; at < end; at++) {
      const hit = hitAt[stretch + placeOf(packed[at]!)]!;
      if (hit > 0) held[hit - 1]! |= bit;
    }
  }
}

/**
 * Adds a term's weights to the sums of its documents, and notes those that reach the bar with it: a sum only grows, so each does once. What stays
 * below all the best is never looked at again.
 */
function addBlock({ bounds, packed }: MemoryPostings, block: number, asked: number, bar: number, sums: Float64Array, reached: Uint16Array, count: number): number {
  for (let at = bounds[block]!, end = bounds[block + 1]!; at < end; at++) {
    const posting = packed[at]!;
    const place = placeOf(posting);
    const before = sums[place]!;
    const now = before + asked * weightOf(posting);
    sums[place] = now;
    if (now >= bar && before < bar) reached[count++] = place;
  }
  return count;
}

/** So many documents at most, the best by their sums, of equal ones those that come first in the order: a heap with the worst at its root. */
class BestDocuments {
  private size = 0;
  private readonly numbers: Int32Array;
  private readonly sums: Float64Array;

  /** @param order by a document's number: its place among all */
  constructor(
    private readonly limit: number,
    private readonly order: Int32Array,
  ) {
    this.numbers = new Int32Array(limit);
    this.sums = new Float64Array(limit);
  }

  /** What is below it is not among them. Above 0, as every sum of a document that was found is. */
  get bar(): number {
    return this.size < this.limit ? 1 : this.sums[0]!;
  }

  offer(number: number, sum: number): void {
    if (this.size < this.limit) {
      this.set(this.size++, number, sum);
      this.rise(this.size - 1);
    } else if (this.isWorse(this.numbers[0]!, this.sums[0]!, number, sum)) {
      this.set(0, number, sum);
      this.sink(0);
    }
  }

  sorted(): { numbers: Int32Array; sums: Float64Array } {
    const places = Array.from({ length: this.size }, (_, i) => i);
    places.sort((a, b) => this.sums[b]! - this.sums[a]! || this.order[this.numbers[a]!]! - this.order[this.numbers[b]!]!);
    return { numbers: Int32Array.from(places, (i) => this.numbers[i]!), sums: Float64Array.from(places, (i) => this.sums[i]!) };
  }

  private isWorse(number: number, sum: number, otherNumber: number, otherSum: number): boolean {
    return sum < otherSum || (sum === otherSum && this.order[number]! > this.order[otherNumber]!);
  }

  private isWorseAt(a: number, b: number): boolean {
    return this.isWorse(this.numbers[a]!, this.sums[a]!, this.numbers[b]!, this.sums[b]!);
  }

  private set(i: number, number: number, sum: number): void {
    this.numbers[i] = number;
    this.sums[i] = sum;
  }

  private swap(a: number, b: number): void {
    const [number, sum] = [this.numbers[a]!, this.sums[a]!];
    this.set(a, this.numbers[b]!, this.sums[b]!);
    this.set(b, number, sum);
  }

  private rise(from: number): void {
    let i = from;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!this.isWorseAt(i, parent)) return;
      this.swap(i, parent);
      i = parent;
    }
  }

  private sink(from: number): void {
    let i = from;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= this.size) return;
      if (child + 1 < this.size && this.isWorseAt(child + 1, child)) child += 1;
      if (!this.isWorseAt(child, i)) return;
      this.swap(i, child);
      i = child;
    }
  }
}
