import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { latinTerms } from './latin-terms.js';
import { isStopWord } from './stop-words.js';

const HAN = /\p{Script=Han}/u;

/**
 * The frequency at which a word of ours enters jieba's dictionary: high enough to win against the product of the frequencies of
 * its parts for nearly every pair of common words (the whole dictionary counts 60 million).
 */
const OWN_WORD_FREQUENCY = 3000;

/**
 * Cuts a normalised text into terms: jieba's search mode (words, and the shorter words inside them) for Chinese, our own
 * rules for Latin words and part numbers. Particles and boilerplate are left out, repeats are kept.
 */
export class Segmenter {
  private readonly jieba: Jieba;

  /** @param ownWords normalised words that must stay in one piece; takes about 0.3 s and 60 MB, so make one and keep it. */
  constructor(ownWords: Iterable<string>) {
    this.jieba = Jieba.withDict(dict);
    const lines = [...ownWords].filter((word) => HAN.test(word) && !/\s/.test(word)).map((word) => `${word} ${OWN_WORD_FREQUENCY} n`);
    if (lines.length > 0) this.jieba.loadDict(Buffer.from(lines.join('\n')));
  }

  cut(normalised: string): string[] {
    const terms = latinTerms(normalised);
    for (const word of this.jieba.cutForSearch(normalised, true)) {
      if (HAN.test(word) && !isStopWord(word)) terms.push(word);
    }
    return terms;
  }

  /** Does the general dictionary, or one of our own words, have it in one piece? */
  isWord(normalised: string): boolean {
    return this.jieba.cut(normalised, false).length === 1;
  }

  /** Every word of a text as it stands, with all that is between the words: joined they are the text again. */
  words(text: string): string[] {
    return this.jieba.cut(text, true);
  }
}
