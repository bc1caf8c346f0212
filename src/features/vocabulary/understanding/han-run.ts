import { isAskingWord } from './asking-words.js';
import type { Edge } from './cheapest-path.js';
import { cheapestPath } from './cheapest-path.js';
import type { Candidate, Knowledge } from './knowledge.js';
import type { Cutter, Found } from './lexicon.js';
import { shortFormCost } from './short-forms.js';
import type { Unit } from './unit.js';
import { exactUnit, replacedUnit } from './unit-of.js';
import { LONG_FORM, PINYIN, holeKeys, soundOf } from './word-keys.js';

/** Words of the vocabulary are at most this long. */
const LONGEST = 8;
/** Short forms that are looked up for one search. */
const MOST_SHORTS = 12;

/** What reading a piece in one way costs. A whole known word costs one; everything below is relative to that. */
const COST = { stop: 0.2, known: 1, knownAcross: 1.15, pair: 1.4, sound: 1.25, hole: 1.55, shortForm: 1.5, leftOut: 0.15, single: 2, dictionaryWord: 2.4, unknown: 3 } as const;
/** Of two ways that cost the same, the one with longer words. */
const LENGTH_BONUS = 0.02;

/** How well a neighbour fits: it sounds just the same, or all but one of its characters are the same, or it is longer. */
const FIT = { sound: 1, hole: 0.7, shortForm: 0.8 } as const;

interface Span {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A run of Chinese characters on its way to units: which questions it has, and what the answers make of it. */
export class HanRun {
  private readonly characters: readonly string[];
  private readonly segments: readonly Span[];
  private seenDoubts: readonly boolean[] | undefined;

  constructor(
    text: string,
    private readonly cutter: Cutter,
  ) {
    this.characters = [...text];
    let at = 0;
    this.segments = cutter.segments(text).map((segment) => {
      const from = at;
      at += [...segment].length;
      return { from, to: at, text: segment };
    });
  }

  /** Everything that may be a word as it is written. */
  firstWords(): string[] {
    return [...this.spans(1, LONGEST)].map(({ text }) => text);
  }

  firstTerms(): string[] {
    return [...this.firstWords(), ...this.cutter.pairs(this.characters.join(''))];
  }

  /** Keys of the neighbours of what is not known as it is written. */
  keys(knowledge: Knowledge): string[] {
    return this.doubtful(knowledge).flatMap(({ text }) => [PINYIN + soundOf(text), ...holeKeys(text)]);
  }

  /** What is asked for as a short form whether it is known or not. */
  firstShorts(): string[] {
    return this.mayBeShort().slice(0, MOST_SHORTS);
  }

  /** What may be a short form: unknown pieces, and known words of three characters and more, which may have a longer form too. */
  shorts(knowledge: Knowledge): string[] {
    const unknown = this.doubtful(knowledge).filter(({ text }) => [...text].length <= 5);
    const known = this.mayBeShort().filter((text) => knowledge.isKnown(text));
    return [...known, ...unknown.map(({ text }) => text)].slice(0, MOST_SHORTS);
  }

  private mayBeShort(): string[] {
    return this.segments.filter(({ from, to }) => to - from >= 3 && to - from <= 5).map(({ text }) => text);
  }

  /** The run as units, in order. */
  read(knowledge: Knowledge, found: Found): Unit[] {
    const edges = [...this.segmentEdges(knowledge, found), ...this.knownEdges(knowledge), ...this.pairEdges(knowledge)];
    for (const span of this.doubtful(knowledge)) edges.push(...this.replacedEdges(span, knowledge, found));
    return (cheapestPath(this.characters.length, edges) ?? []).filter((unit) => unit !== null);
  }

  private *segmentEdges(knowledge: Knowledge, found: Found): IterableIterator<Edge<Unit | null>> {
    for (const { from, to, text } of this.segments) {
      const edge = (cost: number, value: Unit | null): Edge<Unit | null> => ({ from, to, cost: cost - LENGTH_BONUS * (to - from), value });
      if (this.cutter.isStopWord(text)) yield edge(COST.stop, null);
      else if (isAskingWord(text)) yield edge(COST.stop, exactUnit(text, knowledge));
      else if (to - from === 1) yield edge(COST.single, exactUnit(text, knowledge));
      else if (knowledge.isKnown(text)) yield edge(COST.known, withLongForms(exactUnit(text, knowledge), this.longForms(text, found, knowledge)));
      else yield edge(this.cutter.isDictionaryWord(text) ? COST.dictionaryWord : COST.unknown, exactUnit(text, knowledge));
      // What segmentation took for one word may be two that are known.
      for (let at = from; at < to && to - from > 1; at++) yield { from: at, to: at + 1, cost: COST.single + COST.pair, value: exactUnit(this.characters[at]!, knowledge) };
    }
  }

  /** Known words that segmentation did not find: those of the dictionary above all. */
  private *knownEdges(knowledge: Knowledge): IterableIterator<Edge<Unit | null>> {
    for (const { from, to, text } of this.spans(2, LONGEST)) {
      if (knowledge.isKnown(text)) yield { from, to, cost: COST.knownAcross - LENGTH_BONUS * (to - from), value: exactUnit(text, knowledge) };
    }
  }

