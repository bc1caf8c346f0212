import type { Knowledge } from './knowledge.js';
import type { Found } from './lexicon.js';
import type { Reading, Unit } from './unit.js';
import { BEGINNING } from './word-keys.js';

const HAS_DIGIT = /[0-9]/;
const HAS_LETTER = /[a-z]/;
const MOST_SIGNS = 24;
/** A number that is typed in one piece, and written in two. */
const SPLIT_SHARE = 0.95;
/** The thread of a screw without its length. */
const SIZE_SHARE = 0.5;
/** A maker's variant of a number: 6205 of 6205zz. */
const VARIANT_SHARE = 0.6;
const VARIANT_FROM = 4;

const bare = (tokens: readonly string[]): string => tokens.join('').replaceAll(/[-_./+'’]/g, '');

/** The terms under which the number may stand in the index: in one piece, and in any two. */
export function partNumberTerms(tokens: readonly string[]): string[] {
  const whole = bare(tokens);
  if (!isPartNumber(tokens, whole)) return [];
  return [whole, ...cuts(whole).flat(), ...whole.split('x')];
}

/** What longer numbers begin with. */
export function partKeys(token: string): string[] {
  const whole = bare([token]);
  return whole.length >= VARIANT_FROM && whole.length <= MOST_SIGNS ? [whole] : [];
}

/**
 * A part number as people write it, `6205-2RS`, `6205 2rs` and `62052rs` being one. Null for what is none, or for words that stand
 * beside each other and together mean nothing that is known.
 */
export function partNumberUnit(tokens: readonly string[], knowledge: Knowledge, found: Found): Unit | null {
  const whole = bare(tokens);
  if (!isPartNumber(tokens, whole)) return null;
  const readings: Reading[] = [];
  const isWhole = knowledge.count(whole) > 0;
  const parts = [...new Set(tokens.flatMap((token) => knowledge.cutter.latinTerms(token)))].filter((term) => term !== whole);
  if (tokens.length > 1 && !isWhole) return null;
  if (parts.length > 0 && parts.every((part) => knowledge.count(part) > 0)) readings.push({ terms: parts, share: isWhole ? SPLIT_SHARE : 1 });
  const [best] = cuts(whole)
    .filter((cut) => cut.every((part) => knowledge.count(part) > 0))
    .sort((a, b) => Math.min(...b.map((part) => part.length)) - Math.min(...a.map((part) => part.length)));
  if (best) readings.push({ terms: best, share: SPLIT_SHARE });
  // M8x30 is written M8×30 as well, of which the index keeps the thread.
  const sizes = whole.replaceAll(/(?<=\d)x(?=\d)/g, ' ').split(' ').flatMap((size) => knowledge.cutter.latinTerms(size));
  if (sizes.length > 0 && !sizes.includes(whole)) readings.push({ terms: sizes, share: SIZE_SHARE });
  const longer = knowledge.rank((found.get(BEGINNING + whole) ?? []).map((word) => ({ ...word, fit: 1 })));
  readings.push(...longer.slice(0, 6).map(({ parts: terms }) => ({ terms, share: VARIANT_SHARE })));
  if (isWhole || readings.length === 0) readings.unshift({ terms: [whole], share: 1 });
  const typed = tokens.join(' ');
  return { typed, said: typed, how: null, readings, words: [{ word: whole, share: 1 }] };
}

function isPartNumber(tokens: readonly string[], whole: string): boolean {
  if (!HAS_DIGIT.test(whole) || whole.length > MOST_SIGNS || whole.length < 3) return false;
  // Numbers alone are one only when they stand alone: 12 5000 is a quantity and something else.
  return tokens.length === 1 || HAS_LETTER.test(whole);
}

/** Cuts where a digit meets a letter or something short ends: each side has two signs at least. */
function cuts(whole: string): string[][] {
  return Array.from({ length: Math.max(0, whole.length - 3) }, (_, i) => [whole.slice(0, i + 2), whole.slice(i + 2)]);
}
