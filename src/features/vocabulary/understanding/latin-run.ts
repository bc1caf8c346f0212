import { isAskingWord } from './asking-words.js';
import type { Edge } from './cheapest-path.js';
import { cheapestPath } from './cheapest-path.js';
import type { Knowledge, RankedCandidate } from './knowledge.js';
import type { Cutter, Found, FoundWord } from './lexicon.js';
import { isOneEdit } from './one-edit.js';
import { partKeys, partNumberTerms, partNumberUnit } from './part-numbers.js';
import { type PinyinText, pinyinKeys, pinyinText, readPinyin } from './pinyin-reading.js';
import { syllableCount } from './pinyin-syllables.js';
import type { Unit } from './unit.js';
import { exactUnit, replacedUnit } from './unit-of.js';
import { BEGINNING, INITIALS, editKeys } from './word-keys.js';

const COST = { stop: 0.2, known: 1, partNumber: 0.9, phrase: 0.8, pinyin: 1.2, typo: 1.4, initials: 1.5, beginning: 1.9, unknown: 3 } as const;
/** Words of a phrase, and of a part number that was typed with spaces. */
const LONGEST_PHRASE = 4;
const MOST_PARTS = 3;
/** Words that are initials: `sfdj`, `skjcwx`. */
const INITIALS_WORD = /^[a-hj-tw-z]{2,10}$/;
const TYPO_FROM = 4;

