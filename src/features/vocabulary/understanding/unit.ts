import type { QueryWord } from '../../../platform/search/search-index.js';
import type { ReadingKind } from '../vocabulary.types.js';

/** Terms that together say the same as the unit; how good a stand-in they are, above 0 to 1. */
export interface Reading {
  readonly terms: readonly string[];
  readonly share: number;
}

/** One thing that was asked for. */
export interface Unit {
  readonly typed: string;
  /** What it is taken for, normalised. */
  readonly said: string;
  /** Null: it is taken as it is written. */
  readonly how: ReadingKind | null;
  /** The best first. */
  readonly readings: readonly Reading[];
  /** Words whose synonyms count as the unit, each with how much. */
  readonly words: readonly { readonly word: string; readonly share: number }[];
}

/** Of one reading; more parts of a name say nothing more. */
const MOST_PARTS = 4;
/** Stand-ins for one word that the engine is asked with. */
const MOST_TERMS = 24;

/**
 * A unit as words of the search port. The port takes any of a word's terms, so "this term, or those two together" becomes two
 * words that both take the one term: (a or b) and (a or c) is a or (b and c). Of several readings with many parts some mixtures get in.
 *
 * @param weightOf what a term weighs
 */
export function wordsOfUnit({ readings }: Unit, weightOf: (term: string) => number): QueryWord[] {
  const [best, ...others] = readings.filter(({ terms }) => terms.length > 0);
  if (!best) return [];
  const bestTerms = best.terms.slice(0, MOST_PARTS);
  const count = Math.max(bestTerms.length, ...others.map(({ terms }) => Math.min(MOST_PARTS, terms.length)));
  return Array.from({ length: count }, (_, i) => {
    const shares = new Map<string, number>();
    for (const { terms, share } of [best, ...others]) {
      const term = terms[Math.min(i, terms.length - 1)]!;
      if (shares.size < MOST_TERMS || shares.has(term)) shares.set(term, Math.max(share, shares.get(term) ?? 0));
    }
    // A term that stands for the unit in several words counts once in all.
    const times = i < bestTerms.length - 1 ? 1 : count - bestTerms.length + 1;
    return { terms: [...shares].map(([term, share]) => ({ term, share })), weight: weightOf(bestTerms[Math.min(i, bestTerms.length - 1)]!) / times };
  });
}
