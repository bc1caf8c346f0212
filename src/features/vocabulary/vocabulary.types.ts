import type { QueryWord } from '../../platform/search/search-index.js';

/** How a typed word came to be read as another one. */
export const READING_KINDS = ['pinyin', 'initials', 'typo', 'short-form'] as const;
export type ReadingKind = (typeof READING_KINDS)[number];

/** A word that is searched for in place of what was typed. */
export interface ReplacedWord {
  readonly typed: string;
  readonly read: string;
  readonly how: ReadingKind;
}

/** What somebody typed into a search box, as the search port asks it. */
export interface Understanding {
  /** Each word of it was understood; false for a long text, of which only the best words were taken. */
  readonly isTyped: boolean;
  /** Each thing that was asked for, with what means the same. */
  readonly words: readonly QueryWord[];
  /** For each of the words, what was typed for it: to name one that is left out. */
  readonly typed: readonly string[];
  /** The words with what is only near to them as well: other readings, the wider word, words of the same trade. For when there are few hits. */
  readonly nearWords: readonly QueryWord[];
  /** Share of the words' weight that a hit must meet: every one of a few words, a good part of a sentence, some of a long text. */
  readonly minimumMatch: number;
  /** So many documents can meet every word, at most, as the index counts its terms, or many; null: some of the words are enough. */
  readonly most: number | null;
  /** What the words say, normalised and corrected, in their order. */
  readonly text: string;
  readonly replaced: readonly ReplacedWord[];
  /** What may stand in a hit for the words: for marking it there. */
  readonly marks: readonly string[];
}

/** Nothing that was typed tells anything: particles, signs, emoji. */
export const NOTHING_UNDERSTOOD: Understanding = { isTyped: true, words: [], typed: [], nearWords: [], minimumMatch: 0, most: null, text: '', replaced: [], marks: [] };
