import { typedRuns } from './understanding/typed-runs.js';
import type { Cutter } from './understanding/lexicon.js';

/** A word as the vocabulary keeps it. */
export interface VocabularyEntry {
  readonly word: string;
  /** The terms of the index that it is made of; none for a word that tells nothing. */
  readonly parts: readonly string[];
  /** The term by which it is counted how many documents say it: the word itself, or the pair of characters where its parts meet. */
  readonly probe: string;
}

const HAN = /^\p{Script=Han}{2,10}$/u;
const LATIN = /^[a-z]{4,24}$/;
/** Phrases: so many words, so many characters. */
const MOST_WORDS = 3;
const SHORTEST = 2;
const LONGEST = 8;

/** A term of the index as a word of the vocabulary; null for pairs, marks, single characters, numbers. */
export function entryOfTerm(term: string): VocabularyEntry | null {
  return HAN.test(term) || LATIN.test(term) ? { word: term, parts: [term], probe: term } : null;
}

/** Words that stand beside each other in a title or a tag and together are what people type: 伺服电机 where segmentation knows 伺服 and 电机. */
export function phrasesOf(text: string, cutter: Cutter): VocabularyEntry[] {
  const phrases = new Map<string, VocabularyEntry>();
  for (const run of typedRuns(text)) {
    if (run.kind !== 'han') continue;
    const segments = cutter.segments(run.text);
    for (let from = 0; from < segments.length; from++) {
      for (let to = from + 2; to <= Math.min(segments.length, from + MOST_WORDS); to++) {
        const parts = segments.slice(from, to);
        if (parts.some((part) => cutter.isStopWord(part))) break;
        const word = parts.join('');
        const length = [...word].length;
        const probe = cutter.pairs([...parts[0]!].at(-1)! + [...parts[1]!][0]!)[0];
        if (length >= SHORTEST && length <= LONGEST && probe !== undefined) phrases.set(word, { word, parts, probe });
      }
    }
  }
  return [...phrases.values()];
}
