import { Injectable } from '@nestjs/common';
import type { CodeField, DocumentKind } from '../../platform/search/search-document.js';
import { DOCUMENT_KINDS } from '../../platform/search/search-document.js';
import type { SearchFilter } from '../../platform/search/search-filter.js';
import { EVERYTHING } from '../../platform/search/search-filter.js';
import type { FacetCount, SearchResult } from '../../platform/search/search-index.js';
import { SearchIndex } from '../../platform/search/search-index.js';
import type { Page } from '../../shared/paging.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { UnderstandingService } from '../vocabulary/understanding.service.js';
import { NOTHING_UNDERSTOOD, type ReplacedWord, type Understanding } from '../vocabulary/vocabulary.types.js';
import { FILTER_FIELDS, FILTERS, type FilterName, type Hit, kindsOf, NO_FILTERS, type SearchState } from './directory.types.js';
import { HitsQueries } from './hits.queries.js';
import { without } from './search-address.js';
import { conditionsOf } from './search-filters.js';

/** Of a long text nobody says much. */
const LOOSE_LONG = 0.15;

/** With fewer close hits than this, those that say only some of the words are shown after them. */
const FEW = 10;

/** What says one of the words is a help where little says all of them, and the page tells; the lightest ones alone are none. */
function looseFor({ isTyped, words }: Understanding): number {
  return isTyped ? 0.5 / Math.max(1, words.length) : Math.min(LOOSE_LONG, 1.5 / Math.max(1, words.length));
}

/** All that a search answers. */
export interface SearchOutcome {
  readonly page: Page<Hit>;
  /** How many of each kind there are for the same words and filters. */
  readonly kinds: Readonly<Record<DocumentKind, number>>;
  /** For each filter: how many hits each of its codes has, the filter's own choices left aside. */
  readonly facets: Readonly<Record<FilterName, readonly FacetCount[]>>;
  /** How many say a good part of the words; they are the first ones, the others only say some. */
  readonly close: number;
  /** There were words, but none of them tells anything: particles, signs, emoji. */
  readonly isUntold: boolean;
  /** What was searched for in place of what was typed. */
  readonly replaced: readonly ReplacedWord[];
  /** What may be marked in titles and snippets. */
  readonly words: readonly string[];
  /** How the words were understood. */
  readonly understanding: Understanding;
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
  /** Beside the filters: one thing that was named by its code. */
  readonly named: SearchFilter;
}

/** Finds providers and what they offer, and demands: what everybody may see, whoever asks. */
@Injectable()
export class DirectoryQueries {
  constructor(
    private readonly index: SearchIndex,
    private readonly understanding: UnderstandingService,
    private readonly hits: HitsQueries,
    private readonly taxonomy: TaxonomyService,
  ) {}

  async search(state: SearchState, pageSize: number): Promise<SearchOutcome> {
    const id = await this.hits.idOfCode(state.words);
    if (id !== null) return this.answer(state, pageSize, { understanding: NOTHING_UNDERSTOOD, minimumMatch: 0, named: { field: 'id', in: [id] } }, true);
    const understanding = await this.understood(state);
    if (state.words !== '' && understanding.words.length === 0) return nothing(state, pageSize);
    const question = { understanding, minimumMatch: understanding.minimumMatch, named: EVERYTHING };
    const close = await this.answer(state, pageSize, question);
    if (close.page.total >= FEW || understanding.words.length < 2) return close;
    const loose = await this.answer(state, pageSize, { ...question, minimumMatch: looseFor(understanding) });
    return { ...loose, close: close.page.total };
  }

  private understood({ words, isVerbatim }: SearchState): Promise<Understanding> {
    return words === '' ? Promise.resolve(NOTHING_UNDERSTOOD) : this.understanding.understand(words, isVerbatim);
  }

