import type { QueryWord } from '../../../platform/search/search-index.js';
import { NOTHING_UNDERSTOOD, type Understanding } from '../vocabulary.types.js';
import { isAskingWord } from './asking-words.js';
import { HanRun } from './han-run.js';
import { Knowledge } from './knowledge.js';
import { LatinRun } from './latin-run.js';
import type { Found, FoundWord, Lexicon } from './lexicon.js';
import type { TypedRun } from './typed-runs.js';
import type { Reading, Unit } from './unit.js';
import { wordsOfUnit } from './unit.js';
import { BEGINNING, LONG_FORM } from './word-keys.js';

/** Of so many things a hit must have every one; of more, as much as so many of them weigh. */
const EVERY_OF = 3;
const LEAST_MATCH = 0.3;
/** Readings of one thing beside the one that was typed. */
const MOST_READINGS = 16;
const HALVES_SHARE = 0.5;

/**
 * Reads a short text as factories type it: words of any script as they are, and what is not known so as pinyin, initials, a slip, a
 * short form or a part number (ADR 15). Asks the lexicon at most four times, in bulk.
 *
 * @param runs what was typed, cut by script
 * @param weigh what terms weigh in a query
 */
export async function understandRuns(runs: readonly TypedRun[], lexicon: Lexicon, weigh: (terms: readonly string[]) => Promise<(term: string) => number>): Promise<Understanding> {
  const knowledge = new Knowledge(lexicon);
  const readers = runs.map((run) => (run.kind === 'han' ? new HanRun(run.text, lexicon.cutter) : new LatinRun(run.tokens, lexicon.cutter)));
  await knowledge.learn(readers.flatMap((reader) => reader.firstTerms()), readers.flatMap((reader) => reader.firstWords()));
  const found = await neighbours(readers, knowledge, lexicon);
  const all = [...found.values()].flat();
  await knowledge.learn(all.flatMap(({ word, parts }) => [word, ...parts]), all.map(({ word }) => word));
  await knowledge.learn(knowledge.termsOf(all), []);
  const units = withoutAsking(readers.flatMap((reader) => reader.read(knowledge, found)));
  await knowledge.learn(units.flatMap(({ words }) => words.flatMap(({ word }) => [...knowledge.synonymTerms(word), ...halvesOf(word).flat()])), []);
  return phrased(units.map((unit) => withSynonyms(unit, knowledge)), knowledge, weigh);
}

/** The words of the vocabulary that are near to what is not known, by what they were asked for. */
async function neighbours(readers: readonly (HanRun | LatinRun)[], knowledge: Knowledge, lexicon: Lexicon): Promise<Found> {
  const keys = [...new Set(readers.flatMap((reader) => reader.keys(knowledge)))];
  const shorts = readers.flatMap((reader) => (reader instanceof HanRun ? reader.shorts(knowledge) : []));
  const beginnings = readers.flatMap((reader) => (reader instanceof LatinRun ? reader.beginnings(knowledge) : []));
  const [byKey, longer, further] = await Promise.all([
    keys.length > 0 ? lexicon.byKeys(keys) : [],
    shorts.length > 0 ? lexicon.longForms(shorts) : [],
    beginnings.length > 0 ? lexicon.continuations(beginnings) : [],
  ]);
  const found = new Map<string, FoundWord[]>();
  const add = (by: string, word: FoundWord): void => void (found.get(by)?.push(word) ?? found.set(by, [word]));
  for (const word of byKey) add(word.by, word);
  for (const word of longer) add(LONG_FORM + word.by, word);
  for (const word of further) add(BEGINNING + word.by, word);
  return found;
}

/** What only asks is left out where anything else is said. */
function withoutAsking(units: readonly Unit[]): readonly Unit[] {
  const telling = units.filter(({ said }) => !isAskingWord(said));
  return telling.length > 0 ? telling : units;
}

