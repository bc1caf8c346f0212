import type { Understanding } from '../vocabulary/vocabulary.types.js';

/** A query with fewer words, and which were left away, as they were typed. */
export interface Loosening {
  readonly understanding: Understanding;
  readonly dropped: readonly string[];
}

/** Of more words than this nobody wants to know which one was too much. */
const MOST = 8;

/**
 * The queries that are nearest to one of which every word is asked for, in steps: first without one word, the lightest first, then with the
 * heaviest words alone, ever fewer. None for a query that asks for some of its words anyway.
 */
export function looseningsOf(understanding: Understanding): Loosening[][] {
  const { words, minimumMatch } = understanding;
  if (minimumMatch < 1 || words.length < 2 || words.length > MOST) return [];
  const lightest = [...words.keys()].sort((a, b) => words[a]!.weight - words[b]!.weight || b - a);
  const fewer = Array.from({ length: words.length - 2 }, (_, i) => [without(understanding, lightest.slice(0, i + 2))]);
  return [lightest.map((place) => without(understanding, [place])), ...fewer];
}

function without(understanding: Understanding, places: readonly number[]): Loosening {
  const isLeft = (_: unknown, place: number): boolean => !places.includes(place);
  const { typed } = understanding;
  const words = understanding.words.filter(isLeft);
  return {
    understanding: { ...understanding, words, nearWords: words, typed: typed.filter(isLeft) },
    dropped: typed.filter((_, place) => places.includes(place)),
  };
}
