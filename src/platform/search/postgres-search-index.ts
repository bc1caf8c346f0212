import type { DataSource } from 'typeorm';
import { compileFilter } from './postgres-filter.js';
import { type Bookkeeping, DOCUMENT_FORM, kindNumber, removeDocuments, writeDocuments } from './postgres-postings.js';
import type { SearchDocument } from './search-document.js';
import { DOCUMENT_KINDS } from './search-document.js';
import type { CandidateQuery, FacetCount, FacetField, QueryTerm, QueryWord, SearchHealth, SearchHit, SearchOrder, SearchQuery, SearchResult } from './search-index.js';
import { FACET_LIMIT, SearchIndex } from './search-index.js';
import { askedWeight, scoreOf } from './weight-scale.js';

/**
 * To look up a document and filter it costs more than to sum up its score: so the best by score are taken first, this many for
 * each that is wanted.
 */
const LOOKED_AT_PER_HIT = 8;
const ALL = 2_147_483_647;

interface HitRow {
  id: string;
  kind: number;
  score: number;
}

/**
 * The search port on the Postgres that is there already: an own inverted index (`search_posting`: kind, term, document → weight),
 * read by a covering primary key. Exact best hits by a weighted sum, in one statement.
 */
export class PostgresSearchIndex extends SearchIndex {
  constructor(
    private readonly dataSource: DataSource,
    private readonly bookkeeping: Bookkeeping = 'unnoted',
  ) {
    super();
  }

  upsert(documents: readonly SearchDocument[]): Promise<void> {
    return writeDocuments(this.dataSource, documents, this.bookkeeping);
  }

  remove(ids: readonly string[]): Promise<void> {
    return removeDocuments(this.dataSource, ids, this.bookkeeping);
  }

  health(): SearchHealth {
    return { engine: 'postgres', state: 'up', answersFrom: 'postgres' };
  }

  async contains(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.dataSource.query<{ id: string }[]>(`select id from search_document where id = any($1::uuid[]) and form = ${DOCUMENT_FORM}`, [[...ids]]);
    return new Set(rows.map(({ id }) => id));
  }

  async candidates(query: CandidateQuery): Promise<SearchHit[]> {
    if (query.terms.length === 0) return [];
    const best = await this.bestCandidates(query, query.limit * LOOKED_AT_PER_HIT);
    // The filter let too few of the best pass: look at all of them.
    return best.length === query.limit ? best : this.bestCandidates(query, ALL);
  }

  /** The best that pass the filter among the `lookedAt` best of all; exact when as many come out as were asked for, or when all were looked at. */
  private async bestCandidates(query: CandidateQuery, lookedAt: number): Promise<SearchHit[]> {
    const parameters: unknown[] = [...termParameters(query.terms), kindNumber(query.kind), query.limit, lookedAt];
    const rows = await this.dataSource.query<HitRow[]>(
      `select d.id, d.kind, s.score
         from (select p.document, sum(p.weight * q.weight) as score
                 from unnest($1::text[], $2::int[]) as q(token, weight)
                 join search_term t on t.token = q.token
                 join search_posting p on p.kind = $3 and p.term = t.number
                group by p.document
                order by score desc fetch first ($5) rows with ties) s
         join search_document d on d.number = s.document
        where ${compileFilter(query.filter, parameters)}
        order by s.score desc, d.id
        limit $4`,
      parameters,
    );
    return rows.map(toHit);
  }

  async search(query: SearchQuery): Promise<SearchResult> {
    const parameters: unknown[] = [];
    const hits = query.words.length > 0 ? matchingHits(query, parameters) : allHits(query, parameters);
    const figures = await this.dataSource.query<{ field: FacetField | null; code: string | null; count: number }[]>(
      `with hits as materialized (${hits}) ${figuresOf(query.facets)}`,
      parameters,
    );
    const rows = await this.dataSource.query<HitRow[]>(
      `select d.id, d.kind, d.score from (${hits}) d
        order by ${ORDERS[query.order]}
        limit $${parameters.length + 1} offset $${parameters.length + 2}`,
      [...parameters, query.limit, query.offset],
    );
    const facets: Partial<Record<FacetField, FacetCount[]>> = {};
    for (const field of query.facets) facets[field] = [];
    for (const { field, code, count } of figures) if (field !== null && code !== null) facets[field]?.push({ code, count });
    return { hits: rows.map(toHit), total: figures.find(({ field }) => field === null)?.count ?? 0, isAbout: false, facets };
  }
}

function toHit({ id, kind, score }: HitRow): SearchHit {
  return { id, kind: DOCUMENT_KINDS[kind]!, score: scoreOf(Number(score)) };
}

function termParameters(terms: readonly QueryTerm[]): [string[], number[]] {
  return [terms.map(({ term }) => term), terms.map(({ weight }) => askedWeight(weight))];
}

const ORDERS: Readonly<Record<SearchOrder, string>> = {
  fit: 'd.score desc, d.published_at desc, d.id',
  newest: 'd.published_at desc, d.id',
  deadline: 'd.deadline, d.published_at desc, d.id',
};

/** Each term of each word, with the number of its word. */
function wordParameters(words: readonly QueryWord[]): [string[], number[], number[]] {
  const rows = words.flatMap(({ terms, weight }, word) => terms.map(({ term, share }) => ({ term, word, weight: askedWeight(weight * share) })));
  return [rows.map(({ term }) => term), rows.map(({ word }) => word), rows.map(({ weight }) => weight)];
}

/** Documents that meet enough of the query's weight, scored. */
function matchingHits(query: SearchQuery, parameters: unknown[]): string {
  const weights = query.words.map(({ weight }) => askedWeight(weight));
  const least = Math.ceil(query.minimumMatch * weights.reduce((sum, weight) => sum + weight, 0));
  parameters.push(...wordParameters(query.words), weights, query.kinds.map(kindNumber), least);
  return `
    select d.*, s.score
      from (select kind, document, sum(worth) as score
              from (select p.kind, p.document, q.word, max(p.weight * q.weight) as worth
                      from unnest($1::text[], $2::int[], $3::int[]) as q(token, word, weight)
                      join search_term t on t.token = q.token
                      join search_posting p on p.kind = any($5::smallint[]) and p.term = t.number
                     group by p.kind, p.document, q.word) met
             group by kind, document
            having sum(($4::int[])[word + 1]) >= $6) s
      join search_document d on d.number = s.document
     where ${compileFilter(query.filter, parameters)}`;
}

function allHits(query: SearchQuery, parameters: unknown[]): string {
  parameters.push(query.kinds.map(kindNumber));
  return `select d.*, 0 as score from search_document d where d.kind = any($1::smallint[]) and ${compileFilter(query.filter, parameters)}`;
}

const FACET_COLUMNS: Readonly<Record<FacetField, string>> = {
  regions: 'unnest(regions)',
  serviceRegions: 'unnest(service_regions)',
  categories: 'unnest(categories)',
  industries: 'unnest(industries)',
  certificates: 'unnest(certificates)',
  budgets: 'unnest(budgets)',
  deadline: 'unnest(array_remove(array[deadline::text], null))',
};

function figuresOf(facets: readonly FacetField[]): string {
  const counts = [...new Set(facets)].map(
    (field) => `
      (select '${field}', code, count(*) as count from hits, ${FACET_COLUMNS[field]} as code
        group by code order by count(*) desc, code limit ${FACET_LIMIT})`,
  );
  return [`select null as field, null as code, count(*) as count from hits`, ...counts].join(' union all ');
}
