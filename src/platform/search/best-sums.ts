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
  /** What is below is not among the best. */
  private bar = Number.MIN_VALUE;
  private cutAt: number;
  private hasLeftOut = false;

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

  /** Is every sum above 0 that passes sure to be kept? */
  get isWhole(): boolean {
    return !this.hasLeftOut;
  }

  /** Takes in all sums above 0 of a stretch of documents and clears them. */
  take(sums: Float64Array, first: number): void {
    // One comparison each, which nearly always comes out the same: to ask for 0 as well took more time than adding up all postings.
    let bar = this.bar;
    for (let place = 0; place < sums.length; place++) {
      const sum = sums[place]!;
      if (sum < bar) continue;
      this.add(first + place, sum);
      bar = this.bar;
    }
    sums.fill(0);
  }

  add(number: number, sum: number): void {
    if (sum < this.bar || !this.passes(number)) return;
    this.kept.push({ number, sum });
    if (this.kept.length < this.cutAt) return;
    this.cut();
    // From now on sums are left out without a look.
    this.hasLeftOut = true;
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
    if (end >= 0) {
      this.kept.length = end;
      this.hasLeftOut = true;
    }
    // Where thousands tie, each further one must not sort them all again.
    this.cutAt = SLACK * this.kept.length;
  }
}
