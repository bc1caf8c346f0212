import { Injectable } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { DOCUMENT_KINDS, type DocumentKind } from '../../platform/search/search-document.js';
import { EVERYTHING, type SearchFilter } from '../../platform/search/search-filter.js';
import { type FacetCount, type FacetField, type SearchHit, SearchIndex, type SearchResult } from '../../platform/search/search-index.js';
import { Clock } from '../../shared/clock.js';
import type { Page } from '../../shared/paging.js';
import { dayNumber, localDate } from '../../shared/zoned-time.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { UnderstandingService } from '../vocabulary/understanding.service.js';
import { NOTHING_UNDERSTOOD, type ReplacedWord, type Understanding } from '../vocabulary/vocabulary.types.js';
import { deadlineCounts } from './deadline-bands.js';
import { FILTER_FIELDS, FILTERS, type FilterName, FIRST_PAGE, type Hit, kindsOf, NO_FILTERS, type SearchState, SORT_ORDERS } from './directory.types.js';
import { HitsQueries } from './hits.queries.js';
import { type Loosening, looseningsOf } from './loosening.js';
import { without } from './search-address.js';
import { choicesOf, commonCondition } from './search-filters.js';

/** Of a long text nobody says much. */
const LOOSE_LONG = 0.15;

/** With fewer close hits than this, those that say only some of the words are shown after them. */
const FEW = 10;

const ALL_FACETS: readonly FacetField[] = [...FILTERS.map((filter) => FILTER_FIELDS[filter]), 'kind'];

/** There is something less to ask for: one word of several, or what is near to the only one. */
function canBeLoosened({ words, nearWords }: Understanding): boolean {
  const termsOf = (some: Understanding['words']): number => some.reduce((sum, { terms }) => sum + terms.length, 0);
  return words.length > 1 || termsOf(nearWords) > termsOf(words);
}

/** What says one of the words is a help where little says all of them, and the page tells; the lightest ones alone are none. */
function looseFor({ isTyped, words }: Understanding): number {
  return isTyped ? 0.5 / Math.max(1, words.length) : Math.min(LOOSE_LONG, 1.5 / Math.max(1, words.length));
}

/** The question for those that say only some of the words, or what is near to them. */
function looser(question: Question): Question {
  const { understanding } = question;
  return { ...question, understanding: { ...understanding, words: understanding.nearWords }, minimumMatch: looseFor(understanding) };
}

/** Those of the first page that are not among the close ones. */
function withoutClose(figures: SearchResult, { hits }: SearchResult): Loose {
  const ids = new Set(hits.map(({ id }) => id));
  return { figures, others: figures.hits.filter(({ id }) => !ids.has(id)) };
}

/** All that a search answers. */
export interface SearchOutcome {
  readonly page: Page<Hit>;
  /** There are so many that the total and the counts were counted on a sample. */
  readonly isAbout: boolean;
  /** How many of each kind there are for the same words and filters. */
  readonly kinds: Readonly<Record<DocumentKind, number>>;
  /** For each filter: how many hits each of its codes has, the filter's own choices left aside. */
  readonly facets: Readonly<Record<FilterName, readonly FacetCount[]>>;
  /** How many say a good part of the words; they are the first ones, the others only say some. */
  readonly close: number;
  /** Nothing says all of the words: these, as they were typed, were left away. */
  readonly dropped: readonly string[];
  /** There were words, but none of them tells anything: particles, signs, emoji. */
  readonly isUntold: boolean;
  /** What was searched for in place of what was typed. */
  readonly replaced: readonly ReplacedWord[];
  /** What may be marked in titles and snippets. */
  readonly words: readonly string[];
  /** How the words were understood. */
  readonly understanding: Understanding;
  /** For the addresses of further pages: `SearchState.until`. */
  readonly until: number;
}

/** A way out of an empty result: one choice taken away, and how many there would be. */
export interface WayOut {
  readonly state: SearchState;
  /** Null: all filters at once. */
  readonly dropped: { readonly filter: FilterName; readonly code: string } | null;
  readonly total: number;
}

interface Question {
  readonly understanding: Understanding;
  readonly minimumMatch: number;
  readonly kinds: readonly DocumentKind[];
  /** Beside the filters: one thing that was named by its code, or what is left out. */
  readonly also: SearchFilter;
}

/** Those that say only some of the words: how many there are with the close ones, and those of a page without them. */
interface Loose {
  readonly figures: Omit<SearchResult, 'hits'>;
  readonly others: readonly SearchHit[];
}

interface Wanted {
  readonly facets?: readonly FacetField[];
  readonly limit?: number;
  readonly offset?: number;
}

