import type { TermBag, TermProfile } from './term-profile.js';
import type { TermStatistics } from './term-statistics.js';
import { inverseFrequency, isTelling } from './term-statistics.js';

/** A term of a text with its weight in a query. */
export interface Keyword {
  readonly term: string;
  readonly weight: number;
}

/** Enough for the evidence, few enough for the engine; measured with 20, 30, 40, 60 and all (docs/benchmarks.md). */
const BEST_WORDS = 40;
const BEST_PAIRS = 16;

/** What a pair of characters weighs beside a word. */
const PAIR_WEIGHT = 0.6;

/** Repeating a word says less each time: 3f / (f + 2) (matching.md, "The pipeline"). */
function saturate(count: number): number {
  return (3 * count) / (count + 2);
}

function best(bag: TermBag, statistics: TermStatistics, limit: number, factor: number): Keyword[] {
  const keywords: Keyword[] = [];
  const known = tellingFrequencies(statistics);
  for (const [term, count] of bag.counts) {
    const telling = known(term);
    if (telling !== null) keywords.push({ term, weight: factor * saturate(count) * telling });
  }
  return keywords.sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1)).slice(0, limit);
}

const frequencies = new WeakMap<TermStatistics, Map<string, number | null>>();

/** A term's inverse frequency, null where it tells nothing; looked at once for a snapshot, since an offering meets hundreds of demands with the same words. */
function tellingFrequencies(statistics: TermStatistics): (term: string) => number | null {
  const known = frequencies.get(statistics) ?? new Map<string, number | null>();
  frequencies.set(statistics, known);
  return (term) => {
    let telling = known.get(term);
    if (telling === undefined) {
      telling = isTelling(statistics, term) ? inverseFrequency(statistics, term) : null;
      known.set(term, telling);
    }
    return telling;
  };
}

/** 看, 线, 台: what is left over when a sentence is cut. */
const SINGLE_CHARACTER = /^\p{Script=Han}$/u;

/**
 * What is asked for a text, chosen by weight and not by rarity: the best words first, then the best character pairs. A
 * single Chinese character is asked for only where the text has no words (「钢」 in a search box): beside words it changes no
 * measured figure, and as a reason it is none.
 */
export function keywordsOf(profile: TermProfile, statistics: TermStatistics): Keyword[] {
  const words = best(profile.words, statistics, BEST_WORDS, 1);
  const whole = words.filter(({ term }) => !SINGLE_CHARACTER.test(term));
  return [...(whole.length > 0 ? whole : words), ...best(profile.pairs, statistics, BEST_PAIRS, PAIR_WEIGHT)];
}

/** The most that any document can reach: every keyword with its full weight. */
export function ceilingOf(keywords: readonly Keyword[]): number {
  return keywords.reduce((sum, { weight }) => sum + weight, 0);
}
