import { pinyin } from 'pinyin-pro';
import type { CodeEntry } from './taxonomy.types.js';

/** How one typed text fits one entry; the better reason counts. Ties keep the order of the list. */
const FIT = {
  code: 100,
  name: 95,
  synonym: 90,
  namePrefix: 80,
  synonymPrefix: 72,
  pinyin: 70,
  pinyinPrefix: 60,
  initials: 55,
  initialsPrefix: 45,
  nameInside: 40,
  synonymInside: 30,
  contextInside: 20,
} as const;

interface Keys<Entry> {
  readonly entry: Entry;
  readonly code: string;
  readonly names: readonly string[];
  readonly synonyms: readonly string[];
  readonly pinyin: string;
  readonly initials: string;
  readonly context: string;
}

/** What suggestions know of an entry beyond its names. */
interface SuggestionFacts {
  /** Syllables parted by spaces; made from the Chinese name when it is not given. */
  readonly pinyin?: string;
  /** Further forms of the name: 沧州 for 沧州市. */
  readonly names?: readonly string[];
  /** Names of wider entries in front of its own: 河北沧州泊头. */
  readonly context?: string;
}

/** Half width, lower case, without spaces and apostrophes: `Xi’an`, `xi an` and `XIAN` are one. */
const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[\s'’·,，、]/gu, '');

/** Finds entries by what people type: Chinese name, English name, pinyin, initials, synonym, code. */
export class Suggestions<Entry extends CodeEntry> {
  private prepared: readonly Keys<Entry>[] | null = null;

  constructor(
    private readonly entries: readonly Entry[],
    private readonly factsOf: (entry: Entry) => SuggestionFacts = () => ({}),
  ) {}

  /** Made at the first question: pinyin for two thousand names is not for every start of a worker or a test. */
  private get keys(): readonly Keys<Entry>[] {
    this.prepared ??= this.entries.map((entry) => {
      const facts = this.factsOf(entry);
      const syllables = facts.pinyin?.split(' ') ?? pinyin(entry.nameZh, { toneType: 'none', type: 'array', nonZh: 'removed' });
      return {
        entry,
        code: fold(entry.code),
        names: [entry.nameZh, ...(facts.names ?? []), ...(entry.nameEn === null ? [] : [entry.nameEn])].map(fold),
        synonyms: entry.synonyms.map(fold),
        pinyin: fold(syllables.join('')),
        initials: fold(syllables.map((syllable) => syllable[0] ?? '').join('')),
        context: fold(facts.context ?? ''),
      };
    });
    return this.prepared;
  }

  /** The entries that fit and are allowed, best first, at most `limit`. An empty text fits nothing. */
  find(text: string, limit: number, isAllowed: (entry: Entry) => boolean): Entry[] {
    const query = fold(text);
    if (query === '') return [];
    return this.keys
      .map((keys) => ({ entry: keys.entry, fit: fitOf(keys, query) }))
      .filter(({ entry, fit }) => fit > 0 && isAllowed(entry))
      .sort((a, b) => b.fit - a.fit)
      .slice(0, limit)
      .map(({ entry }) => entry);
  }
}

function fitOf({ code, names, synonyms, pinyin: syllables, initials, context }: Keys<CodeEntry>, query: string): number {
  const any = (texts: readonly string[], test: (text: string) => boolean, fit: number): number => (texts.some(test) ? fit : 0);
  // One letter is the beginning of too many pinyin; two are not.
  const isLatin = /^[a-zü]{2,}$/.test(query);
  return Math.max(
    code === query ? FIT.code : 0,
    any(names, (name) => name === query, FIT.name),
    any(synonyms, (word) => word === query, FIT.synonym),
    any(names, (name) => name.startsWith(query), FIT.namePrefix),
    any(synonyms, (word) => word.startsWith(query), FIT.synonymPrefix),
    isLatin && syllables === query ? FIT.pinyin : 0,
    isLatin && syllables.startsWith(query) ? FIT.pinyinPrefix : 0,
    isLatin && initials === query ? FIT.initials : 0,
    isLatin && initials.startsWith(query) ? FIT.initialsPrefix : 0,
    any(names, (name) => name.includes(query), FIT.nameInside),
    any(synonyms, (word) => word.includes(query), FIT.synonymInside),
    context.includes(query) ? FIT.contextInside : 0,
  );
}