const LETTERS = /^[a-z'’]+$/;
const HAS_DIGIT = /[0-9]/;

/** A run of Latin words on its way to units: English, pinyin, initials and part numbers, told apart by what is known. */
export class LatinRun {
  constructor(
    private readonly tokens: readonly string[],
    private readonly cutter: Cutter,
  ) {}

  firstWords(): string[] {
    return this.spans(LONGEST_PHRASE).flatMap(({ from, to }) => this.phrases(from, to));
  }

  firstTerms(): string[] {
    return [...this.tokens.flatMap((token) => [token, ...this.cutter.latinTerms(token)]), ...this.spans(MOST_PARTS).flatMap(({ from, to }) => partNumberTerms(this.tokens.slice(from, to)))];
  }

  keys(knowledge: Knowledge): string[] {
    const unknown = this.unknown(knowledge);
    return [
      ...this.pinyinTexts(knowledge).flatMap(({ text }) => pinyinKeys(text)),
      ...unknown.filter((token) => INITIALS_WORD.test(token)).flatMap((token) => initialsParts(token).flat().map((part) => INITIALS + part)),
      ...unknown.filter((token) => token.length >= TYPO_FROM).flatMap((token) => editKeys(token)),
    ];
  }

  /** What longer words may begin with: a word that is typed by half, and the number that a maker adds letters to. */
  beginnings(knowledge: Knowledge): string[] {
    return [...this.unknown(knowledge).filter((token) => token.length >= TYPO_FROM), ...this.tokens.filter((token) => HAS_DIGIT.test(token)).flatMap(partKeys)];
  }

  read(knowledge: Knowledge, found: Found): Unit[] {
    const edges: Edge<readonly Unit[]>[] = [];
    for (const { from, to } of this.spans(LONGEST_PHRASE)) {
      const phrase = this.phrases(from, to).find((words) => knowledge.isKnown(words));
      if (phrase !== undefined) edges.push({ from, to, cost: to - from > 1 ? COST.phrase : COST.known, value: [exactUnit(this.typed(from, to), knowledge, phrase)] });
      else edges.push(...this.correctedPhrase(from, to, knowledge, found));
    }
    for (const { from, to } of this.spans(MOST_PARTS)) {
      const unit = partNumberUnit(this.tokens.slice(from, to), knowledge, found);
      if (unit) edges.push({ from, to, cost: to - from > 1 ? COST.phrase : COST.partNumber, value: [unit] });
    }
    for (const { from, to, text } of this.pinyinTexts(knowledge)) {
      const units = readPinyin(text, knowledge, found);
      if (units) edges.push({ from, to, cost: COST.pinyin * units.length, value: units });
    }
    for (const [at, token] of this.tokens.entries()) edges.push(...this.single(at, token, knowledge, found));
    return (cheapestPath(this.tokens.length, edges) ?? []).flat();
  }

  private *single(at: number, token: string, knowledge: Knowledge, found: Found): IterableIterator<Edge<readonly Unit[]>> {
    const edge = (cost: number, ...value: readonly Unit[]): Edge<readonly Unit[]> => ({ from: at, to: at + 1, cost, value });
    const terms = this.cutter.latinTerms(token);
    if (terms.length === 0) yield edge(HAS_DIGIT.test(token) || token.length < 2 || knowledge.count(token) === 0 ? COST.stop : COST.known);
    else if (terms.some((term) => knowledge.count(term) > 0)) yield edge(COST.known, exactUnit(token, knowledge));
    else yield edge(COST.unknown, exactUnit(token, knowledge));
    if (!this.unknown(knowledge).includes(token)) return;
    const typos = this.typos(token, knowledge, found);
    if (typos.length > 0) yield edge(COST.typo, replacedUnit(token, 'typo', typos));
    const initials = readInitials(token, knowledge, found);
    // Who types initials types no vowels, except those that words begin with.
    if (initials) yield edge(COST.initials - (/[eo]/.test(token) ? 0 : 0.2) + 0.1 * initials.length, ...initials);
    const longer = knowledge.rank((found.get(BEGINNING + token) ?? []).map((word) => ({ ...word, fit: 0.7 })));
    if (longer.length > 0) yield edge(COST.beginning, replacedUnit(token, 'typo', longer));
  }

  /** A known phrase of which one word was mistyped: «servo moter». */
  private *correctedPhrase(from: number, to: number, knowledge: Knowledge, found: Found): IterableIterator<Edge<readonly Unit[]>> {
    const tokens = this.tokens.slice(from, to);
    const typed = this.typed(from, to);
    for (const [i, token] of to - from > 1 ? tokens.entries() : []) {
      const phrase = this.nearWords(token, knowledge, found).map(({ word }) => tokens.with(i, word).join(' ')).find((words) => knowledge.isKnown(words));
      if (phrase !== undefined) yield { from, to, cost: COST.typo, value: [{ ...exactUnit(typed, knowledge, phrase), how: 'typo' }] };
    }
  }

  private typos(token: string, knowledge: Knowledge, found: Found): RankedCandidate[] {
    // The first letter is seldom wrong.
    return knowledge.rank(this.nearWords(token, knowledge, found).map((word) => ({ ...word, fit: word.word[0] === token[0] ? 1 : 0.6 })));
  }

  private nearWords(token: string, knowledge: Knowledge, found: Found): FoundWord[] {
    if (!this.unknown(knowledge).includes(token) || token.length < TYPO_FROM) return [];
    return editKeys(token).flatMap((key) => found.get(key) ?? []).filter(({ word }) => isOneEdit(word, token));
  }

  /** Words of letters that nothing here knows as they are. */
  private unknown(knowledge: Knowledge): string[] {
    return this.tokens.filter((token) => LETTERS.test(token) && token.length > 1 && !isAskingWord(token) && !this.forms(token).some((form) => knowledge.isKnown(form)));
  }

  /** Longest runs of words that are all pinyin with something unknown among them, and each such word alone. */
  private pinyinTexts(knowledge: Knowledge): { from: number; to: number; text: PinyinText }[] {
    const unknown = new Set(this.unknown(knowledge));
    const texts: { from: number; to: number; text: PinyinText }[] = [];
    for (let from = 0; from < this.tokens.length; ) {
      let to = from;
      while (to < this.tokens.length && pinyinText([this.tokens[to]!])) to++;
      const text = to > from ? pinyinText(this.tokens.slice(from, to)) : null;
      if (text && this.tokens.slice(from, to).some((token) => unknown.has(token))) {
        texts.push({ from, to, text });
        for (let at = from; at < to && to - from > 1; at++) if (syllableCount(this.tokens[at]!) > 1) texts.push({ from: at, to: at + 1, text: pinyinText([this.tokens[at]!])! });
      }
      from = Math.max(to, from + 1);
    }
    return texts;
  }

  private typed(from: number, to: number): string {
    return this.tokens.slice(from, to).join(' ');
  }

  /** The words of a phrase as they are known: as typed, without hyphens, in the singular. */
  private phrases(from: number, to: number): string[] {
    const tokens = this.tokens.slice(from, to);
    const plain = tokens.map((token) => token.replaceAll('-', ' '));
    const singular = [...plain.slice(0, -1), ...this.forms(plain.at(-1)!).slice(-1)];
    return [...new Set([tokens.join(' '), plain.join(' '), singular.join(' ')])];
  }

  private forms(token: string): string[] {
    return [token, ...this.cutter.latinTerms(token).slice(-1)];
  }

  private spans(longest: number): { from: number; to: number }[] {
    return this.tokens.flatMap((_, from) => Array.from({ length: Math.min(longest, this.tokens.length - from) }, (__, i) => ({ from, to: from + i + 1 })));
  }
}

/** A word of initials as one word, and as two. */
function initialsParts(token: string): string[][] {
  const cuts = Array.from({ length: Math.max(0, token.length - 3) }, (_, i) => [token.slice(0, i + 2), token.slice(i + 2)]);
  return [[token], ...cuts];
}

function readInitials(token: string, knowledge: Knowledge, found: Found): Unit[] | null {
  if (!INITIALS_WORD.test(token)) return null;
  const ways = initialsParts(token).flatMap((parts) => {
    const ranked = parts.map((part) => knowledge.rank((found.get(INITIALS + part) ?? []).map((word) => ({ ...word, fit: 1 }))));
    if (ranked.some((words) => words.length === 0)) return [];
    const units = parts.flatMap((part, i) => (ranked[i]![0]!.parts.length === 0 ? [] : [replacedUnit(part, 'initials', ranked[i]!)]));
    // One word is likelier than two; of two cuts the one whose rarer word is more frequent.
    return units.length === 0 ? [] : [{ units, score: Math.min(...ranked.map((words) => words[0]!.score)) - (parts.length - 1) * 100 }];
  });
  return ways.sort((a, b) => b.score - a.score)[0]?.units ?? null;
}
