import { NumberedLists } from '../../../platform/search/numbered-lists.js';
import type { Overlap } from '../scoring/part-values.js';

/** Lists of codes and paths in code trees, by their places: to compare two of them, nothing is fetched from afar. */
export class CodePaths extends NumberedLists {
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
}
