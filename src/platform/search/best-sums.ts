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
  /** Side by side, and compared by what they are: as objects, to sort them took longer than to add up all postings. */
  private readonly numbers: number[] = [];
  private readonly sums: number[] = [];
  /** Above 0: what is below is not among the best. */
  bar = Number.MIN_VALUE;
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
    if (wanted < 1) throw new RangeError(`the best ${wanted}`);
    this.cutAt = SLACK * wanted;
  }

  /** Is every sum above 0 that passes sure to be kept? */
  get isWhole(): boolean {
    return !this.hasLeftOut;
  }

  add(number: number, sum: number): void {
    if (sum < this.bar || !this.passes(number)) return;
    this.numbers.push(number);
    this.sums.push(sum);
    if (this.sums.length < this.cutAt) return;
    this.cut();
    // From now on sums are left out without a look.
    this.hasLeftOut = true;
  }

  /** Best first; equal sums in no order that says anything. */
  best(): readonly NumberedSum[] {
    this.cut();
    return this.numbers.map((number, i) => ({ number, sum: this.sums[i]! })).sort((a, b) => b.sum - a.sum);
  }

  private cut(): void {
    const { numbers, sums } = this;
    if (sums.length < this.wanted) return;
    this.bar = largest(Float64Array.from(sums), this.wanted);
    let kept = 0;
    for (let i = 0; i < sums.length; i++) {
      if (sums[i]! < this.bar) continue;
      [numbers[kept], sums[kept]] = [numbers[i]!, sums[i]!];
      kept += 1;
    }
    if (kept < sums.length) this.hasLeftOut = true;
    numbers.length = sums.length = kept;
    // Where thousands tie, each further one must not look through them all again.
    this.cutAt = SLACK * kept;
  }
}

/**
 * The `place`-th largest, counted from 1: quickselect (Hoare, 1961) with equal values kept together (Dijkstra's three ways).
 * @param values are put into another order
 */
function largest(values: Float64Array, place: number): number {
  for (let [low, high] = [0, values.length - 1]; ; ) {
    const pivot = values[(low + high) >>> 1]!;
    let [larger, smaller] = [low, high];
    for (let i = low; i <= smaller; ) {
      const value = values[i]!;
      if (value > pivot) {
        values[i] = values[larger]!;
        values[larger] = value;
        larger += 1;
        i += 1;
      } else if (value < pivot) {
        values[i] = values[smaller]!;
        values[smaller] = value;
        smaller -= 1;
      } else i += 1;
    }
    if (place - 1 < larger) high = larger - 1;
    else if (place - 1 > smaller) low = smaller + 1;
    else return pivot;
  }
}
