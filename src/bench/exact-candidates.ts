import type { DataSource } from 'typeorm';
import { compileFilter } from '../platform/search/postgres-filter.js';
import { DOCUMENT_KINDS } from '../platform/search/search-document.js';
import type { CandidateQuery } from '../platform/search/search-index.js';
import { askedWeight } from '../platform/search/weight-scale.js';

/**
 * The best documents of a query by full BM25 over every posting, with its hard constraints, ties by id: one plain statement that shares nothing with how
 * any engine looks for candidates.
 */
export async function exactBest(dataSource: DataSource, query: CandidateQuery, limit: number): Promise<string[]> {
  const parameters: unknown[] = [query.terms.map(({ term }) => term), query.terms.map(({ weight }) => askedWeight(weight)), DOCUMENT_KINDS.indexOf(query.kind), limit];
  const rows = await dataSource.query<{ id: string }[]>(
    `select d.id
       from (select p.document, sum(p.weight::bigint * q.weight) as score
               from unnest($1::text[], $2::int[]) as q (token, weight)
               join search_term t on t.token = q.token
               join search_posting p on p.kind = $3 and p.term = t.number
              group by p.document) s
       join search_document d on d.number = s.document
      where ${compileFilter(query.filter, parameters)}
      order by s.score desc, d.id
      limit $4`,
    parameters,
  );
  return rows.map(({ id }) => id);
}
