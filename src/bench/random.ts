/**
 * Numbers that look random and are the same each time (sfc32 of Chris Doty-Humphrey's PractRand): the same seed, the same benchmark.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d = 1;

  /** @param stream another one of the same seed: what is drawn from it depends on no other stream. A whole number up to 2^53 */
  constructor(seed: number, stream = 0) {
    this.a = seed | 0;
    this.b = stream | 0;
    this.c = (stream / 0x1_0000_0000) | 0;
    for (let i = 0; i < 12; i++) this.bits();
  }

  /** At least 0, below 1. */
  next(): number {
    return (this.bits() >>> 0) / 0x1_0000_0000;
  }

  /** A whole number below `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  between(from: number, to: number): number {
    return from + this.below(to - from + 1);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }

  hex(digits: number): string {
    let text = '';
    while (text.length < digits) text += (this.bits() >>> 0).toString(16).padStart(8, '0');
    return text.slice(0, digits);
  }

  private bits(): number {
    const sum = (((this.a + this.b) | 0) + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    this.c |= 0;
    return sum;
  }
}

/** Draws places of a list by their weights in constant time (Walker's alias method as Vose gives it, 1991). */
export class WeightedChoice {
  private readonly threshold: Float64Array;
  private readonly alias: Int32Array;

  /** @param weights at least one above 0 */
  constructor(weights: readonly number[]) {
    const { length } = weights;
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    this.threshold = Float64Array.from(weights, (weight) => (weight * length) / total);
    this.alias = Int32Array.from(weights, (_, i) => i);
    const small: number[] = [];
    const large: number[] = [];
    this.threshold.forEach((share, i) => (share < 1 ? small : large).push(i));
    while (small.length > 0 && large.length > 0) {
      const [less, more] = [small.pop()!, large.pop()!];
      this.alias[less] = more;
      this.threshold[more]! -= 1 - this.threshold[less]!;
      (this.threshold[more]! < 1 ? small : large).push(more);
    }
  }

  draw(random: Random): number {
    const place = random.below(this.alias.length);
    return random.next() < this.threshold[place]! ? place : this.alias[place]!;
  }
}

/** Weights of Zipf's law with Mandelbrot's shift, for the ranks from 0. */
export function zipfWeights(count: number, shift: number): number[] {
  return Array.from({ length: count }, (_, rank) => 1 / (rank + shift));
}
