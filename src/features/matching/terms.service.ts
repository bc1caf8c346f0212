import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { QueryTerm } from '../../platform/search/search-index.js';
import { setPhraseSegmenter } from '../../web/phrases.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { TermStatisticsStore } from './term-statistics.store.js';
import { keywordsOf } from './terms/keywords.js';
import { SYNONYM_MARK, readSynonyms } from './terms/synonyms.js';
import type { TermSource } from './terms/term-pipeline.js';
import { TermPipeline } from './terms/term-pipeline.js';
import type { TermProfile } from './terms/term-profile.js';
import type { TermStatistics } from './terms/term-statistics.js';
import { inverseFrequency } from './terms/term-statistics.js';
import { TextCutter } from './terms/text-cutter.js';

/** More marks than this are no help to the eye. */
const MOST_MARKED = 60;

/** Texts into terms, for matching, for the index and for the search box: one pipeline with the taxonomy's words in it. */
@Injectable()
export class TermsService implements OnModuleInit {
  private pipeline: TermPipeline | undefined;

  constructor(
    private readonly taxonomy: TaxonomyService,
    private readonly statisticsStore: TermStatisticsStore,
  ) {}

  /** Headings of pages break their lines between the words that matching knows. */
  onModuleInit(): void {
    setPhraseSegmenter((text) => this.loaded().wordsOf(text));
  }

  profile(source: TermSource): TermProfile {
    return this.loaded().profile(source);
  }

  /** At first use, because a process that does neither jobs nor pages needs no dictionary. */
  private loaded(): TermPipeline {
    this.pipeline ??= new TermPipeline(this.taxonomy.tree('service-category').entries.flatMap(({ nameZh, synonyms }) => [nameZh, ...synonyms]));
    return this.pipeline;
  }

  /** The present statistics of all terms in these profiles. */
  statisticsFor(profiles: Iterable<TermProfile>): Promise<TermStatistics> {
    const terms = new Set<string>();
    for (const { words, pairs } of profiles) {
      for (const term of words.counts.keys()) terms.add(term);
      for (const term of pairs.counts.keys()) terms.add(term);
    }
    return this.statisticsStore.load(terms);
  }

  /** The steps of the pipeline one by one. Loads the dictionary. */
  get cutter(): TextCutter {
    return new TextCutter(this.loaded());
  }

  /** The shipped groups of synonyms, normalised, each with the term that indexing sets for any of its words. */
  synonymGroups(): { readonly words: readonly string[]; readonly mark: string }[] {
    return readSynonyms().map((words) => ({ words, mark: SYNONYM_MARK + words[0] }));
  }

  /** What each of these terms weighs in a query, above 0: its inverse document frequency. */
  async weigh(terms: readonly string[]): Promise<(term: string) => number> {
    const statistics = await this.statisticsStore.load(terms);
    return (term) => inverseFrequency(statistics, term);
  }

  /** What somebody typed into a search box, as the terms of matching; none when nothing of it tells anything. */
  async query(words: string): Promise<QueryTerm[]> {
    const profile = this.profile({ title: words, body: '', tags: [] });
    return keywordsOf(profile, await this.statisticsFor([profile]));
  }

  /** The words of a query that may stand in a text just so, for marking them there: as typed, and as matching cuts them. */
  wordsToMark(words: string): string[] {
    const { counts } = this.profile({ title: words, body: '', tags: [] }).words;
    const typed = new Set(words.split(/[\s,，、；;]+/));
    // A single character that was cut out of a sentence stands inside of other words everywhere.
    const cut = [...counts.keys()].filter((term) => !term.startsWith(SYNONYM_MARK) && (term.length > 1 || typed.has(term)));
    return [...new Set([...[...typed].filter((word) => word.length > 1), ...cut])].slice(0, MOST_MARKED);
  }
}
