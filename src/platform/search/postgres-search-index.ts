import type { DataSource } from 'typeorm';
import { PostgresBox } from './postgres-box.js';
import { compileFilter } from './postgres-filter.js';
import { type Bookkeeping, DOCUMENT_FORM, kindNumber, removeDocuments, writeDocuments } from './postgres-postings.js';
import type { SearchDocument } from './search-document.js';
import { DOCUMENT_KINDS } from './search-document.js';
import type { CandidateQuery, QueryTerm, SearchHealth, SearchHit, SearchQuery, SearchResult } from './search-index.js';
import { SearchIndex } from './search-index.js';
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
  private readonly box: PostgresBox;

  constructor(
    private readonly dataSource: DataSource,
    private readonly bookkeeping: Bookkeeping = 'unnoted',
  ) {
    super();
    this.box = new PostgresBox(dataSource);
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

  search(query: SearchQuery): Promise<SearchResult> {
    return this.box.search(query);
  }
}

function toHit({ id, kind, score }: HitRow): SearchHit {
  return { id, kind: DOCUMENT_KINDS[kind]!, score: scoreOf(Number(score)) };
}

function termParameters(terms: readonly QueryTerm[]): [string[], number[]] {
  return [terms.map(({ term }) => term), terms.map(({ weight }) => askedWeight(weight))];
}