/** Finds providers and what they offer, and demands: what everybody may see, whoever asks. */
@Injectable()
export class DirectoryQueries {
  constructor(
    private readonly index: SearchIndex,
    private readonly understanding: UnderstandingService,
    private readonly hits: HitsQueries,
    private readonly taxonomy: TaxonomyService,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  async search(state: SearchState, pageSize: number): Promise<SearchOutcome> {
    const id = await this.hits.idOfCode(state.words);
    // A code names one thing: it is found whatever kind was asked for.
    if (id !== null) return this.whole(state, pageSize, { understanding: NOTHING_UNDERSTOOD, minimumMatch: 0, kinds: DOCUMENT_KINDS, also: { field: 'id', in: [id] } });
    const understanding = await this.understood(state);
    if (state.words !== '' && understanding.words.length === 0) return this.outcome(state, pageSize, { understanding, hits: [], figures: NOTHING, isUntold: true });
    const question: Question = { understanding, minimumMatch: understanding.minimumMatch, kinds: kindsOf(state), also: EVERYTHING };
    const { close, loose } = await this.closeAndLoose(state, pageSize, question);
    if (close.total >= FEW || !canBeLoosened(understanding)) return this.outcome(state, pageSize, { understanding, hits: close.hits, figures: close });
    const near: Question = { ...question, understanding: { ...understanding, words: understanding.nearWords } };
    const isFar = close.total === 0 && (await this.ask(state, near, {})).total === 0;
    const loosening = isFar ? await this.nearestLoosening(state, question) : null;
    if (loosening !== null) return { ...(await this.whole(state, pageSize, { ...question, understanding: loosening.understanding })), close: 0, dropped: loosening.dropped, understanding };
    return this.closeThenLoose(state, pageSize, question, close, loose);
  }

  /** The first question, and where so few can say all of it that the second will follow, that one meanwhile. */
  private async closeAndLoose(state: SearchState, pageSize: number, question: Question): Promise<{ readonly close: SearchResult; readonly loose: SearchResult | undefined }> {
    const { understanding } = question;
    const willFollow = state.page === 1 && understanding.most !== null && understanding.most < FEW && canBeLoosened(understanding);
    const [close, loose] = await Promise.all([
      this.ask(state, question, { facets: ALL_FACETS, limit: pageSize, offset: (state.page - 1) * pageSize }),
      willFollow ? this.firstLoose(state, pageSize, looser(question)) : undefined,
    ]);
    return { close, loose };
  }

  /** What would be found without one of the filters, and without all of them, where that is anything; the most first. */
  async waysOut(state: SearchState): Promise<WayOut[]> {
    const choices = FILTERS.flatMap((filter) => state.filters[filter].map((code) => ({ filter, code })));
    if (choices.length === 0) return [];
    const understanding = await this.understood(state);
    if (state.words !== '' && understanding.words.length === 0) return [];
    const question: Question = { understanding, minimumMatch: looseFor(understanding), kinds: kindsOf(state), also: EVERYTHING };
    const tries: Omit<WayOut, 'total'>[] = choices.map((dropped) => ({ dropped, state: without(state, dropped.filter, dropped.code) }));
    if (choices.length > 1) tries.push({ dropped: null, state: { ...state, filters: NO_FILTERS, ...FIRST_PAGE } });
    const ways = await Promise.all(tries.map(async (way) => ({ ...way, total: (await this.ask(way.state, question, {})).total })));
    return ways.filter(({ total }) => total > 0).sort((a, b) => Number(a.dropped === null) - Number(b.dropped === null) || b.total - a.total).slice(0, 4);
  }

  /** What a search finds that was published after a moment and no later than another, the newest first. */
  async published(saved: SearchState, { after, until }: { readonly after: Date; readonly until: Date }, limit: number): Promise<{ readonly hits: readonly Hit[]; readonly total: number }> {
    const state: SearchState = { ...saved, ...FIRST_PAGE, sort: 'date' };
    const understanding = await this.understood(state);
    if (state.words !== '' && understanding.words.length === 0) return { hits: [], total: 0 };
    const also: SearchFilter = { field: 'publishedAt', atLeast: after.getTime() + 1, atMost: until.getTime() };
    const { hits, total } = await this.ask(state, { understanding, minimumMatch: understanding.minimumMatch, kinds: kindsOf(state), also }, { limit });
    return { hits: await this.hits.read(hits), total };
  }

  private understood({ words, isVerbatim }: SearchState): Promise<Understanding> {
    return words === '' ? Promise.resolve(NOTHING_UNDERSTOOD) : this.understanding.understand(words, isVerbatim);
  }

  /** One question, and all that is told of its hits. */
  private async whole(state: SearchState, pageSize: number, question: Question): Promise<SearchOutcome> {
    const figures = await this.ask(state, question, { facets: ALL_FACETS, limit: pageSize, offset: (state.page - 1) * pageSize });
    return this.outcome(state, pageSize, { understanding: question.understanding, hits: figures.hits, figures });
  }

  /** The nearest query with fewer words that finds something; null when none does. */
  private async nearestLoosening(state: SearchState, question: Question): Promise<Loosening | null> {
    for (const loosenings of looseningsOf(question.understanding)) {
      const totals = await Promise.all(loosenings.map(async ({ understanding }) => (await this.ask(state, { ...question, understanding }, {})).total));
      const nearest = loosenings.find((_, i) => totals[i]! > 0);
      if (nearest !== undefined) return nearest;
    }
    return null;
  }

  /**
   * The few that say a good part of the words, and behind them those that say some, or what is near to them.
   *
   * @param asked what the first question gave: all the close ones, where the page is the first and not a short one
   * @param askedLoose what was asked meanwhile
   */
  private async closeThenLoose(state: SearchState, pageSize: number, question: Question, asked: SearchResult, askedLoose: SearchResult | undefined): Promise<SearchOutcome> {
    const loose = looser(question);
    const close = asked.hits.length < asked.total ? await this.ask(state, question, { limit: FEW }) : asked;
    const offset = (state.page - 1) * pageSize;
    const { figures, others } =
      offset === 0 ? withoutClose(askedLoose ?? (await this.firstLoose(state, pageSize, loose)), close) : await this.furtherLoose(state, loose, close.hits, { limit: pageSize, offset });
    const outcome = await this.outcome(state, pageSize, { understanding: question.understanding, hits: [...close.hits.slice(offset), ...others].slice(0, pageSize), figures });
    return { ...outcome, close: Math.min(close.total, outcome.page.total) };
  }

  /** The close ones stand somewhere among so many more. */
  private firstLoose(state: SearchState, pageSize: number, loose: Question): Promise<SearchResult> {
    return this.ask(state, loose, { facets: ALL_FACETS, limit: pageSize + FEW });
  }

  private async furtherLoose(state: SearchState, loose: Question, close: readonly SearchHit[], { limit, offset }: { limit: number; offset: number }): Promise<Loose> {
    const others: SearchFilter = { not: { field: 'id', in: close.map(({ id }) => id) } };
    // A short page may end among the close ones: then the next begins with the rest of them.
    const wanted = { limit, offset: Math.max(0, offset - close.length) };
    const [figures, { hits }] = await Promise.all([this.ask(state, loose, { facets: ALL_FACETS }), this.ask(state, { ...loose, also: others }, wanted)]);
    return { figures, others: hits };
  }

  private async outcome(
    state: SearchState,
    pageSize: number,
    { understanding, hits, figures, isUntold = false }: { understanding: Understanding; hits: readonly SearchHit[]; figures: Omit<SearchResult, 'hits'>; isUntold?: boolean },
  ): Promise<SearchOutcome> {
    const items = await this.hits.read(hits);
    // The index may lag behind the market by a moment: what is gone is neither shown nor counted.
    const total = figures.total - (hits.length - items.length);
    const counts = (filter: FilterName): readonly FacetCount[] => figures.facets[FILTER_FIELDS[filter]] ?? [];
    const ofKind = (kind: DocumentKind): number => figures.facets.kind?.find(({ code }) => code === kind)?.count ?? 0;
    return {
      page: { items, page: state.page, pageSize, total },
      isAbout: figures.isAbout,
      kinds: { demand: ofKind('demand'), offering: ofKind('offering'), enterprise: ofKind('enterprise') },
      facets: {
        category: counts('category'),
        industry: counts('industry'),
        region: counts('region'),
        certificate: counts('certificate'),
        budget: counts('budget'),
        deadline: deadlineCounts(counts('deadline'), this.today()),
      },
      close: total,
      dropped: [],
      isUntold,
      replaced: understanding.replaced,
      words: understanding.marks,
      understanding,
      until: state.until ?? this.clock.now().getTime(),
    };
  }

  private ask(state: SearchState, { understanding: { words, text }, minimumMatch, kinds, also }: Question, { facets = [], limit = 0, offset = 0 }: Wanted): Promise<SearchResult> {
    const today = this.today();
    return this.index.search({
      kinds,
      words,
      text,
      minimumMatch,
      filter: { all: [also, commonCondition(state, this.taxonomy, today)] },
      choices: choicesOf(state, this.taxonomy, today),
      facets,
      order: SORT_ORDERS[state.sort],
      limit,
      offset,
    });
  }

  /** As the number of the day. */
  private today(): number {
    return dayNumber(localDate(this.clock.now(), this.settings.timeZone));
  }
}

const NOTHING = { total: 0, isAbout: false, facets: {} };
