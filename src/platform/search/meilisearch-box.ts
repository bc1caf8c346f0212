import type { SearchParams, SearchResponse } from 'meilisearch';
import { compileMeilisearchFilter } from './meilisearch-filter.js';
import { type BoxRecord, decodeCode, EVERYONE, tokenOf } from './meilisearch-record.js';
import { type BoxSearch, seekPage } from './meilisearch-seek.js';
import type { MeilisearchServer } from './meilisearch-server.js';
import { mostFrequent } from './most-frequent.js';
import { CODE_FIELDS } from './search-document.js';
import type { FacetCount, FacetField, SearchHit, SearchQuery, SearchResult } from './search-index.js';
import { type Condition, join, type TermGroup, worthAtLeast } from './threshold-filter.js';
import { needOf } from './word-need.js';

/** The engine reads ten words of a query, ours among them. */
const ASKED_CHARACTERS = 100;

type Answer = SearchResponse<BoxRecord>;

/**
 * The search box on its index of Meilisearch. What is a hit is a filter over opaque terms, the same as on Postgres, so that totals, counts and
 * visibility are equal; the engine's own text rules put the hits in order. Its query begins with a word that every record has, and it may leave
 * away words from the end: so the text shuts nothing out.
 */
export class MeilisearchBox {
  constructor(
    private readonly server: MeilisearchServer,
    private readonly uid: string,
  ) {}

  async search(query: SearchQuery): Promise<SearchResult> {
    const scope = scopeOf(query);
    const own = [...new Set(query.facets)].filter((field) => field === 'kind' || query.choices?.some((choice) => choice.field === field));
    const shared = [...new Set(query.facets)].filter((field) => !own.includes(field));
    const hits = conditionOf(scope);
    if (hits === false && own.length === 0) return { hits: [], total: 0, isAbout: false, facets: Object.fromEntries(shared.map((field) => [field, []])) };
    const isRanked = query.order === 'fit' && scope.words !== true;
    const page = isRanked ? rankedPage(query) : await seekPage(query, hits, (searches) => this.ask(searches));
    const [main, ...others] = await this.ask([
      { condition: page.condition ?? hits, parameters: { ...page.parameters, ...(page.condition === undefined ? { facets: shared } : {}) } },
      ...own.map((field) => ({ condition: conditionOf(scope, field), parameters: { limit: 0, facets: [field] } })),
      ...(page.condition === undefined ? [] : [{ condition: hits, parameters: { limit: 0, facets: shared } }]),
    ]);
    const whole = page.condition === undefined ? main! : others.at(-1)!;
    return {
      hits: main!.hits.map(toHit),
      total: whole.estimatedTotalHits ?? 0,
      isAbout: false,
      facets: Object.fromEntries([...shared.map((field) => [field, countsOf(whole, field)]), ...own.map((field, i) => [field, countsOf(others[i]!, field)])]),
    };
  }

  /** A condition that nothing meets asks nobody. */
  private async ask(searches: readonly BoxSearch[]): Promise<Answer[]> {
    const asked = searches.filter(({ condition }) => condition !== false);
    const answers = asked.length === 0 ? [] : await this.server.searches<BoxRecord>(this.uid, asked.map(({ condition, parameters }) => ({
      attributesToRetrieve: ['id', 'kind'],
      ...parameters,
      ...(condition === true ? {} : { filter: String(condition) }),
    })));
    return searches.map((search) => answers[asked.indexOf(search)] ?? NOTHING);
  }
}

const NOTHING = { hits: [], estimatedTotalHits: 0, facetDistribution: {} } as unknown as Answer;

interface Scope {
  readonly kinds: Condition;
  readonly words: Condition;
  readonly filter: Condition;
  readonly choices: readonly { readonly field: FacetField; readonly condition: Condition }[];
}

function scopeOf({ kinds, words, minimumMatch, filter, choices = [] }: SearchQuery): Scope {
  const { worths, need } = needOf(words, minimumMatch);
  const groups = words.map(({ terms }, i): TermGroup => ({ tokens: terms.map(({ term }) => tokenOf(term)), worth: worths[i]! })).filter(({ tokens, worth }) => tokens.length > 0 && worth > 0);
  return {
    kinds: kinds.length > 0 && `kind IN [${kinds.join(', ')}]`,
    words: words.length === 0 || worthAtLeast(groups, need, 'terms'),
    filter: compileMeilisearchFilter(filter),
    choices: choices.map((choice) => ({ field: choice.field, condition: compileMeilisearchFilter(choice.filter) })),
  };
}

/** @param except the facet whose own choice does not count */
function conditionOf({ kinds, words, filter, choices }: Scope, except?: FacetField): Condition {
  return join([...(except === 'kind' ? [] : [kinds]), ...choices.filter(({ field }) => field !== except).map(({ condition }) => condition), words, filter], 'AND');
}

function rankedPage({ text, offset, limit }: SearchQuery): { readonly parameters: SearchParams; readonly condition?: Condition } {
  return { parameters: { q: `${EVERYONE} ${plain(text)}`, matchingStrategy: 'last', showRankingScore: true, offset, limit } };
}

/** Nothing in it is a sign to the engine: neither a phrase nor a word to leave out. */
function plain(text: string): string {
  return text.slice(0, ASKED_CHARACTERS).toWellFormed().replaceAll('"', ' ').replaceAll(/(^|\s)-+/g, '$1');
}

function toHit({ id, kind, _rankingScore = 0 }: Answer['hits'][number]): SearchHit {
  return { id, kind, score: _rankingScore };
}

function countsOf({ facetDistribution = {} }: Answer, field: FacetField): FacetCount[] {
  const isCode = (CODE_FIELDS as readonly string[]).includes(field);
  return mostFrequent(Object.entries(facetDistribution[field] ?? {}).map(([code, count]) => [isCode ? decodeCode(code) : code, count]));
}
