import { characterPairs } from './character-pairs.js';
import { latinTerms } from './latin-terms.js';
import { normalise } from './normalise.js';
import { isStopWord, stopWords } from './stop-words.js';
import type { TermPipeline } from './term-pipeline.js';

/** The single steps of the pipeline, for whoever has to see a query's words one by one and still find what the pipeline indexed. */
export class TextCutter {
  constructor(private readonly pipeline: TermPipeline) {}

  normalise(text: string): string {
    return normalise(text);
  }

  /** The words of a normalised text in their order; joined they are the text. */
  segments(normalised: string): string[] {
    return this.pipeline.wordsOf(normalised);
  }

  latinTerms(normalised: string): string[] {
    return latinTerms(normalised);
  }

  pairs(normalised: string): string[] {
    return characterPairs(normalised);
  }

  isStopWord(word: string): boolean {
    return isStopWord(word);
  }

  /** Words that say nothing of a need, each as it stands in a text. */
  stopWords(): ReadonlySet<string> {
    return stopWords();
  }

  isDictionaryWord(word: string): boolean {
    return this.pipeline.isWord(word);
  }
}
