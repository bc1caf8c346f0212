import { readFileSync } from 'node:fs';
import { normalise } from './normalise.js';

/** Words for the same thing; the first one stands for the group. */
export type SynonymGroup = readonly [head: string, ...others: string[]];

/** Marks the term that stands for a whole group of synonyms, so that it never meets a word. */
export const SYNONYM_MARK = '≈';

/** What a synonym counts beside the word itself (matching.md, "The pipeline"). */
export const SYNONYM_WEIGHT = 0.6;

/** The groups of `synonyms.txt`, normalised. */
export function readSynonyms(): SynonymGroup[] {
  const groups: SynonymGroup[] = [];
  for (const line of readFileSync(new URL('./synonyms.txt', import.meta.url), 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [head, ...others] = line.split('|').map(normalise);
    if (head !== undefined) groups.push([head, ...others]);
  }
  return groups;
}

/**
 * Finds the synonyms in a text. Chinese words and single Latin words are looked up among the terms that segmentation made; Latin
 * words that only together mean something ("machine vision") are looked for in the normalised text.
 */
export class SynonymFinder {
  private readonly byWord = new Map<string, string>();
  private readonly byPhrase = new Map<string, string>();
  private readonly phrases: RegExp | null;

  constructor(groups: readonly SynonymGroup[]) {
    for (const group of groups) {
      const mark = SYNONYM_MARK + group[0];
      for (const word of group) (/[a-z].*[ -]/.test(word) ? this.byPhrase : this.byWord).set(word, mark);
    }
    const alternatives = [...this.byPhrase.keys()].sort((a, b) => b.length - a.length).map((phrase) => phrase.replace(/[ -]/g, '[ -]'));
    this.phrases = alternatives.length > 0 ? new RegExp(`\\b(?:${alternatives.join('|')})s?\\b`, 'g') : null;
  }

  /** Every word that segmentation has to keep in one piece. */
  get words(): IterableIterator<string> {
    return this.byWord.keys();
  }

  /** The marks of the groups that occur, each once for each occurrence of one of its words. */
  find(text: string, terms: readonly string[]): string[] {
    const found: string[] = [];
    for (const term of terms) {
      const mark = this.byWord.get(term);
      if (mark !== undefined) found.push(mark);
    }
    if (this.phrases) {
      for (const [match] of text.matchAll(this.phrases)) {
        const phrase = this.byPhrase.get(match) ?? this.byPhrase.get(match.replace(/s$/, '')) ?? this.byPhrase.get(match.replaceAll('-', ' '));
        if (phrase !== undefined) found.push(phrase);
      }
    }
    return found;
  }
}
