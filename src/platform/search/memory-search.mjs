// The search in memory itself: sums, filter, best. Plain JavaScript, because the same file runs in the process that reads the index and in its
// threads (memory-search.worker.mjs), from the compiled program as from the sources; its types stand in memory-search.d.mts.

/** Documents of a stretch at most: see posting-block.ts. */
const STRETCH = 65_536;

/** Asks the arrays of an index again and again; holds what a query needs for the time it runs. */
export class MemorySearch {
  /** @param index as memory-search.d.mts describes it */
  constructor(index) {
    this.index = index;
    this.sums = new Float64Array(STRETCH);
    this.reached = new Uint16Array(STRETCH);
    // By a document's place: one more than which hit it is; limits of hits are far below.
    this.hitAt = new Uint16Array(STRETCH);
    this.stretches = [];
    for (const segment of index.segments) {
      const last = this.stretches.at(-1);
      if (last !== undefined && last[0].stretch === segment.stretch) last.push(segment);
      else this.stretches.push([segment]);
    }
  }

  /** The best that pass the filter, best first, ties by id, with the watched terms that each of them has. */
  find({ terms, weights, filter, limit, watched }) {
    const { sums, reached } = this;
    const passes = predicateOf(filter, this.index);
    const best = new BestDocuments(limit, this.index.order);
    for (const segments of this.stretches) {
      const { stretch } = segments[0];
      const bar = best.bar;
      let count = 0;
      for (const segment of segments) {
        for (let i = 0; i < terms.length; i++) {
          const block = placeOf(segment.terms, terms[i]);
          if (block >= 0) count = addBlock(segment, block, weights[i], bar, sums, reached, count);
        }
      }
      for (let i = 0; i < count; i++) {
        const place = reached[i];
        if (sums[place] >= best.bar && passes(stretch + place)) best.offer(stretch + place, sums[place]);
      }
      sums.fill(0);
    }
    const { numbers, sums: found } = best.sorted();
    return { numbers, sums: found, held: this.heldOf(numbers, watched) };
  }

  /** Bit i for a hit: it has the i-th of these terms. */
  heldOf(numbers, watched) {
    const { hitAt } = this;
    const held = new Int32Array(numbers.length);
    if (watched.length === 0) return held;
    for (const segments of this.stretches) {
      const { stretch } = segments[0];
      const hits = [];
      for (let hit = 0; hit < numbers.length; hit++) if (numbers[hit] >= stretch && numbers[hit] < stretch + STRETCH) hits.push(hit);
      for (const hit of hits) hitAt[numbers[hit] - stretch] = hit + 1;
      for (const segment of hits.length === 0 ? [] : segments) {
        for (let bit = 0; bit < watched.length; bit++) {
          const block = placeOf(segment.terms, watched[bit]);
          if (block >= 0) markHeld(segment, block, hitAt, held, 1 << bit);
        }
      }
      for (const hit of hits) hitAt[numbers[hit] - stretch] = 0;
    }
    return held;
  }
}

function markHeld({ starts, places }, block, hitAt, held, bit) {
  for (let at = starts[block], end = starts[block + 1]; at < end; at++) {
    const hit = hitAt[places[at]];
    if (hit > 0) held[hit - 1] |= bit;
  }
}

/**
 * Adds a term's weights to the sums of its documents, and notes those that reach the bar with it: a sum only grows, so each does once. What stays
 * below all the best is never looked at again.
 */
function addBlock({ starts, places, weights }, block, asked, bar, sums, reached, count) {
  for (let at = starts[block], end = starts[block + 1]; at < end; at++) {
    const place = places[at];
    const before = sums[place];
    const now = before + asked * weights[at];
    sums[place] = now;
    if (now >= bar && before < bar) reached[count++] = place;
  }
  return count;
}

/** Where a number stands among ascending ones; below 0 when it does not. */
function placeOf(numbers, wanted) {
  let [low, high] = [0, numbers.length - 1];
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const number = numbers[middle];
    if (number === wanted) return middle;
    if (number < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** So many documents at most, the best by their sums, of equal ones those that come first in the order: a heap with the worst at its root. */
class BestDocuments {
  constructor(limit, order) {
    this.limit = limit;
    this.order = order;
    this.size = 0;
    this.numbers = new Int32Array(limit);
    this.sums = new Float64Array(limit);
  }

  /** What is below it is not among them. Above 0, as every sum of a document that was found is. */
  get bar() {
    return this.size < this.limit ? 1 : this.sums[0];
  }

  offer(number, sum) {
    if (this.size < this.limit) {
      this.set(this.size++, number, sum);
      this.rise(this.size - 1);
    } else if (this.isWorse(this.numbers[0], this.sums[0], number, sum)) {
      this.set(0, number, sum);
      this.sink(0);
    }
  }

  sorted() {
    const places = Array.from({ length: this.size }, (_, i) => i);
    places.sort((a, b) => this.sums[b] - this.sums[a] || this.order[this.numbers[a]] - this.order[this.numbers[b]]);
    return { numbers: Int32Array.from(places, (i) => this.numbers[i]), sums: Float64Array.from(places, (i) => this.sums[i]) };
  }

  isWorse(number, sum, otherNumber, otherSum) {
    return sum < otherSum || (sum === otherSum && this.order[number] > this.order[otherNumber]);
  }

  isWorseAt(a, b) {
    return this.isWorse(this.numbers[a], this.sums[a], this.numbers[b], this.sums[b]);
  }

  set(i, number, sum) {
    this.numbers[i] = number;
    this.sums[i] = sum;
  }

  swap(a, b) {
    const [number, sum] = [this.numbers[a], this.sums[a]];
    this.set(a, this.numbers[b], this.sums[b]);
    this.set(b, number, sum);
  }

  rise(i) {
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!this.isWorseAt(i, parent)) return;
      this.swap(i, parent);
      i = parent;
    }
  }

  sink(i) {
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

/** A numbered filter as a condition on a document's number. A number without a document passes none. */
function predicateOf(filter, index) {
  const condition = conditionOf(filter, index);
  const { enterprises } = index;
  return (number) => enterprises[number] >= 0 && condition(number);
}

function conditionOf(filter, index) {
  if ('all' in filter) return filter.all.map((part) => conditionOf(part, index)).reduce(both, everything);
  if ('any' in filter) return filter.any.map((part) => conditionOf(part, index)).reduce(either, nothing);
  if ('not' in filter) {
    const part = conditionOf(filter.not, index);
    return (number) => !part(number);
  }
  if ('enterprises' in filter) {
    const { enterprises } = index;
    const wanted = filter.enterprises;
    return (number) => wanted.includes(enterprises[number]);
  }
  const { starts, codes } = index.codes[filter.field];
  if ('isEmpty' in filter) return (number) => starts[number] === starts[number + 1];
  if ('hasAny' in filter) {
    const wanted = filter.hasAny;
    return (number) => {
      for (let at = starts[number]; at < starts[number + 1]; at++) if (wanted.includes(codes[at])) return true;
      return false;
    };
  }
  const wanted = filter.hasAll;
  return (number) => {
    for (const code of wanted) if (!isAmong(codes, starts[number], starts[number + 1], code)) return false;
    return true;
  };
}

const everything = () => true;
const nothing = () => false;

function both(a, b) {
  return a === everything ? b : (number) => a(number) && b(number);
}

function either(a, b) {
  return a === nothing ? b : (number) => a(number) || b(number);
}

function isAmong(codes, start, end, wanted) {
  for (let at = start; at < end; at++) if (codes[at] === wanted) return true;
  return false;
}
