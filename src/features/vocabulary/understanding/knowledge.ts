import type { Cutter, FoundWord, Lexicon } from './lexicon.js';
import type { Reading } from './unit.js';
import { typedRuns } from './typed-runs.js';

/** What the administrator put into one group means just the same; a little less than the word itself, so that the word's own hits come first. */
const DICTIONARY_SHARE = 0.9;

/** A word that may be meant, and how well it fits what was typed, above 0 to 1. */
export interface Candidate {
  readonly word: string;
  readonly parts: readonly string[];
  readonly fit: number;
}

export interface RankedCandidate extends Candidate {
  readonly score: number;
}

/** What one search has learned of the words that it is about. Grows by `learn`; answers without asking anybody. */
export class Knowledge {
  private readonly counts = new Map<string, number>();
  private readonly groups = new Map<string, (readonly string[])[]>();
  private readonly weights = new Map<string, number>();
  private readonly askedTerms = new Set<string>();
  private readonly askedWords = new Set<string>();

  constructor(private readonly lexicon: Lexicon) {}

  get cutter(): Cutter {
    return this.lexicon.cutter;
  }

  /** Asks for what is not known yet, in two questions at once. */
  async learn(terms: Iterable<string>, words: Iterable<string>): Promise<void> {
    const newTerms = [...new Set(terms)].filter((term) => !this.askedTerms.has(term));
    const newWords = [...new Set(words)].filter((word) => !this.askedWords.has(word));
    newTerms.forEach((term) => this.askedTerms.add(term));
    newWords.forEach((word) => this.askedWords.add(word));
    const [counts, groups] = await Promise.all([newTerms.length > 0 ? this.lexicon.counts(newTerms) : new Map<string, number>(), newWords.length > 0 ? this.lexicon.groups(newWords) : []]);
    for (const [term, count] of counts) this.counts.set(term, count);
    const asked = new Set(newWords);
    for (const group of groups) for (const word of group) if (asked.has(word)) this.groups.set(word, [...(this.groups.get(word) ?? []), group]);
  }

  /** Asks for the weights of all terms that were asked for up to now. */
  async weigh(): Promise<void> {
    const terms = [...this.askedTerms].filter((term) => !this.weights.has(term));
    if (terms.length === 0) return;
    const weightOf = await this.lexicon.weigh(terms);
    for (const term of terms) this.weights.set(term, weightOf(term));
  }

  /** @param term was weighed */
  weight(term: string): number {
    return this.weights.get(term)!;
  }

  count(term: string): number {
    return this.counts.get(term) ?? 0;
  }

  /** Is it a word as it is written: one of what is on the market, of the program's lists or of the dictionary? */
  isKnown(word: string): boolean {
    return this.counts.has(word) || this.lexicon.fixed.has(word) || this.groups.has(word);
  }

  /** The terms of the index that a word is made of. */
  partsOf(word: string): string[] {
    if (this.counts.has(word)) return [word];
    return typedRuns(word).flatMap((run) =>
      run.kind === 'han'
        ? this.cutter.segments(run.text).filter((segment) => !this.cutter.isStopWord(segment))
        : run.tokens.flatMap((token) => this.cutter.latinTerms(token).slice(-1)),
    );
  }

  /** Everything else that counts as the word. Of the program's own lists only what is one term: the two of «dust removal» alone are something else. */
  synonymsOf(word: string): { readonly readings: Reading[]; readonly words: string[] } {
    const groups = [
      ...(this.groups.get(word) ?? []).map((words) => ({ words, share: DICTIONARY_SHARE, mark: null })),
      ...this.lexicon.fixed.groupsOf(word),
    ];
    const words = new Set(groups.flatMap((group) => group.words).filter((other) => other !== word));
    const readings = groups.flatMap(({ words: others, share, mark }): Reading[] => [
      ...(mark === null ? [] : [{ terms: [mark], share }]),
      ...others.filter((other) => other !== word).map((other) => ({ terms: this.partsOf(other), share })).filter(({ terms }) => terms.length === 1 || share >= DICTIONARY_SHARE),
    ]);
    return { readings, words: [...words] };
  }

  /** The terms that it takes to know which of the synonyms anything says. */
  synonymTerms(word: string): string[] {
    const { readings, words } = this.synonymsOf(word);
    return [...readings.flatMap(({ terms }) => terms), ...words.flatMap((other) => [other, ...this.partsOf(other)])];
  }

  /** How many documents say the word, or something that counts as it; of several parts as many as say the rarest, and have them side by side. */
  frequency({ word, parts }: Pick<Candidate, 'word' | 'parts'>): number {
    const readings = [[...parts, ...this.seamsOf(parts)], ...this.synonymsOf(word).readings.map(({ terms }) => terms)];
    return Math.max(this.count(word), ...readings.map((terms) => (terms.length === 0 ? 0 : Math.min(...terms.map((term) => this.count(term))))));
  }

  /** The best first: how well it fits, and how many say it. Each word once; those that nothing says are out unless they tell nothing by nature. */
  rank(candidates: readonly Candidate[]): RankedCandidate[] {
    const best = new Map<string, RankedCandidate>();
    for (const candidate of candidates) {
      const frequency = this.frequency(candidate);
      if (frequency === 0 && candidate.parts.length > 0) continue;
      const score = candidate.fit * Math.log(2 + frequency);
      if (score > (best.get(candidate.word)?.score ?? 0)) best.set(candidate.word, { ...candidate, score });
    }
    return [...best.values()].sort((a, b) => b.score - a.score || b.word.length - a.word.length || (a.word < b.word ? -1 : 1));
  }

  /** The pairs of characters where the parts of a phrase meet. */
  private seamsOf(parts: readonly string[]): string[] {
    return parts.slice(1).flatMap((part, i) => this.cutter.pairs([...parts[i]!].at(-1)! + [...part][0]!));
  }

  /** The terms and words that ranking these needs to know of. */
  termsOf(found: readonly Pick<FoundWord, 'word' | 'parts'>[]): string[] {
    return found.flatMap(({ word, parts }) => [word, ...parts, ...this.seamsOf(parts), ...this.synonymTerms(word)]);
  }
}
