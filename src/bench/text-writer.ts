import { characterPairs } from '../features/matching/terms/character-pairs.js';
import { normalise } from '../features/matching/terms/normalise.js';
import { bagOf, PIPELINE_VERSION, type TermProfile } from '../features/matching/terms/term-profile.js';
import type { TermSource } from '../features/matching/terms/term-pipeline.js';
import { type CoinedWord, drawCoinedWord } from './coined-words.js';
import type { Random } from './random.js';
import type { WordStock } from './word-stock.js';

/** What one occurrence counts in a title, as in the pipeline of matching. */
const TITLE_WEIGHT = 3;

/** Of a text's words: those that follow their neighbour as in the story; and of the others, so many of each origin. */
const FOLLOWING = 0.45;
const OF_THEME = 0.14;
const OF_CATEGORY = 0.36;
const OF_INDUSTRY = 0.1;

/** Words of a text that tell something: 40 to 180, 105 on average, beside a title of 5 to 11. */
const SHORTEST_BODY = 40;
const MEDIUM_BODY = 85;
const LONGEST_BODY = 180;

/** A text and what the pipeline of matching would make of it. */
export interface WrittenText extends TermSource {
  readonly profile: TermProfile;
}

/**
 * Writes one text of a category and an industry: sentences out of the stock's words, about a theme of a few rare words that come again. The terms
 * are put together from those of each word while it is written, because to cut every text anew would take most of the time; only
 * what the segmentation finds across two words may differ.
 */
export class TextWriter {
  private readonly words = new Map<string, number>();
  private text = '';
  private told = 0;
  private sentence = 0;
  private last: number | undefined;
  private readonly theme: readonly (number | CoinedWord)[];
  private readonly industryWords: readonly number[];

  constructor(
    private readonly stock: WordStock,
    private readonly random: Random,
    private readonly category: string,
    industry: string,
  ) {
    this.industryWords = stock.wordsOfIndustry(industry);
    const coined = Array.from({ length: random.between(1, 3) }, () => drawCoinedWord(random));
    const known = Array.from({ length: random.between(2, 4) }, () => stock.drawOfCategory(category, random));
    this.theme = [...coined, ...known];
  }

  write(): WrittenText {
    const title = this.writeTitle();
    const pairs = new Map<string, number>();
    for (const pair of characterPairs(normalise(title))) pairs.set(pair, (pairs.get(pair) ?? 0) + TITLE_WEIGHT);
    const body = this.writeBody();
    return { title, body, tags: [], profile: { pipeline: PIPELINE_VERSION, words: bagOf(this.words), pairs: bagOf(pairs) } };
  }

  private writeTitle(): string {
    this.begin();
    const length = this.random.between(5, 11);
    // A title names the thing, and what is done with it.
    for (const word of this.theme.slice(0, 1 + this.random.below(this.theme.length))) this.add(word, TITLE_WEIGHT);
    while (this.told < length) this.add(this.stock.drawOfCategory(this.category, this.random), TITLE_WEIGHT);
    return this.text;
  }

  private writeBody(): string {
    this.begin();
    const spread = this.random.next() + this.random.next() + this.random.next();
    const length = Math.round(spread < 1.5 ? SHORTEST_BODY + (spread / 1.5) * (MEDIUM_BODY - SHORTEST_BODY) * 2 : MEDIUM_BODY + ((spread - 1.5) / 1.5) * (LONGEST_BODY - MEDIUM_BODY));
    while (this.told < length) {
      this.add(this.nextWord(), 1);
      if (this.sentence > 12) this.endSentence();
    }
    return `${this.text}。`;
  }

  private begin(): void {
    this.text = '';
    this.told = 0;
    this.sentence = 0;
    this.last = undefined;
  }

  private nextWord(): number | CoinedWord {
    if (this.last !== undefined && this.random.chance(FOLLOWING)) {
      const follower = this.stock.drawAfter(this.last, this.random);
      if (follower !== undefined) return follower;
    }
    const origin = this.random.next();
    if (origin < OF_THEME) return this.random.pick(this.theme);
    if (origin < OF_THEME + OF_CATEGORY) return this.stock.drawOfCategory(this.category, this.random);
    if (origin < OF_THEME + OF_CATEGORY + OF_INDUSTRY && this.industryWords.length > 0) return this.random.pick(this.industryWords);
    return this.stock.drawGeneral(this.random);
  }

  private add(word: number | CoinedWord, weight: number): void {
    if (typeof word === 'number') {
      const { terms, counts } = this.stock.termsOf(word);
      this.text += this.stock.texts[word]!;
      this.last = word;
      if (terms.length === 0) return;
      for (let i = 0; i < terms.length; i++) this.count(terms[i]!, weight * counts[i]!);
    } else {
      // As one sets a part number apart in a Chinese text.
      this.text += ` ${word.text} `;
      this.last = undefined;
      for (const term of word.terms) this.count(term, weight);
    }
    this.told += 1;
    this.sentence += 1;
  }

  private count(term: string, by: number): void {
    this.words.set(term, (this.words.get(term) ?? 0) + by);
  }

  private endSentence(): void {
    this.text += this.random.chance(0.4) ? '。' : '，';
    this.sentence = this.random.below(7);
    this.last = undefined;
  }
}
