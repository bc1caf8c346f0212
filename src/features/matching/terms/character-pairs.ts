/** Marks a pair of characters, so that it never meets a word of two characters. */
export const PAIR_MARK = '·';

/** A pair with one of these says where a phrase ends, not what it is about. */
const PARTICLES = new Set('的了和与及或在是为有以对从到由被把将于其之等而且但则若即所者也都还又再就才只更最很太不该此这那各每某个种们');

/**
 * Overlapping pairs of Chinese characters of a normalised text, marked, in order: 锂电池 gives ·锂电 and ·电池, and so meets
 * 锂离子电池 and 蓄电池, which share no word with it. Pairs do not run across other scripts or punctuation.
 */
export function characterPairs(normalised: string): string[] {
  const pairs: string[] = [];
  for (const [run] of normalised.matchAll(/\p{Script=Han}{2,}/gu)) {
    const characters = [...run];
    for (let i = 0; i + 1 < characters.length; i++) {
      const first = characters[i]!;
      const second = characters[i + 1]!;
      if (!PARTICLES.has(first) && !PARTICLES.has(second)) pairs.push(PAIR_MARK + first + second);
    }
  }
  return pairs;
}
