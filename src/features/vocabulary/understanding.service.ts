import { Injectable } from '@nestjs/common';
import { IndexTerms } from '../../platform/search/index-terms.js';
import { TermsService } from '../matching/terms.service.js';
import { DictionaryQueries } from './dictionary.queries.js';
import { FixedWordsService } from './fixed-words.service.js';
import type { Lexicon } from './understanding/lexicon.js';
import { cleanTyped, sizeOf, typedRuns } from './understanding/typed-runs.js';
import { understandRuns } from './understanding/understander.js';
import { VocabularyQueries } from './vocabulary.queries.js';
import { NOTHING_UNDERSTOOD, type Understanding } from './vocabulary.types.js';

/** Up to this size (characters of Chinese; a Latin word counts two) every word is understood; what is longer was written, not typed. */
const TYPED_SIZE = 32;

/** Of a long text a good part: nothing says all of it. */
const LONG_MATCH = 0.3;

/** A word that this many documents say is frequent; how many more makes no difference here. */
const COUNTED_UP_TO = 300;

/** What was typed into a search box, as the search port asks it. */
@Injectable()
export class UnderstandingService {
  constructor(
    private readonly terms: TermsService,
    private readonly index: IndexTerms,
    private readonly vocabulary: VocabularyQueries,
    private readonly dictionary: DictionaryQueries,
    private readonly fixedWords: FixedWordsService,
  ) {}

  /**
   * @param typed at most some thousand characters; anything that a client can send
   * @param isVerbatim asked again as it is written: nothing is read as something else
   */
  async understand(typed: string, isVerbatim = false): Promise<Understanding> {
    const clean = cleanTyped(typed);
    const runs = typedRuns(this.terms.cutter.normalise(clean));
    if (runs.length === 0) return NOTHING_UNDERSTOOD;
    if (sizeOf(runs) > TYPED_SIZE) return this.longText(clean);
    const understood = await understandRuns(runs, this.lexicon(isVerbatim));
    return { ...understood, marks: [...new Set([...understood.marks, ...this.terms.wordsToMark(understood.text)])] };
  }

  /** A pasted text: the best of its words, as matching chooses them. */
  private async longText(text: string): Promise<Understanding> {
    const keywords = await this.terms.query(text);
    if (keywords.length === 0) return NOTHING_UNDERSTOOD;
    const marks = this.terms.wordsToMark(text);
    const inText = keywords.map(({ term }) => term).filter((term) => marks.includes(term));
    const words = keywords.map(({ term, weight }) => ({ terms: [{ term, share: 1 }], weight }));
    return {
      isTyped: false,
      words,
      nearWords: words,
      typed: keywords.map(({ term }) => term),
      minimumMatch: LONG_MATCH,
      most: null,
      text: inText.slice(0, 10).join(' '),
      replaced: [],
      marks,
    };
  }

  private lexicon(isVerbatim: boolean): Lexicon {
    const { vocabulary } = this;
    const nothing = (): Promise<never[]> => Promise.resolve([]);
    return {
      weigh: (terms) => this.terms.weigh(terms),
      counts: (terms) => this.index.counts(terms, COUNTED_UP_TO),
      byKeys: isVerbatim ? nothing : (keys) => vocabulary.byKeys(keys),
      longForms: isVerbatim ? nothing : (shorts) => vocabulary.longForms(shorts),
      continuations: isVerbatim ? nothing : (beginnings) => vocabulary.continuations(beginnings),
      groups: (words) => this.dictionary.groupsWith(words),
      fixed: this.fixedWords.words,
      cutter: this.terms.cutter,
    };
  }
}
