import type { QueryWord } from '../../../platform/search/search-index.js';
import { NOTHING_UNDERSTOOD, type Understanding } from '../vocabulary.types.js';
import { isAskingWord } from './asking-words.js';
import { HanRun } from './han-run.js';
import { Knowledge } from './knowledge.js';
import { LatinRun } from './latin-run.js';
import type { Found, FoundWord, Lexicon } from './lexicon.js';
import type { TypedRun } from './typed-runs.js';
import type { Unit } from './unit.js';
import { wordsOfUnit } from './unit.js';
import { NEAR_SHARE, termsForSynonyms, withSynonyms } from './unit-synonyms.js';
import { BEGINNING, LONG_FORM } from './word-keys.js';

/** Of so many things a hit must have every one; of more, as much as so many of them weigh. */
const EVERY_OF = 3;
const LEAST_MATCH = 0.3;
/**
 * Reads a short text as factories type it: words of any script as they are, and what is not known so as pinyin, initials, a slip, a
 * short form or a part number (ADR 13). Waits for the lexicon at most five times, and mostly twice.
 *
 * @param runs what was typed, cut by script
 */
export async function understandRuns(runs: readonly TypedRun[], lexicon: Lexicon): Promise<Understanding> {
  const knowledge = new Knowledge(lexicon);
  const readers = runs.map((run) => (run.kind === 'han' ? new HanRun(run.text, lexicon.cutter) : new LatinRun(run.tokens, lexicon.cutter)));
  const firstShorts = readers.flatMap((reader) => (reader instanceof HanRun ? reader.firstShorts() : []));
  const [longer] = await Promise.all([
    firstShorts.length > 0 ? lexicon.longForms(firstShorts) : [],
    knowledge.learn(readers.flatMap((reader) => reader.firstTerms()), readers.flatMap((reader) => reader.firstWords())),
  ]);
  const found = await neighbours(readers, knowledge, lexicon, { asked: firstShorts, longer });
  if (found.size > 0) await learnOf(found, readers, knowledge);
  const units = unitsOf(readers, knowledge, found);
  await Promise.all([knowledge.learn(termsOfUnits(units, knowledge), []), knowledge.weigh()]);
  return phrased(units.map((unit) => withSynonyms(unit, knowledge)), knowledge);
}

/** What there is to know of the neighbours, and of what is likely read as it is written: then nothing is left to ask, most of the time. */
async function learnOf(found: Found, readers: readonly (HanRun | LatinRun)[], knowledge: Knowledge): Promise<void> {
  const all = [...found.values()].flat();
  const likely = termsOfUnits(unitsOf(readers, knowledge, new Map()), knowledge);
  await Promise.all([knowledge.learn([...knowledge.termsOf(all), ...likely], all.map(({ word }) => word)), knowledge.weigh()]);
  // What the dictionary has just told of these words brings terms of its own.
  await knowledge.learn(knowledge.termsOf(all), []);
}

function unitsOf(readers: readonly (HanRun | LatinRun)[], knowledge: Knowledge, found: Found): readonly Unit[] {
  return withoutAsking(readers.flatMap((reader) => reader.read(knowledge, found)));
}

function termsOfUnits(units: readonly Unit[], knowledge: Knowledge): string[] {
  return units.flatMap((unit) => [...unit.readings.flatMap(({ terms }) => terms), ...termsForSynonyms(unit, knowledge)]);
}

/** Short forms that were asked for already, and what they may stand for. */
interface FirstLonger {
  readonly asked: readonly string[];
  readonly longer: readonly FoundWord[];
}

/** The words of the vocabulary that are near to what is not known, by what they were asked for. */
async function neighbours(readers: readonly (HanRun | LatinRun)[], knowledge: Knowledge, lexicon: Lexicon, first: FirstLonger): Promise<Found> {
  const keys = [...new Set(readers.flatMap((reader) => reader.keys(knowledge)))];
  const shorts = readers.flatMap((reader) => (reader instanceof HanRun ? reader.shorts(knowledge) : []));
  const beginnings = readers.flatMap((reader) => (reader instanceof LatinRun ? reader.beginnings(knowledge) : []));
  const furtherShorts = shorts.filter((short) => !first.asked.includes(short));
  const [byKey, longer, further] = await Promise.all([
    keys.length > 0 ? lexicon.byKeys(keys) : [],
    furtherShorts.length > 0 ? lexicon.longForms(furtherShorts) : [],
    beginnings.length > 0 ? lexicon.continuations(beginnings) : [],
  ]);
  const found = new Map<string, FoundWord[]>();
  const add = (by: string, word: FoundWord): void => void (found.get(by)?.push(word) ?? found.set(by, [word]));
  for (const word of byKey) add(word.by, word);
  for (const word of [...first.longer, ...longer]) if (shorts.includes(word.by)) add(LONG_FORM + word.by, word);
  for (const word of further) add(BEGINNING + word.by, word);
  return found;
}

