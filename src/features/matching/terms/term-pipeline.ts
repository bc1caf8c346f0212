import { characterPairs } from './character-pairs.js';
import { normalise } from './normalise.js';
import { Segmenter } from './segmenter.js';
import type { SynonymGroup } from './synonyms.js';
import { SYNONYM_WEIGHT, SynonymFinder, readSynonyms } from './synonyms.js';
import type { TermProfile } from './term-profile.js';
import { PIPELINE_VERSION, bagOf } from './term-profile.js';

/** The texts of a listing, of an enterprise (name, description, no tags), or of a search box (all of it as the title). */
export interface TermSource {
  readonly title: string;
  readonly body: string;
  readonly tags: readonly string[];
}

/** What one occurrence counts in each field (matching.md, "The pipeline"). */
const FIELD_WEIGHTS = { title: 3, body: 1, tags: 2 } as const;

/** text → terms, the same for both kinds of listings, both engines and the search box. Pure after its dictionaries are loaded. */
export class TermPipeline {
  private readonly segmenter: Segmenter;
  private readonly synonyms: SynonymFinder;

  /**
   * @param dictionary names and synonyms of the service categories: words that must not be cut apart.
   * Loads jieba's dictionary (about 0.3 s, 60 MB): make one and keep it.
   */
  constructor(dictionary: Iterable<string>, groups: readonly SynonymGroup[] = readSynonyms()) {
    this.synonyms = new SynonymFinder(groups);
    this.segmenter = new Segmenter(new Set([...[...dictionary].map(normalise), ...this.synonyms.words]));
  }

  /** The profile of a text. An empty text gives an empty profile. */
  profile({ title, body, tags }: TermSource): TermProfile {
    const words = new Map<string, number>();
    const pairs = new Map<string, number>();
    const fields: readonly (readonly [text: string, weight: number])[] = [
      [title, FIELD_WEIGHTS.title],
      [body, FIELD_WEIGHTS.body],
      ...tags.map((tag) => [tag, FIELD_WEIGHTS.tags] as const),
    ];
    for (const [text, weight] of fields) {
      if (text === '') continue;
      const normalised = normalise(text);
      this.addWords(words, normalised, weight);
      // A body has hundreds of pairs, most of them noise: title and tags alone gave the same recall (docs/benchmarks.md).
      if (weight > FIELD_WEIGHTS.body) for (const pair of characterPairs(normalised)) count(pairs, pair, weight);
    }
    return { pipeline: PIPELINE_VERSION, words: bagOf(words), pairs: bagOf(pairs) };
  }

  /** The words of a text in their order, for who breaks lines between them; joined they are the text again. */
  wordsOf(text: string): string[] {
    return this.segmenter.words(text);
  }

  /** Does a dictionary have the normalised word in one piece? */
  isWord(normalised: string): boolean {
    return this.segmenter.isWord(normalised);
  }

  private addWords(words: Map<string, number>, normalised: string, weight: number): void {
    const terms = this.segmenter.cut(normalised);
    for (const term of terms) count(words, term, weight);
    for (const mark of this.synonyms.find(normalised, terms)) count(words, mark, weight * SYNONYM_WEIGHT);
  }
}

function count(counts: Map<string, number>, term: string, by: number): void {
  counts.set(term, (counts.get(term) ?? 0) + by);
}
