import type { MemoryArrays, MemorySegment, NumberedFilter, NumberedHits, NumberedQuery } from './memory-search.types.js';
import { STRETCH } from './posting-block.js';

/** Asks the arrays of an index again and again; holds what a query needs for the time it runs. */
export class MemorySearch {
  private readonly sums = new Float64Array(STRETCH);
  private readonly reached = new Uint16Array(STRETCH);
  /** By a document's place: one more than which hit it is; limits of hits are far below. */
  private readonly hitAt = new Uint16Array(STRETCH);
  private readonly stretches: MemorySegment[][] = [];

  constructor(private readonly index: MemoryArrays) {
    for (const segment of index.segments) {
      const last = this.stretches.at(-1);
      if (last?.[0]!.stretch === segment.stretch) last.push(segment);
      else this.stretches.push([segment]);
    }
  }

  /** The best that pass the filter, best first, ties by id, with the watched terms that each of them has. */
  find({ terms, weights, filter, limit, watched }: NumberedQuery): NumberedHits {
    const { sums, reached } = this;
    const passes = predicateOf(filter, this.index);
    const best = new BestDocuments(limit, this.index.order);
    for (const segments of this.stretches) {
      const { stretch } = segments[0]!;
      const bar = best.bar;
      let count = 0;
      for (const segment of segments) {
        for (let i = 0; i < terms.length; i++) {
          const block = placeOf(segment.terms, terms[i]!);
          if (block >= 0) count = addBlock(segment, block, weights[i]!, bar, sums, reached, count);
        }
      }
      for (let i = 0; i < count; i++) {
        const place = reached[i]!;
        if (sums[place]! >= best.bar && passes(stretch + place)) best.offer(stretch + place, sums[place]!);
      }
      sums.fill(0);
    }
    const { numbers, sums: found } = best.sorted();
    return { numbers, sums: found, held: this.heldOf(numbers, watched) };
  }

  /** Bit i for a hit: it has the i-th of these terms. */
  private heldOf(numbers: Int32Array, watched: Int32Array): Int32Array {
    const { hitAt } = this;
    const held = new Int32Array(numbers.length);
    if (watched.length === 0) return held;
    for (const segments of this.stretches) {
      const { stretch } = segments[0]!;
      const hits: number[] = [];
      for (let hit = 0; hit < numbers.length; hit++) if (numbers[hit]! >= stretch && numbers[hit]! < stretch + STRETCH) hits.push(hit);
      for (const hit of hits) hitAt[numbers[hit]! - stretch] = hit + 1;
      for (const segment of hits.length === 0 ? [] : segments) {
        for (let bit = 0; bit < watched.length; bit++) {
          const block = placeOf(segment.terms, watched[bit]!);
          if (block >= 0) markHeld(segment, block, hitAt, held, 1 << bit);
        }
      }
      for (const hit of hits) hitAt[numbers[hit]! - stretch] = 0;
    }
    return held;
  }
}

function markHeld({ starts, places }: MemorySegment, block: number, hitAt: Uint16Array, held: Int32Array, bit: number): void {
  for (let at = starts[block]!, end = starts[block + 1]!; at < end; at++) {
    const hit = hitAt[places[at]!]!;
    if (hit > 0) held[hit - 1]! |= bit;
  }
}

/**
 * Adds a term's weights to the sums of its documents, and notes those that reach the bar with it: a sum only grows, so each does once. What stays
 * below all the best is never looked at again.
 */
function addBlock(
  { starts, places, weights }: MemorySegment,
  block: number,
  asked: number,
  bar: number,
  sums: Float64Array,
  reached: Uint16Array,
  count: number,
): number {
  for (let at = starts[block]!, end = starts[block + 1]!; at < end; at++) {
    const place = places[at]!;
    const before = sums[place]!;
    const now = before + asked * weights[at]!;
    sums[place] = now;
    if (now >= bar && before < bar) reached[count++] = place;
  }
  return count;
}

/** Where a number stands among ascending ones; below 0 when it does not. */
function placeOf(numbers: Int32Array, wanted: number): number {
  let [low, high] = [0, numbers.length - 1];
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const number = numbers[middle]!;
    if (number === wanted) return middle;
    if (number < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
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

type Condition = (number: number) => boolean;

/** A numbered filter as a condition on a document's number. A number without a document passes none. */
function predicateOf(filter: NumberedFilter, index: MemoryArrays): Condition {
  const condition = conditionOf(filter, index);
  const { enterprises } = index;
  return (number) => enterprises[number]! >= 0 && condition(number);
}

function conditionOf(filter: NumberedFilter, index: MemoryArrays): Condition {
  if ('all' in filter) return filter.all.map((part) => conditionOf(part, index)).reduce(both, everything);
  if ('any' in filter) return filter.any.map((part) => conditionOf(part, index)).reduce(either, nothing);
  if ('not' in filter) {
    const part = conditionOf(filter.not, index);
    return (number) => !part(number);
  }
  if ('enterprises' in filter) {
    const { enterprises } = index;
    const wanted = filter.enterprises;
    return (number) => wanted.includes(enterprises[number]!);
  }
  const { starts, codes } = index.codes[filter.field]!;
  if ('isEmpty' in filter) return (number) => starts[number] === starts[number + 1];
  if ('hasAny' in filter) {
    const wanted = filter.hasAny;
    return (number) => {
      for (let at = starts[number]!; at < starts[number + 1]!; at++) if (wanted.includes(codes[at]!)) return true;
      return false;
    };
  }
  const wanted = filter.hasAll;
  return (number) => {
    for (const code of wanted) if (!isAmong(codes, starts[number]!, starts[number + 1]!, code)) return false;
    return true;
  };
}

const everything: Condition = () => true;
const nothing: Condition = () => false;

function both(a: Condition, b: Condition): Condition {
  return a === everything ? b : (number) => a(number) && b(number);
}

function either(a: Condition, b: Condition): Condition {
  return a === nothing ? b : (number) => a(number) || b(number);
}

function isAmong(codes: Uint16Array, start: number, end: number, wanted: number): boolean {
  for (let at = start; at < end; at++) if (codes[at] === wanted) return true;
  return false;
}
