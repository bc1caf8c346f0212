import type { DataSource } from 'typeorm';
import { compileFilter } from '../platform/search/postgres-filter.js';
import { kindNumber } from '../platform/search/search-document.js';
import type { CandidateQuery } from '../platform/search/search-index.js';
import { askedWeight } from '../platform/search/weight-scale.js';

/**
 * Lays out the postings of all terms that some queries ask for as rows of a temporary table, read from the documents themselves.
 *
 * @param connection a source with one connection
 */
export async function layOutPostings(connection: DataSource, queries: readonly CandidateQuery[]): Promise<void> {
  // A million documents take longer than a statement of the product's may.
  await connection.query('set statement_timeout = 0');
  await connection.query('drop table if exists exact_posting');
  await connection.query(
    `create temporary table exact_posting as
     select d.kind, held.term, d.number as document, held.weight
       from search_document d cross join lateral unnest(d.terms, d.weights) as held (term, weight)
       join (select number from search_term where token = any($1::text[])) asked on asked.number = held.term
      where d.kind = any($2::smallint[])`,
    [[...new Set(queries.flatMap(({ terms }) => terms.map(({ term }) => term)))], [...new Set(queries.map(({ kind }) => kindNumber(kind)))]],
  );
  await connection.query('create index on exact_posting (kind, term)');
  await connection.query('analyze exact_posting');
}

/**
 * The best documents of a query by full BM25 over every posting, with its hard constraints, ties by id: one plain statement that shares nothing with how
 * any engine looks for candidates. After `layOutPostings`.
 */
export async function exactBest(connection: DataSource, query: CandidateQuery, limit: number): Promise<string[]> {
  const parameters: unknown[] = [query.terms.map(({ term }) => term), query.terms.map(({ weight }) => askedWeight(weight)), kindNumber(query.kind), limit];
  const rows = await connection.query<{ id: string }[]>(
    `select d.id
       from (select p.document, sum(p.weight::bigint * q.weight) as score
               from unnest($1::text[], $2::int[]) as q (token, weight)
               join search_term t on t.token = q.token
               join exact_posting p on p.kind = $3 and p.term = t.number
              group by p.document) s
       join search_document d on d.number = s.document
      where ${compileFilter(query.filter, parameters)}
      order by s.score desc, d.id
      limit $4`,
    parameters,
  );
  return rows.map(({ id }) => id);
}