  /** What would be found without one of the filters, and without all of them, where that is anything; the most first. */
  async waysOut(state: SearchState): Promise<WayOut[]> {
    const choices = FILTERS.flatMap((filter) => state.filters[filter].map((code) => ({ filter, code })));
    if (choices.length === 0) return [];
    const understanding = await this.understood(state);
    if (state.words !== '' && understanding.words.length === 0) return [];
    const question = { understanding, minimumMatch: looseFor(understanding), named: EVERYTHING };
    const tries: Omit<WayOut, 'total'>[] = choices.map((dropped) => ({ dropped, state: without(state, dropped.filter, dropped.code) }));
    if (choices.length > 1) tries.push({ dropped: null, state: { ...state, filters: NO_FILTERS, page: 1 } });
    const ways = await Promise.all(tries.map(async (way) => ({ ...way, total: await this.count(way.state, question) })));
    return ways.filter(({ total }) => total > 0).sort((a, b) => Number(a.dropped === null) - Number(b.dropped === null) || b.total - a.total).slice(0, 4);
  }

  /** @param anyKind a code names one thing: it is found whatever kind was asked for */
  private async answer(state: SearchState, pageSize: number, question: Question, anyKind = false): Promise<SearchOutcome> {
    const kinds = anyKind ? DOCUMENT_KINDS : kindsOf(state);
    const chosen = FILTERS.filter((filter) => filter !== 'certificate' && state.filters[filter].length > 0);
    const plain = FILTERS.filter((filter) => !chosen.includes(filter));
    const [main, ownFigures, counts] = await Promise.all([
      this.ask(state, question, kinds, { facets: plain.map((filter) => FILTER_FIELDS[filter]), limit: pageSize, offset: (state.page - 1) * pageSize }),
      Promise.all(chosen.map((filter) => this.ask(state, question, kinds, { facets: [FILTER_FIELDS[filter]], except: filter }))),
      Promise.all(DOCUMENT_KINDS.map(async (kind) => [kind, await this.count({ ...state, kind }, question)] as const)),
    ]);
    const items = await this.hits.read(main.hits);
    const facets = Object.fromEntries(
      FILTERS.map((filter) => {
        const figures = ownFigures[chosen.indexOf(filter)] ?? main;
        return [filter, figures.facets[FILTER_FIELDS[filter]] ?? []];
      }),
    ) as Record<FilterName, readonly FacetCount[]>;
    // The index may lag behind the market by a moment: what is gone is neither shown nor counted.
    const total = main.total - (main.hits.length - items.length);
    return {
      page: { items, page: state.page, pageSize, total },
      kinds: Object.fromEntries(counts) as Record<DocumentKind, number>,
      facets,
      close: total,
      isUntold: false,
      replaced: question.understanding.replaced,
      words: question.understanding.marks,
      understanding: question.understanding,
    };
  }

  private async count(state: SearchState, question: Question): Promise<number> {
    return (await this.ask(state, question, kindsOf(state), {})).total;
  }

  private ask(
    state: SearchState,
    { understanding: { words, text }, minimumMatch, named }: Question,
    kinds: readonly DocumentKind[],
    wanted: { facets?: readonly CodeField[]; limit?: number; offset?: number; except?: FilterName },
  ): Promise<SearchResult> {
    const { facets = [], limit = 1, offset = 0, except } = wanted;
    const filter = { all: [named, conditionsOf(state, this.taxonomy, except)] };
    return this.index.search({ kinds, words, text, minimumMatch, filter, facets, order: 'fit', limit, offset });
  }
}

function nothing(state: SearchState, pageSize: number): SearchOutcome {
  return {
    page: { items: [], page: state.page, pageSize, total: 0 },
    kinds: { demand: 0, offering: 0, enterprise: 0 },
    facets: { category: [], industry: [], region: [], certificate: [] },
    close: 0,
    isUntold: true,
    replaced: [],
    words: [],
    understanding: NOTHING_UNDERSTOOD,
  };
}
