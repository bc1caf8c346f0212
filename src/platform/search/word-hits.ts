/** The documents that have enough of the words of a query, by their numbers, each with what its words weigh. Documents that are gone may be among them. */

/** A share of the hits, for counting what they have without looking at all of them. */
export interface HitSample {
  readonly numbers: readonly number[];
  /** How many hits each of these stands for. */
  readonly factor: number;
}

/** The best of the hits: all that weigh at least as much as the last of them. */
export interface BestHits {
  readonly numbers: readonly number[];
  readonly scores: readonly number[];
  /** There are no others. */
  readonly isAll: boolean;
}

/** Hits are dealt by their score to so many levels, to find out where the best end. */
const LEVELS = 4_096;
/** A sample takes whole runs of documents, evenly spread over all: neighbours in one run share pages of the tables. */
const RUN_BITS = 7;

export class WordHits {
  private numbers: Int32Array;
  private scores: Float64Array;
  private kinds: Uint8Array;
  count = 0;

  /** @param expected how many there may be; there can be more */
  constructor(expected = 0) {
    const room = Math.max(256, Math.ceil(expected));
    this.numbers = new Int32Array(room);
    this.scores = new Float64Array(room);
    this.kinds = new Uint8Array(room);
  }

  add(number: number, kind: number, score: number): void {
    if (this.count === this.numbers.length) this.grow();
    this.numbers[this.count] = number;
    this.kinds[this.count] = kind;
    this.scores[this.count] = score;
    this.count += 1;
  }

  private grow(): void {
    const grown = <T extends Int32Array | Float64Array | Uint8Array>(array: T, larger: T): T => {
      larger.set(array);
      return larger;
    };
    const length = 2 * this.count;
    this.numbers = grown(this.numbers, new Int32Array(length));
    this.scores = grown(this.scores, new Float64Array(length));
    this.kinds = grown(this.kinds, new Uint8Array(length));
  }

  all(): BestHits {
    return { numbers: Array.from(this.numbers.subarray(0, this.count)), scores: Array.from(this.scores.subarray(0, this.count)), isAll: true };
  }

  /** Those among some documents. @param numbers ascending */
  among(numbers: Int32Array): WordHits {
    const found = new WordHits();
    for (let i = 0; i < this.count; i++) if (holds(numbers, this.numbers[i]!)) found.add(this.numbers[i]!, this.kinds[i]!, this.scores[i]!);
    return found;
  }

  /** About so many of the hits, the same each time. */
  sample(wanted: number): HitSample {
    const step = 2 ** Math.max(0, Math.floor(Math.log2(this.count / wanted)));
    const numbers: number[] = [];
    for (let i = 0; i < this.count; i++) if (((this.numbers[i]! >>> RUN_BITS) & (step - 1)) === 0) numbers.push(this.numbers[i]!);
    return { numbers, factor: numbers.length === 0 ? 1 : this.count / numbers.length };
  }

  /** At least so many of the best of some kinds, if there are so many. */
  best(wanted: number, kinds: readonly number[]): BestHits {
    const isAsked = Uint8Array.from({ length: 256 }, (_, kind) => (kinds.includes(kind) ? 1 : 0));
    let [most, total] = [0, 0];
    for (let i = 0; i < this.count; i++) {
      if (isAsked[this.kinds[i]!] === 0) continue;
      total += 1;
      if (this.scores[i]! > most) most = this.scores[i]!;
    }
    const levelOf = (score: number): number => (most === 0 ? 0 : Math.floor((score / most) * (LEVELS - 1)));
    const levels = new Int32Array(LEVELS);
    for (let i = 0; i < this.count; i++) if (isAsked[this.kinds[i]!] === 1) levels[levelOf(this.scores[i]!)]! += 1;
    let floor = LEVELS;
    for (let held = 0; floor > 0 && held < wanted; ) held += levels[(floor -= 1)]!;
    const best = { numbers: [] as number[], scores: [] as number[] };
    for (let i = 0; i < this.count; i++) {
      if (isAsked[this.kinds[i]!] === 0 || levelOf(this.scores[i]!) < floor) continue;
      best.numbers.push(this.numbers[i]!);
      best.scores.push(this.scores[i]!);
    }
    return { ...best, isAll: best.numbers.length === total };
  }

  /** A bit for each document by its number, those of hits set; as `get_bit` counts them. */
  bits(): Buffer {
    let last = 0;
    for (let i = 0; i < this.count; i++) if (this.numbers[i]! > last) last = this.numbers[i]!;
    const bits = Buffer.alloc((last >>> 3) + 1);
    for (let i = 0; i < this.count; i++) bits[this.numbers[i]! >>> 3]! |= 1 << (this.numbers[i]! & 7);
    return bits;
  }
}

function holds(sorted: Int32Array, number: number): boolean {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < number) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === number;
}
