import type { TermBag, TermProfile } from './term-profile.js';

/**
 * BM25's part that belongs to the document (Robertson and Zaragoza, 2009), with two changes. Its factor k + 1 is left out, so that a
 * weight is below 1 and a demand's ceiling is the plain sum of its keywords' weights. And the length is compared with a fixed
 * reference instead of the moving average, so that a weight depends on its document alone: no new listing changes an old one, and
 * the engine's index never goes stale.
 */
const SATURATION = 2;
const LENGTH_SHARE = 0.75;

/** In weighted counts: a title of ten words, or of a dozen characters. */
const REFERENCE_LENGTH = 30;

function normOf(bag: TermBag): number {
  return SATURATION * (1 - LENGTH_SHARE + (LENGTH_SHARE * bag.length) / REFERENCE_LENGTH);
}

function addWeights(weights: Map<string, number>, bag: TermBag): void {
  const norm = normOf(bag);
  for (const [term, count] of bag.counts) weights.set(term, count / (count + norm));
}

/** What each term weighs in its document, above 0 and below 1: words and character pairs together. */
export function termWeights(profile: TermProfile): Map<string, number> {
  const weights = new Map<string, number>();
  addWeights(weights, profile.words);
  addWeights(weights, profile.pairs);
  return weights;
}

/** Terms with their weights, as far as they are asked for. */
export type TermWeights = Pick<ReadonlyMap<string, number>, 'get' | 'has'>;

/** The same as `termWeights` for who asks for some of the terms alone: none is weighed before. */
export class LookedUpWeights implements TermWeights {
  private readonly norms: { readonly words: number; readonly pairs: number };

  constructor(private readonly profile: TermProfile) {
    this.norms = { words: normOf(profile.words), pairs: normOf(profile.pairs) };
  }

  get(term: string): number | undefined {
    const { words, pairs } = this.profile;
    const inPairs = pairs.counts.get(term);
    if (inPairs !== undefined) return inPairs / (inPairs + this.norms.pairs);
    const inWords = words.counts.get(term);
    return inWords === undefined ? undefined : inWords / (inWords + this.norms.words);
  }

  has(term: string): boolean {
    return this.profile.words.counts.has(term) || this.profile.pairs.counts.has(term);
  }
}