  /** Two characters that stand together in titles, though segmentation parts them there and here. */
  private *pairEdges(knowledge: Knowledge): IterableIterator<Edge<Unit | null>> {
    for (const { from, to, text } of this.spans(2, 2)) {
      const [pair] = this.cutter.pairs(text);
      if (pair === undefined || knowledge.count(pair) === 0 || !this.doubts(knowledge).some((isDoubted, i) => isDoubted && i >= from && i < to)) continue;
      const unit = exactUnit(text, knowledge);
      yield { from, to, cost: COST.pair, value: { ...unit, readings: [{ terms: [pair], share: 1 }, ...unit.readings.map((reading) => ({ ...reading, share: 0.5 }))] } };
    }
  }

  private *replacedEdges({ from, to, text }: Span, knowledge: Knowledge, found: Found): IterableIterator<Edge<Unit | null>> {
    if (knowledge.isKnown(text)) return;
    const length = to - from;
    const sound = PINYIN + soundOf(text);
    const likeSound = found.get(sound) ?? [];
    const sameSound = new Set(likeSound.map(({ word }) => word));
    const likeHole = holeKeys(text).flatMap((key) => found.get(key) ?? []);
    const candidates: Candidate[] = [
      ...likeSound.filter(({ word }) => [...word].length === length).map((word) => ({ ...word, fit: FIT.sound })),
      // What is a word of general language in each of its parts is hardly a slip, unless it sounds like one.
      ...likeHole.filter(({ word }) => sameSound.has(word) || this.isStrange(from, to, knowledge)).map((word) => ({ ...word, fit: sameSound.has(word.word) ? FIT.sound : FIT.hole })),
    ];
    // What general language has as a word, and nobody here says, is no slip of two characters: it is missing.
    const ranked = length === 2 && this.cutter.isDictionaryWord(text) ? [] : knowledge.rank(candidates);
    if (ranked.length > 0) {
      const cost = ranked[0]!.fit === FIT.sound ? COST.sound : COST.hole;
      yield { from, to, cost: cost - LENGTH_BONUS * length, value: replacedUnit(text, 'typo', ranked) };
    }
    const long = this.longForms(text, found, knowledge);
    if (long.length > 0) {
      const cost = COST.shortForm + COST.leftOut * (shortFormCost(text, this.cutter.segments(long[0]!.word)) ?? 0);
      yield { from, to, cost: cost - LENGTH_BONUS * length, value: replacedUnit(text, 'short-form', long) };
    }
  }

  /** What the text may be short for. Of a known word only what keeps something of each part: 电机厂 is no short form of 电机厂房设备. */
  private longForms(text: string, found: Found, knowledge: Knowledge): ReturnType<Knowledge['rank']> {
    const isKnown = knowledge.isKnown(text);
    const candidates = (found.get(LONG_FORM + text) ?? []).flatMap((word): Candidate[] => {
      const cost = shortFormCost(text, this.cutter.segments(word.word));
      return cost === null || (isKnown && cost > 0) || cost > 2 ? [] : [{ ...word, fit: FIT.shortForm / (1 + cost / 2 + (word.word.length - text.length) / 10) }];
    });
    return knowledge.rank(candidates);
  }

  /** For each character whether it belongs to nothing that is known. */
  private doubts(knowledge: Knowledge): readonly boolean[] {
    if (this.seenDoubts) return this.seenDoubts;
    const doubts = this.characters.map(() => false);
    for (const { from, to, text } of this.segments) {
      const isFine = this.cutter.isStopWord(text) || isAskingWord(text) || (to - from > 1 ? knowledge.isKnown(text) : this.characters.length === 1);
      if (!isFine) doubts.fill(true, from, to);
    }
    this.seenDoubts = doubts;
    return doubts;
  }

  /** Does the piece hold anything that is no word, or only a single character? */
  private isStrange(from: number, to: number, knowledge: Knowledge): boolean {
    const inside = this.segments.filter((segment) => segment.from < to && segment.to > from);
    return inside.some(({ from: start, to: end, text }) => end - start === 1 || !(knowledge.isKnown(text) || this.cutter.isDictionaryWord(text)));
  }

  /** Pieces of two characters and more that hold something doubtful, and are not known. */
  private doubtful(knowledge: Knowledge): Span[] {
    const doubts = this.doubts(knowledge);
    return [...this.spans(2, LONGEST - 1)].filter(({ from, to, text }) => doubts.slice(from, to).includes(true) && !knowledge.isKnown(text));
  }

  private *spans(shortest: number, longest: number): IterableIterator<Span> {
    const { characters } = this;
    for (let from = 0; from < characters.length; from++) {
      for (let to = from + shortest; to <= Math.min(characters.length, from + longest); to++) yield { from, to, text: characters.slice(from, to).join('') };
    }
  }
}

/** The longer forms of a word that is known count as it, a little less. */
function withLongForms(unit: Unit, long: readonly Candidate[]): Unit {
  const shared = long.slice(0, 3).map(({ word, parts }) => ({ word, parts, share: 0.7 }));
  return {
    ...unit,
    readings: [...unit.readings, ...shared.map(({ parts, share }) => ({ terms: parts, share }))],
    words: [...unit.words, ...shared.map(({ word, share }) => ({ word, share }))],
  };
}
