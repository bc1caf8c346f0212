import type { CodeEntry } from './taxonomy.types.js';

/** A word said more often than this says no more. */
const MOST_OCCURRENCES = 3;
/** Below this a guess is worse than none: one word of two characters, said once, is not enough. */
const LEAST_WEIGHT = 3;

interface Word {
  readonly pattern: RegExp;
  readonly weight: number;
}

interface CategoryGuess {
  readonly code: string;
  readonly weight: number;
}

const escape = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Guesses a service category from a text, by the words that the list has for each category. */
export class CategoryGuesser {
  private readonly wordsOf = new Map<string, readonly Word[]>();

  /** @param entries both levels; only those with a parent are ever guessed */
  constructor(entries: readonly CodeEntry[]) {
    const categories = entries.filter(({ parent }) => parent !== null).map((entry) => ({ code: entry.code, words: wordsFor(entry) }));
    const shared = new Map<string, number>();
    for (const { words } of categories) for (const word of words) shared.set(word, (shared.get(word) ?? 0) + 1);
    for (const { code, words } of categories) {
      this.wordsOf.set(
        code,
        [...words].map((word) => ({ pattern: patternFor(word), weight: weightOf(word) / (shared.get(word) ?? 1) })),
      );
    }
  }

  /** The most likely categories, best first; none where no word is said clearly enough. Ties keep the order of the list. */
  guesses(text: string, limit: number): CategoryGuess[] {
    const folded = text.normalize('NFKC').toLowerCase();
    return [...this.wordsOf]
      .map(([code, words]) => ({ code, weight: words.reduce((sum, { pattern, weight }) => sum + weight * occurrences(folded, pattern), 0) }))
      .filter(({ weight }) => weight >= LEAST_WEIGHT)
      .sort((a, b) => b.weight - a.weight)
      .slice(0, limit);
  }
}

/** 「钣金与焊接」 is two words; so is its synonym list. */
function wordsFor(entry: CodeEntry): ReadonlySet<string> {
  const parts = entry.nameZh.split(/[与和及、]/).filter((part) => part.length >= 2);
  return new Set([...parts, ...entry.synonyms, ...(entry.nameEn === null ? [] : [entry.nameEn])].map((word) => word.normalize('NFKC').toLowerCase()));
}

/** A long word says more than a short one: two Chinese characters weigh two, a Latin word as much as three. */
function weightOf(word: string): number {
  const han = word.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han + (/[a-z0-9]/.test(word) ? 3 : 0);
}

/** Latin words only as whole words, so that APC is not found in APCS; Chinese anywhere, as it has no spaces. */
function patternFor(word: string): RegExp {
  const before = /^[a-z0-9]/.test(word) ? '(?<![a-z0-9])' : '';
  const after = /[a-z0-9]$/.test(word) ? '(?![a-z0-9])' : '';
  return new RegExp(before + escape(word) + after, 'g');
}

function occurrences(text: string, pattern: RegExp): number {
  return Math.min(MOST_OCCURRENCES, text.match(pattern)?.length ?? 0);
}
