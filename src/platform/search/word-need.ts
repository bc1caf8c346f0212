import type { QueryWord } from './search-index.js';

/** Of a long text the heaviest words decide what is a hit; the others only say how good a hit is. */
const DECIDING = 12;

/** Words are weighed against each other in so many parts, so that an engine that cannot add up has few sums to go through. */
const PARTS = 16;

/** What a document needs to be a hit, in whole numbers: the same on every engine. */
export interface WordNeed {
  /** For each word of the query what it is worth to meet it; 0: nothing. */
  readonly worths: readonly number[];
  /** At least 1. */
  readonly need: number;
}

/** @param minimumMatch 0 to 1; 1 needs every word, however many there are */
export function needOf(words: readonly QueryWord[], minimumMatch: number): WordNeed {
  if (minimumMatch >= 1) return { worths: words.map(() => 1), need: Math.max(1, words.length) };
  const heaviest = [...words.keys()].sort((a, b) => words[b]!.weight - words[a]!.weight || a - b).slice(0, DECIDING);
  const whole = heaviest.reduce((sum, i) => sum + words[i]!.weight, 0);
  const worths = words.map(() => 0);
  for (const i of heaviest) worths[i] = Math.max(1, Math.round((PARTS * words[i]!.weight) / whole));
  const total = worths.reduce((sum, worth) => sum + worth, 0);
  // A share of a half of two equal words is one of them: floating point must not make it more.
  return { worths, need: Math.max(1, Math.ceil(minimumMatch * total - 1e-9)) };
}
