import type { Overlap } from '../scoring/part-values.js';

/** The place of the empty list. */
export const EMPTY = 0;

/** Lists of codes, each different one once and in numbers: to compare two of them, nothing is fetched from afar. */
export class NumberedLists {
  private readonly numbers = new Map<string, number>();
  private readonly places = new Map<string, number>([['', EMPTY]]);
  private readonly starts = [0, 0];
  private readonly codes: number[] = [];

  placeOf(list: readonly string[]): number {
    const name = list.join();
    const known = this.places.get(name);
    if (known !== undefined) return known;
    for (const code of list) this.codes.push(this.numberOf(code));
    this.places.set(name, this.starts.length - 1);
    return this.starts.push(this.codes.length) - 2;
  }

  /** How far two paths go together from the top. */
  overlap(asked: number, offered: number, into: { -readonly [Key in keyof Overlap]: Overlap[Key] }): Overlap {
    const { starts, codes } = this;
    const [a, b] = [starts[asked]!, starts[offered]!];
    into.asked = starts[asked + 1]! - a;
    into.offered = starts[offered + 1]! - b;
    const most = Math.min(into.asked, into.offered);
    into.shared = 0;
    while (into.shared < most && codes[a + into.shared] === codes[b + into.shared]) into.shared += 1;
    return into;
  }

  haveCommon(one: number, other: number): boolean {
    const { starts, codes } = this;
    for (let a = starts[one]!; a < starts[one + 1]!; a++) {
      for (let b = starts[other]!; b < starts[other + 1]!; b++) if (codes[a] === codes[b]) return true;
    }
    return false;
  }

  private numberOf(code: string): number {
    const number = this.numbers.get(code) ?? this.numbers.size;
    this.numbers.set(code, number);
    return number;
  }
}
