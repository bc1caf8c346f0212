/** The place of the empty list. */
export const EMPTY = 0;

/** Lists of codes, each different one once and in numbers: that of a place from `starts[place]` up to `starts[place + 1]`. */
export class NumberedLists {
  private readonly numbers = new Map<string, number>();
  private readonly places = new Map<string, number>([['', EMPTY]]);
  readonly starts = [0, 0];
  readonly codes: number[] = [];

  /** Of a code that stands there twice, the second does not count. */
  placeOf(list: readonly string[]): number {
    const name = list.join();
    const known = this.places.get(name);
    if (known !== undefined) return known;
    for (const code of new Set(list)) this.codes.push(this.newNumberOf(code));
    this.places.set(name, this.starts.length - 1);
    return this.starts.push(this.codes.length) - 2;
  }

  /** Undefined for a code that stands in no list. */
  numberOf(code: string): number | undefined {
    return this.numbers.get(code);
  }

  /** How many different codes there are. */
  get size(): number {
    return this.numbers.size;
  }

  private newNumberOf(code: string): number {
    const number = this.numbers.get(code) ?? this.numbers.size;
    this.numbers.set(code, number);
    return number;
  }
}
