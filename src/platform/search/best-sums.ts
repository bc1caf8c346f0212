/** A document by its number, with the sum that it reached. */
export interface NumberedSum {
  readonly number: number;
  readonly sum: number;
}

/** So many times as many as are kept come together before the rest is thrown out. */
const SLACK = 4;

/**
 * Keeps the best of very many sums: at least `wanted` of them if there are so many, and with the last of those all that tie with it, so
 * that where the cut falls never depends on the order.
 */
export class BestSums {
  private kept: NumberedSum[] = [];
  private bar = 0;
  private cutAt: number;
  /** How many sums above 0 there were. */
  total = 0;

  /**
   * @param wanted at least 1
   * @param passes what may be among the best at all; asked only of what is good enough
   */
  constructor(
    private readonly wanted: number,
    private readonly passes: (number: number) => boolean = () => true,
  ) {
    this.cutAt = SLACK * wanted;
  }

  /** Takes in all sums above 0 of a stretch of documents and clears them. */
  take(sums: Float64Array, first: number): void {
    for (let place = 0; place < sums.length; place++) {
      const sum = sums[place]!;
      if (sum === 0) continue;
      sums[place] = 0;
      this.add(first + place, sum);
    }
  }

  add(number: number, sum: number): void {
    this.total += 1;
    if (sum < this.bar || !this.passes(number)) return;
    this.kept.push({ number, sum });
    if (this.kept.length >= this.cutAt) this.cut();
  }

  /** Best first; equal sums in no order that says anything. */
  best(): readonly NumberedSum[] {
    this.cut();
    return this.kept;
  }

  private cut(): void {
    this.kept.sort((a, b) => b.sum - a.sum);
    const last = this.kept[this.wanted - 1];
    if (last === undefined) return;
    this.bar = last.sum;
    const end = this.kept.findIndex(({ sum }) => sum < last.sum);
    if (end >= 0) this.kept.length = end;
    // Where thousands tie, each further one must not sort them all again.
    this.cutAt = SLACK * this.kept.length;
  }
}
