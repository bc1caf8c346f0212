import type { Knowledge } from './knowledge.js';
import type { Reading, Unit } from './unit.js';

/** Readings of one thing beside the one that was typed. */
const MOST_READINGS = 16;
const HALVES_SHARE = 0.5;
const WIDER_SHARE = 0.3;
/** What so many documents say needs no help from words that are only near to it: those with less than this share. */
const FREQUENT = 10;
/** What counts no more than this is near to the word, and not the same. */
export const NEAR_SHARE = 0.5;

/** The terms and words that `withSynonyms` has to know of. */
export function termsForSynonyms({ words }: Unit, knowledge: Knowledge): string[] {
  return words.flatMap(({ word }) => [...knowledge.synonymTerms(word), ...halvesOf(word).flat(), ...endsOf(word)]);
}

/** The unit with everything that counts as it, the best first: its synonyms, and for a rare word what is near to it. */
export function withSynonyms(unit: Unit, knowledge: Knowledge): Unit {
  const own = unit.readings.filter(({ terms }) => terms.length > 0);
  const isFrequent = unit.words.some(({ word }) => knowledge.count(word) >= FREQUENT);
  const synonyms = unit.words
    .flatMap(({ word, share }) => knowledge.synonymsOf(word).readings.map((reading): Reading => ({ terms: reading.terms, share: reading.share * share })))
    .filter(({ terms, share }) => terms.length > 0 && (!isFrequent || share > NEAR_SHARE))
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST_READINGS);
  const all = [...own, ...inHalves(unit, knowledge), ...(isFrequent ? [] : widerThan(unit, knowledge)), ...synonyms];
  const said = all.filter(({ terms }) => terms.every((term) => knowledge.count(term) > 0));
  return { ...unit, readings: said.length > 0 ? said.sort((a, b) => b.share - a.share) : own };
}

/** Read as two words: 刀具寿命 where a text says 刀具 and 寿命 apart. */
function inHalves({ words: [first] }: Unit, knowledge: Knowledge): Reading[] {
  const rarer = (halves: readonly string[]): number => Math.min(...halves.map((half) => knowledge.count(half)));
  const [best] = halvesOf(first?.word ?? '').sort((a, b) => rarer(b) - rarer(a));
  return first && best && rarer(best) > 0 ? [{ terms: best, share: HALVES_SHARE * first.share }] : [];
}

function halvesOf(word: string): string[][] {
  const characters = /^\p{Script=Han}{4,8}$/u.test(word) ? [...word] : [];
  return Array.from({ length: Math.max(0, characters.length - 3) }, (_, i) => [characters.slice(0, i + 2).join(''), characters.slice(i + 2).join('')]);
}

/** What the word is a kind of, by its end: 深沟球轴承 is a 球轴承, and that is a 轴承. */
function widerThan({ words: [first] }: Unit, knowledge: Knowledge): Reading[] {
  const wider = endsOf(first?.word ?? '').filter((end) => knowledge.count(end) > 0);
  return wider.slice(0, 2).map((end, i) => ({ terms: [end], share: (WIDER_SHARE * first!.share) / (i + 1) }));
}

/** The shorter words that a Chinese word ends with, the longest first. */
function endsOf(word: string): string[] {
  const characters = /^\p{Script=Han}{3,8}$/u.test(word) ? [...word] : [];
  return Array.from({ length: Math.max(0, characters.length - 2) }, (_, i) => characters.slice(i + 1).join(''));
}