/** What only asks is left out where anything else is said. */
function withoutAsking(units: readonly Unit[]): readonly Unit[] {
  const telling = units.filter(({ said }) => !isAskingWord(said));
  return telling.length > 0 ? telling : units;
}

function phrased(units: readonly Unit[], knowledge: Knowledge): Understanding {
  // Of a few words each is meant. In a sentence what nobody says would only stand in the way of the rest.
  const isSaid = ({ readings }: Unit): boolean => readings.some(({ terms }) => terms.every((term) => knowledge.count(term) > 0));
  const asked = units.filter(({ readings }) => readings.length > 0);
  const wanted = asked.length > EVERY_OF && asked.some(isSaid) ? asked.filter(isSaid) : asked;
  if (wanted.length === 0) return NOTHING_UNDERSTOOD;
  const weightOf = (term: string): number => knowledge.weight(term);
  const words = asWords(wanted.map(onlyEqual), weightOf);
  const minimumMatch = wanted.length <= EVERY_OF ? 1 : Math.max(LEAST_MATCH, EVERY_OF / wanted.length);
  return {
    isTyped: true,
    words: words.map(({ word }) => word),
    typed: words.map(({ typed }) => typed),
    nearWords: asWords(wanted, weightOf).map(({ word }) => word),
    minimumMatch,
    most: minimumMatch < 1 ? null : Math.min(...words.map(({ word }) => sayersOf(word, knowledge))),
    text: inOrderOfReading(wanted, weightOf).map((unit) => readable(unit, knowledge)).join(' '),
    replaced: wanted.flatMap(({ typed, said, how }) => (how === null ? [] : [{ typed, read: said, how }])),
    marks: [...new Set(wanted.flatMap((unit) => marksOf(unit, knowledge)))],
  };
}

/** How many documents have the word at most. */
function sayersOf({ terms }: QueryWord, knowledge: Knowledge): number {
  return terms.reduce((sum, { term }) => sum + knowledge.count(term), 0);
}

/** Each different word once, with what was typed for it. */
function asWords(units: readonly Unit[], weightOf: (term: string) => number): { readonly word: QueryWord; readonly typed: string }[] {
  const words = new Map(units.flatMap((unit) => wordsOfUnit(unit, weightOf).map((word) => [JSON.stringify(word.terms), { word, typed: unit.typed }] as const)));
  return [...words.values()];
}

/** Without the readings that are only near; the best one stays, however near it is. */
function onlyEqual(unit: Unit): Unit {
  return { ...unit, readings: unit.readings.filter(({ share }, i) => i === 0 || share > NEAR_SHARE) };
}

/** As typed; of many words the telling ones first, because an engine that reads only some begins in front. */
function inOrderOfReading(units: readonly Unit[], weightOf: (term: string) => number): readonly Unit[] {
  const weight = ({ readings }: Unit): number => Math.max(...(readings[0]?.terms ?? []).map(weightOf));
  return units.length <= EVERY_OF ? units : [...units].sort((a, b) => weight(b) - weight(a));
}

/** Words that may stand in a text for the unit: as they are, no terms that only the index knows. */
function marksOf({ typed, said, words, readings }: Unit, knowledge: Knowledge): string[] {
  const marks = [typed, said, ...words.flatMap(({ word }) => [word, ...knowledge.synonymsOf(word).words]), ...readings.flatMap(({ terms }) => terms)];
  return marks.filter((mark) => /^[\p{Script=Han}a-z0-9]/u.test(mark));
}

/** What an engine that ranks by text is to look for: the word, or its most frequent synonym when nobody writes the word. */
function readable(unit: Unit, knowledge: Knowledge): string {
  const frequency = (word: string): number => {
    const parts = knowledge.partsOf(word);
    return parts.length === 0 ? 0 : Math.min(...parts.map((part) => knowledge.count(part)));
  };
  if (frequency(unit.said) > 0) return unit.said;
  const [best] = unit.words.flatMap(({ word }) => knowledge.synonymsOf(word).words).sort((a, b) => frequency(b) - frequency(a));
  return best !== undefined && frequency(best) > 0 ? best : unit.said;
}
