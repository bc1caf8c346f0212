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

function addWeights(weights: Map<string, number>, bag: TermBag): void {
  const norm = SATURATION * (1 - LENGTH_SHARE + (LENGTH_SHARE * bag.length) / REFERENCE_LENGTH);
  for (const [term, count] of bag.counts) weights.set(term, count / (count + norm));
}

/** What each term weighs in its document, above 0 and below 1: words and character pairs together. */
export function termWeights(profile: TermProfile): Map<string, number> {
  const weights = new Map<string, number>();
  addWeights(weights, profile.words);
  addWeights(weights, profile.pairs);
  return weights;
}