/** The two words that a long Chinese word may be made of: 刀具寿命 where a text says 刀具 and 寿命 apart. */
function halvesOf(word: string): [string, string][] {
  const characters = /^\p{Script=Han}{4,8}$/u.test(word) ? [...word] : [];
  return Array.from({ length: Math.max(0, characters.length - 3) }, (_, i) => [characters.slice(0, i + 2).join(''), characters.slice(i + 2).join('')]);
}

/** Read in two halves; below everything that says the word as one. */
function inHalves({ words }: Unit, knowledge: Knowledge): Reading[] {
  return words.slice(0, 1).flatMap(({ word, share }) => {
    const rarer = (halves: readonly string[]): number => Math.min(...halves.map((half) => knowledge.count(half)));
    const [best] = halvesOf(word).sort((a, b) => rarer(b) - rarer(a));
    return best && rarer(best) > 0 ? [{ terms: best, share: HALVES_SHARE * share }] : [];
  });
}

function withSynonyms(unit: Unit, knowledge: Knowledge): Unit {
  const others = unit.words.flatMap(({ word, share }) => knowledge.synonymsOf(word).readings.map((reading): Reading => ({ terms: reading.terms, share: reading.share * share })));
  const known = others.filter(({ terms }) => terms.length > 0 && terms.every((term) => knowledge.count(term) > 0));
  const readings = [...unit.readings.filter(({ terms }) => terms.length > 0), ...inHalves(unit, knowledge), ...known.sort((a, b) => b.share - a.share).slice(0, MOST_READINGS)];
  // A phrase that nobody writes out («servo motor» beside 伺服电机) is asked for by what counts as it.
  const [first, ...rest] = readings;
  const isMissing = first !== undefined && rest.length > 0 && first.terms.some((term) => knowledge.count(term) === 0);
  return { ...unit, readings: isMissing ? rest : readings };
}

async function phrased(units: readonly Unit[], knowledge: Knowledge, weigh: (terms: readonly string[]) => Promise<(term: string) => number>): Promise<Understanding> {
  if (units.length === 0) return NOTHING_UNDERSTOOD;
  const weightOf = await weigh([...new Set(units.flatMap(({ readings }) => readings[0]?.terms ?? []))]);
  const words: QueryWord[] = [];
  const typed: string[] = [];
  let asked = 0;
  const seen = new Set<string>();
  for (const unit of units) {
    const its = wordsOfUnit(unit, weightOf).filter((word) => {
      const key = JSON.stringify(word.terms);
      return !seen.has(key) && seen.add(key);
    });
    if (its.length > 0) asked += 1;
    words.push(...its);
    typed.push(...its.map(() => unit.typed));
  }
  if (words.length === 0) return NOTHING_UNDERSTOOD;
  return {
    isTyped: true,
    words,
    typed,
    minimumMatch: asked <= EVERY_OF ? 1 : Math.max(LEAST_MATCH, EVERY_OF / asked),
    text: units.map((unit) => readable(unit, knowledge)).join(' '),
    replaced: units.flatMap(({ typed: as, said, how }) => (how === null ? [] : [{ typed: as, read: said, how }])),
    marks: [...new Set(units.flatMap(({ typed: as, said, words: of, readings }) => [as, said, ...of.flatMap(({ word }) => [word, ...knowledge.synonymsOf(word).words]), ...readings.flatMap(({ terms }) => terms)]))]
      .filter((mark) => /^[\p{Script=Han}a-z0-9]/u.test(mark)),
  };
}

/** What an engine that ranks by text is to look for: the word, or its most frequent synonym when nobody writes the word. */
function readable(unit: Unit, knowledge: Knowledge): string {
  if (knowledge.partsOf(unit.said).some((part) => knowledge.count(part) > 0)) return unit.said;
  const others = unit.words.flatMap(({ word }) => knowledge.synonymsOf(word).words);
  const [best] = others.map((word) => ({ word, count: Math.min(...knowledge.partsOf(word).map((part) => knowledge.count(part))) })).sort((a, b) => b.count - a.count);
  return best && best.count > 0 && best.count < Infinity ? best.word : unit.said;
}
