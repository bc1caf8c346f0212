import type { ReadingKind } from '../vocabulary.types.js';
import type { Knowledge, RankedCandidate } from './knowledge.js';
import type { Unit } from './unit.js';

/** A word that may be meant instead counts when it is about as likely; so many at most. */
const LIKELY = 0.5;
const MOST_CANDIDATES = 4;
/** What a reading counts beside the word as it is written. */
const REPLACED_SHARE = 0.95;

/** A word as it was typed. */
export function exactUnit(typed: string, knowledge: Knowledge, word = typed): Unit {
  return { typed, said: word, how: null, readings: [{ terms: knowledge.partsOf(word), share: 1 }], words: [{ word, share: 1 }] };
}

/** What was typed, read as the best of these words, and a little as the others. */
export function replacedUnit(typed: string, how: ReadingKind, ranked: readonly RankedCandidate[]): Unit {
  const top = ranked[0]!;
  const chosen = ranked.filter(({ score }) => score >= LIKELY * top.score).slice(0, MOST_CANDIDATES);
  const shared = chosen.map((candidate, i) => ({ ...candidate, share: i === 0 ? REPLACED_SHARE : (REPLACED_SHARE * candidate.score) / top.score / 2 }));
  return {
    typed,
    said: top.word,
    how,
    readings: shared.map(({ parts, share }) => ({ terms: parts, share })),
    words: shared.map(({ word, share }) => ({ word, share })),
  };
}
