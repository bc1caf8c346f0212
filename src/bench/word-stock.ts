import { dict } from '@node-rs/jieba/dict.js';
import { normalise } from '../features/matching/terms/normalise.js';
import { TermPipeline } from '../features/matching/terms/term-pipeline.js';
import type { CodeLists } from '../features/taxonomy/taxonomy.types.js';
import { ENTERPRISES } from '../seeds/story/story.js';
import type { StoryListing } from '../seeds/story/story.types.js';
import { Random, WeightedChoice, zipfWeights } from './random.js';

/** Nouns, verbs, adjectives and what is used like them; no names of persons. */
const CONTENT = /^(?!nr)(?:n|v|a|b|l|j)/;
const DICTIONARY_WORD = /^\p{Script=Han}{2,5}$/u;

/** Words of the dictionary that a trade speaks of more often than others do. */
const TOPIC_WORDS = 1_500;
/** How often a word of its category's own texts is told, beside the words of the dictionary. */
const OWN_SHARE = 0.5;

/** The terms that one occurrence of a word gives, and what each counts then (a synonym's mark less than one). */
interface WordTerms {
  readonly terms: readonly string[];
  readonly counts: readonly number[];
}

/** Draws a word. */
type Draw = (random: Random) => number;

/**
 * Words by number, from texts at hand: the demonstration story with the order of its words, the names and synonyms of the code lists,
 * and jieba's dictionary with its frequencies in general language, which is what natural word statistics are.
 */
export class WordStock {
  readonly texts: string[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly terms: (WordTerms | undefined)[] = [];
  private readonly successors: number[][] = [];
  private readonly pipeline: TermPipeline;
  private readonly topics = new Map<string, Draw>();
  private readonly byIndustry = new Map<string, readonly number[]>();
  readonly drawGeneral: Draw;

  /** Takes about two seconds and 150 MB. */
  constructor({ 'service-category': categories, industry: industries }: Pick<CodeLists, 'service-category' | 'industry'>) {
    this.pipeline = new TermPipeline(categories.flatMap(({ nameZh, synonyms }) => [nameZh, ...synonyms]));
    const dictionary = this.readDictionary();
    const general = new WeightedChoice(dictionary.map(({ frequency }) => frequency));
    this.drawGeneral = (random) => dictionary[general.draw(random)]!.word;
    // Rare words are a trade's own more often than frequent ones.
    const special = new WeightedChoice(dictionary.map(({ frequency }) => frequency ** 0.3));
    const told = this.readStory();
    categories.forEach(({ code, nameZh, synonyms }, i) => {
      const named = [nameZh, ...synonyms].flatMap((name) => this.wordsOf(name));
      const own = [...named, ...named, ...(told.get(code) ?? [])];
      const random = new Random(0x746f_7069, i);
      const borrowed = Array.from({ length: TOPIC_WORDS }, () => dictionary[special.draw(random)]!.word);
      const rank = new WeightedChoice(zipfWeights(TOPIC_WORDS, 8));
      this.topics.set(code, (from) => (from.chance(OWN_SHARE) ? from.pick(own) : borrowed[rank.draw(from)]!));
    });
    for (const { code, nameZh } of industries) this.byIndustry.set(code, this.wordsOf(nameZh));
  }

  /** A word that is told where this category is spoken of. */
  drawOfCategory(code: string, random: Random): number {
    return (this.topics.get(code) ?? this.drawGeneral)(random);
  }

  wordsOfIndustry(code: string): readonly number[] {
    return this.byIndustry.get(code) ?? [];
  }

  /** A word (or a sign) that followed this one somewhere in the story; undefined after words that it does not have. */
  drawAfter(word: number, random: Random): number | undefined {
    const followers = this.successors[word];
    return followers === undefined ? undefined : random.pick(followers);
  }

  /** The terms of a word as the pipeline of matching makes them, cut once. Signs and particles have none. */
  termsOf(word: number): WordTerms {
    const known = this.terms[word];
    if (known !== undefined) return known;
    const { counts } = this.pipeline.profile({ title: '', body: this.texts[word]!, tags: [] }).words;
    return (this.terms[word] = { terms: [...counts.keys()], counts: [...counts.values()] });
  }

  private numberOf(text: string): number {
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = this.texts.push(text) - 1;
      this.numbers.set(text, number);
    }
    return number;
  }

  private sequenceOf(text: string): number[] {
    return this.pipeline.wordsOf(normalise(text)).map((word) => this.numberOf(word));
  }

  /** The words of a text that tell anything. */
  private wordsOf(text: string): number[] {
    const words = this.sequenceOf(text);
    const telling = words.filter((word) => this.termsOf(word).terms.length > 0);
    return telling.length > 0 ? telling : words;
  }

  /** Lines of `word frequency kind`. */
  private readDictionary(): { word: number; frequency: number }[] {
    const words: { word: number; frequency: number }[] = [];
    for (const line of Buffer.from(dict).toString('utf8').split('\n')) {
      const [text = '', frequency = '', kind = ''] = line.split(' ');
      if (CONTENT.test(kind) && DICTIONARY_WORD.test(text)) words.push({ word: this.numberOf(normalise(text)), frequency: Number(frequency) });
    }
    return words;
  }

  /** Learns which word follows which, and returns the telling words by category. */
  private readStory(): Map<string, number[]> {
    const byCategory = new Map<string, number[]>();
    for (const { description, offerings = [], demands = [] } of ENTERPRISES) {
      this.learnOrder(description);
      for (const listing of [...offerings, ...demands]) {
        const text = textOf(listing);
        this.learnOrder(text);
        byCategory.set(listing.category, [...(byCategory.get(listing.category) ?? []), ...this.wordsOf(text)]);
      }
    }
    return byCategory;
  }

  private learnOrder(text: string): void {
    const words = this.sequenceOf(text);
    words.slice(1).forEach((next, i) => (this.successors[words[i]!] ??= []).push(next));
  }
}

function textOf({ title, body, materials = '', methods = '', effect = '', product = '', application = '' }: StoryListing): string {
  return [title, body, materials, methods, effect, product, application].filter((part) => part !== '').join('。');
}
