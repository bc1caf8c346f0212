import { Injectable } from '@nestjs/common';
import { TermsService } from '../matching/terms.service.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { FixedWords, type WordGroup } from './understanding/fixed-words.js';

/** The shipped groups hold true equivalents. */
const SYNONYM_SHARE = 0.85;
/** A category's words are of one trade, and not all the same thing: they help where nothing better is found, and stand below it. */
const CATEGORY_SHARE = 0.4;

/** What people type for a word that texts have otherwise; only for asking, so that no text is cut anew for it. */
const TYPED_FOR: readonly (readonly string[])[] = [['数控', 'cnc']];

/** The words that the program brings along: shipped synonyms, names and synonyms of the service categories, words that tell nothing. */
@Injectable()
export class FixedWordsService {
  private loaded: FixedWords | undefined;

  constructor(
    private readonly terms: TermsService,
    private readonly taxonomy: TaxonomyService,
  ) {}

  get words(): FixedWords {
    this.loaded ??= new FixedWords([...this.shipped(), ...this.categories()]);
    return this.loaded;
  }

  /** Each word that somebody may type in pinyin or with a slip, once. */
  vocabulary(): Set<string> {
    const { cutter } = this.terms;
    const words = [...this.words.words(), ...cutter.stopWords()];
    return new Set(words.filter((word) => /^(\p{Script=Han}{2,10}|[a-z]{4,24})$/u.test(word)));
  }

  private shipped(): WordGroup[] {
    const typed = TYPED_FOR.map((words): WordGroup => ({ words, share: SYNONYM_SHARE, mark: null }));
    return [...this.terms.synonymGroups().map(({ words, mark }): WordGroup => ({ words: words.flatMap(spellings), share: SYNONYM_SHARE, mark })), ...typed];
  }

  /** A category's name and each of its words; its words are no synonyms of each other (电缆 and 变压器 are both of the electric trade). */
  private categories(): WordGroup[] {
    const { cutter } = this.terms;
    const normalised = (words: readonly string[]): string[] => words.map((word) => cutter.normalise(word)).filter((word) => word.length > 1).flatMap(spellings);
    return this.taxonomy.tree('service-category').entries.flatMap(({ nameZh, nameEn, synonyms }) => {
      // 「钣金与焊接」 is two words.
      const names = normalised([...nameZh.split(/[与和及、]/), ...(nameEn === null ? [] : [nameEn])]);
      return normalised(synonyms).map((synonym) => ({ words: [...names, synonym], share: CATEGORY_SHARE, mark: null }));
    });
  }
}

/** With a hyphen and without. */
function spellings(word: string): string[] {
  return word.includes('-') ? [word, word.replaceAll('-', ' ')] : [word];
}
