import type { FixedWords } from './fixed-words.js';

/** A word of the vocabulary with the terms of the index that it is made of; none for a word that tells nothing. */
export interface LexiconWord {
  readonly word: string;
  readonly parts: readonly string[];
}

/** A word, and what it was found by. */
export interface FoundWord extends LexiconWord {
  readonly by: string;
}

/** The words that were found, by what they were found by. */
export type Found = ReadonlyMap<string, readonly FoundWord[]>;

/**
 * What understanding asks of the world. Everything that grows with the market is asked in bulk and answered by keys: a handful of
 * questions for each search, however long it is.
 */
export interface Lexicon {
  /** In how many visible documents each term is, up to some bound; those without any are left out. */
  counts(terms: Iterable<string>): Promise<ReadonlyMap<string, number>>;
  /** What each of these terms weighs in a query, above 0. */
  weigh(terms: readonly string[]): Promise<(term: string) => number>;
  /** Words of the vocabulary with any of the keys (see `word-keys`), the most frequent first, a dozen a key. */
  byKeys(keys: readonly string[]): Promise<readonly FoundWord[]>;
  /** Longer words that begin with the first character of a short form and have all its characters in their order. */
  longForms(shorts: readonly string[]): Promise<readonly FoundWord[]>;
  /** Longer Latin words and part numbers that begin so. */
  continuations(beginnings: readonly string[]): Promise<readonly FoundWord[]>;
  /** The administrator's groups that have any of the words. */
  groups(words: readonly string[]): Promise<readonly (readonly string[])[]>;

  readonly fixed: FixedWords;
  readonly cutter: Cutter;
}

/** How texts are cut, the same for queries as for what is searched. */
export interface Cutter {
  normalise(text: string): string;
  /** The words of a Chinese text in their order; joined they are the text. */
  segments(han: string): string[];
  /** The index's terms of a Latin word or part number: whole without its signs, and in parts. */
  latinTerms(token: string): string[];
  /** The marked pairs of neighbouring characters, which titles are indexed by as well. */
  pairs(han: string): string[];
  /** Does it say nothing of a need? */
  isStopWord(word: string): boolean;
  /** Does the general dictionary have it? */
  isDictionaryWord(word: string): boolean;
}
