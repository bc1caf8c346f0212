import type { Edge } from './cheapest-path.js';
import { cheapestPath } from './cheapest-path.js';
import type { Knowledge } from './knowledge.js';
import type { Found } from './lexicon.js';
import { syllableEnds } from './pinyin-syllables.js';
import type { Unit } from './unit.js';
import { replacedUnit } from './unit-of.js';
import { PINYIN } from './word-keys.js';

/** A word of eight syllables has at most so many letters. */
const LONGEST_WORD = 36;
/** More is no pinyin that anybody types in one go. */
const LONGEST_TEXT = 60;

/** Letters of pinyin, perhaps over several typed words, with the places where words may begin and end. */
export interface PinyinText {
  readonly letters: string;
  readonly ends: readonly number[];
}

/** Typed words as one text of pinyin: each must be whole syllables, so that `si fu dianji` may be one word and `pump` none. */
export function pinyinText(tokens: readonly string[]): PinyinText | null {
  const ends = [0];
  let letters = '';
  for (const token of tokens.flatMap((one) => one.split(/['’]/))) {
    if (!/^[a-z]+$/.test(token) || letters.length + token.length > LONGEST_TEXT) return null;
    const inside = syllableEnds(token);
    if (!inside) return null;
    ends.push(...inside.filter((end) => end > 0).map((end) => letters.length + end));
    letters += token;
  }
  return { letters, ends };
}

/** The keys of all words that the text may be made of. */
export function pinyinKeys(text: PinyinText): string[] {
  return [...spansOf(text)].map(({ from, to }) => PINYIN + text.letters.slice(from, to));
}

/** The text as the fewest words of the vocabulary; of words that sound alike the most frequent. Null when some of it is none. */
export function readPinyin(text: PinyinText, knowledge: Knowledge, found: Found): Unit[] | null {
  const edges: Edge<Unit | null>[] = [];
  for (const { from, to } of spansOf(text)) {
    const typed = text.letters.slice(from, to);
    const ranked = knowledge.rank((found.get(PINYIN + typed) ?? []).map((word) => ({ ...word, fit: 1 })));
    if (ranked.length === 0) continue;
    const tellsNothing = ranked[0]!.parts.length === 0;
    // Of two ways with as many words the one whose words are frequent.
    edges.push({ from, to, cost: 1 - 0.02 * Math.min(10, ranked[0]!.score), value: tellsNothing ? null : replacedUnit(typed, 'pinyin', ranked) });
  }
  const path = cheapestPath(text.letters.length, edges);
  const units = path?.filter((unit) => unit !== null) ?? [];
  return units.length > 0 ? units : null;
}

function* spansOf({ ends }: PinyinText): IterableIterator<{ from: number; to: number }> {
  for (const from of ends) for (const to of ends) if (to > from && to - from <= LONGEST_WORD) yield { from, to };
}
