import type { SearchParams } from 'meilisearch';
import { compileMeilisearchFilter, negated } from './meilisearch-filter.js';
import { askedByHash, decodeCode, type MeilisearchRecord, overlapOf } from './meilisearch-record.js';
import type { MeilisearchServer } from './meilisearch-server.js';
import { shareGroups } from './query-groups.js';
import { CODE_FIELDS, type CodeField } from './search-document.js';
import type { FacetCount, QueryTerm, SearchHit, SearchQuery, SearchResult } from './search-index.js';
import { FACET_LIMIT } from './search-index.js';
import { type Condition, join, worthAtLeast } from './threshold-filter.js';
import { askedWeight, scoreOf } from './weight-scale.js';

/** So many hits are ordered by their score; behind them come the rest, newest first. */
const RANKED = 1_000;
const NEWEST_FIRST = ['publishedAt:desc', 'id:asc'];
const RECORD = ['id', 'kind', 'publishedAt', 'weights'];

type Facets = SearchResult['facets'];

/**
 * The search box on the index for matching: exact, as on Postgres, while no more than a thousand documents are hits. Above that the best thousand
 * (or fewer, by how much of the query they hold) come by score, the others newest first, and the total of a query of more than
 * six terms may count some that hold a little less than they should.
 */
export class MeilisearchSearch {
  private readonly scope: Condition;
  private readonly facetFields: CodeField[];
  private readonly terms: readonly QueryTerm[];

  constructor(
    private readonly server: MeilisearchServer,
    private readonly uid: string,
    private readonly query: SearchQuery,
  ) {
    const isOfKind = query.kinds.length > 0 && `kind IN [${query.kinds.join(', ')}]`;
    this.scope = join([isOfKind, compileMeilisearchFilter(query.filter)], 'AND');
    this.facetFields = CODE_FIELDS.filter((field) => query.facets.includes(field));
    this.terms = query.words.flatMap(({ terms, weight }) => terms.map(({ term, share }) => ({ term, weight: weight * share })));
  }

  run(): Promise<SearchResult> {
    return this.terms.length > 0 ? this.byTerms() : this.newest(this.scope);
  }

  private async newest(condition: Condition): Promise<SearchResult> {
    const { offset, limit } = this.query;
    const { hits, estimatedTotalHits, facetDistribution } = await this.ask(condition, { offset, limit, sort: NEWEST_FIRST, facets: this.facetFields });
    return { hits: hits.map(({ id, kind }) => ({ id, kind, score: 0 })), total: estimatedTotalHits, isAbout: false, facets: this.facetsOf(facetDistribution) };
  }

  private async byTerms(): Promise<SearchResult> {
    const { minimumMatch, offset, limit } = this.query;
    const { terms } = this;
    const { groups, need } = shareGroups(terms, minimumMatch);
    const holding = (least: number): Condition => join([worthAtLeast(groups, least, 'terms'), this.scope], 'AND');
    const answer = await this.ask(holding(need), { limit: RANKED, facets: this.facetFields });
    const facets = this.facetsOf(answer.facetDistribution);
    if (answer.estimatedTotalHits <= RANKED) return this.exactly(answer.hits, facets);
    const whole = groups.reduce((sum, { worth }) => sum + worth, 0);
    const first = await this.bestTier(holding, need, whole);
    const ranked = this.ranked(first.hits);
    const page = ranked.slice(offset, offset + limit);
    if (page.length < limit) {
      const others = join([holding(need), negated(first.condition)], 'AND');
      const rest = await this.ask(others, { offset: Math.max(0, offset - ranked.length), limit: limit - page.length, sort: NEWEST_FIRST });
      page.push(...this.scored(rest.hits));
    }
    return { hits: page, total: answer.estimatedTotalHits, isAbout: false, facets };
  }

  /** All hits are here: leaves out what holds too little after all, and counts again when that was anything. */
  private async exactly(records: readonly MeilisearchRecord[], facets: Facets): Promise<SearchResult> {
    const { minimumMatch, offset, limit } = this.query;
    const { terms } = this;
    const asked = askedByHash(terms);
    const least = Math.ceil(minimumMatch * terms.reduce((sum, { weight }) => sum + askedWeight(weight), 0));
    const hits = records.filter(({ weights }) => overlapOf(asked, weights).held >= least);
    const isWhole = hits.length === records.length || this.facetFields.length === 0;
    return {
      hits: this.ranked(hits).slice(offset, offset + limit),
      total: hits.length,
      isAbout: false,
      facets: isWhole ? facets : this.facetsOf((await this.ask(`id IN [${hits.map(({ id }) => `"${id}"`).join(', ')}]`, { limit: 0, facets: this.facetFields })).facetDistribution),
    };
  }

  /** The documents with the least need of which there are no more than a thousand; none when even those with everything are more. */
  private async bestTier(holding: (need: number) => Condition, tooLow: number, whole: number): Promise<{ condition: Condition; hits: readonly MeilisearchRecord[] }> {
    let best: { condition: Condition; hits: readonly MeilisearchRecord[] } = { condition: false, hits: [] };
    for (let [low, high] = [tooLow, whole + 1]; high - low > 1; ) {
      const middle = Math.floor((low + high) / 2);
      const condition = holding(middle);
      const { hits, estimatedTotalHits } = await this.ask(condition, { limit: RANKED });
      if (estimatedTotalHits > RANKED) low = middle;
      else {
        high = middle;
        best = { condition, hits };
      }
    }
    return best;
  }

  private ranked(records: readonly MeilisearchRecord[]): SearchHit[] {
    const ageOf = new Map(records.map(({ id, publishedAt }) => [id, publishedAt]));
    return this.scored(records).sort((a, b) => b.score - a.score || ageOf.get(b.id)! - ageOf.get(a.id)! || (a.id < b.id ? -1 : 1));
  }

  private scored(records: readonly MeilisearchRecord[]): SearchHit[] {
    const asked = askedByHash(this.terms);
    return records.map(({ id, kind, weights }) => ({ id, kind, score: scoreOf(overlapOf(asked, weights).sum) }));
  }

  /** A condition that nothing meets asks nobody. */
  private async ask(condition: Condition, parameters: SearchParams): Promise<Pick<Answer, 'hits' | 'estimatedTotalHits' | 'facetDistribution'>> {
    if (condition === false) return { hits: [], estimatedTotalHits: 0, facetDistribution: {} };
    const filter = condition === true ? {} : { filter: condition };
    const { hits, estimatedTotalHits = hits.length, facetDistribution = {} } = await this.server.search(this.uid, { attributesToRetrieve: RECORD, ...parameters, ...filter });
    return { hits, estimatedTotalHits, facetDistribution };
  }

  private facetsOf(distribution: Answer['facetDistribution']): Facets {
    return Object.fromEntries(this.facetFields.map((field) => [field, mostFrequent(distribution[field] ?? {})]));
  }
}

interface Answer {
  readonly hits: readonly MeilisearchRecord[];
  readonly estimatedTotalHits: number;
  readonly facetDistribution: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

function mostFrequent(counts: Readonly<Record<string, number>>): FacetCount[] {
  return Object.entries(counts)
    .map(([code, count]) => ({ code: decodeCode(code), count }))
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1))
    .slice(0, FACET_LIMIT);
}
