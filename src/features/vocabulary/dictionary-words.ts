import type { FieldError } from '../../shared/errors.js';
import { DICTIONARY_TEXTS as T } from './dictionary.texts.js';

export const FEWEST_WORDS = 2;
export const MOST_WORDS = 20;
export const LONGEST_WORD = 40;

/** A word as it was typed, and as it is compared. */
export interface DictionaryWord {
  readonly typed: string;
  readonly compared: string;
}

/** The words of a group from text: one a line, or parted by commas and bars. */
export function splitWords(text: string): string[] {
  return text
    .split(/[\n,，、;；|]+/)
    .map((word) => word.replaceAll(/\s+/g, ' ').trim())
    .filter((word) => word !== '');
}

/** Each word once, in order; words that compare alike are one. */
export function comparedWords(words: readonly string[], normalise: (text: string) => string): DictionaryWord[] {
  const unique = new Map<string, DictionaryWord>();
  for (const typed of words) {
    const compared = normalise(typed).replaceAll(/\s+/g, ' ').trim();
    if (!unique.has(compared)) unique.set(compared, { typed, compared });
  }
  return [...unique.values()];
}

/** What is wrong with a group in itself; other groups are the database's to know. */
export function problemsOf(words: readonly DictionaryWord[]): FieldError[] {
  const problems: FieldError[] = [];
  const wrong = (text: { zh: string; en: string }, params: Record<string, string | number>): void => void problems.push({ field: 'words', ...text, params });
  for (const { typed, compared } of words) {
    if ([...typed].length > LONGEST_WORD) wrong(T.wordTooLong, { word: [...typed].slice(0, 20).join(''), most: LONGEST_WORD });
    else if (!/^[\p{Script=Han}a-z0-9][\p{Script=Han}a-z0-9 +/._-]*$/u.test(compared) || compared.length < 2) wrong(T.wordNoWord, { word: typed });
  }
  if (words.length < FEWEST_WORDS) wrong(T.tooFew, { least: FEWEST_WORDS });
  if (words.length > MOST_WORDS) wrong(T.tooMany, { most: MOST_WORDS });
  return problems;
}
