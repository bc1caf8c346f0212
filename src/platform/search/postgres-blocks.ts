import type { DataSource } from 'typeorm';
import { placeInSql, POSTING_BYTES } from './posting-block.js';

/** Reading the postings of terms: what is packed in blocks, and what waits to be packed, as rows. Documents that are gone may still be among them. */

/** Postings of one term and kind: of one segment, or of all that waits. */
export interface StoredPostings {
  /** Which of the terms that were asked for, from 0. */
  readonly asked: number;
  readonly kind: number;
  /** The first number of the stretch, which may have several blocks. Null: not packed yet; then `postings` is `number weight,number weight…`, else a block (`posting-block.ts`). */
  readonly stretch: number | null;
  readonly postings: string;
}

/**
 * The postings of some terms. One statement, because rows may turn into blocks just now. `offset 0` keeps the planner from reading a table as a whole: a
 * query touches a thousandth of it.
 *
 * @param tokens terms, each once; those that the index does not know have no postings
 */
export function readPostings(dataSource: DataSource, tokens: readonly string[], kinds: readonly number[]): Promise<StoredPostings[]> {
  return dataSource.query<StoredPostings[]>(
    `with asked as materialized (
       select q.place::int - 1 as asked, t.number as term, k.kind
         from unnest($1::text[]) with ordinality as q (token, place) join search_term t on t.token = q.token cross join unnest($2::smallint[]) as k (kind))
     select a.asked, a.kind, s.stretch, b.postings
       from search_segment s cross join asked a
       cross join lateral (select postings from search_block where segment = s.id and kind = a.kind and term = a.term offset 0) b
     union all
     select a.asked, a.kind, null, p.postings
       from asked a
       cross join lateral (select string_agg(document || ' ' || weight, ',') as postings from search_posting where kind = a.kind and term = a.term) p
      where p.postings is not null`,
    [tokens, kinds],
  );
}

/** How many postings a term has in blocks, as an SQL expression: by their lengths; they are not read. Documents that are gone count until they are packed anew. */
export function packedCount(term: string, kinds: string): string {
  return `(
    select coalesce(sum(b.postings), 0)::int
      from search_segment s cross join unnest(${kinds}) as k (kind)
      cross join lateral (select octet_length(postings) / ${POSTING_BYTES} as postings from search_block where segment = s.id and kind = k.kind and term = ${term} offset 0) b)`;
}

/** The numbers of the documents whose postings a term has in blocks, as an SQL query with the column `document`: for few of them. */
export function packedDocuments(term: string, kinds: string): string {
  return `
    select s.stretch + ${placeInSql('b.bytes', 'i')} as document
      from search_segment s cross join unnest(${kinds}) as k (kind)
      cross join lateral (select convert_to(postings, 'UTF8') as bytes from search_block where segment = s.id and kind = k.kind and term = ${term} offset 0) b
      cross join generate_series(0, length(b.bytes) - ${POSTING_BYTES}, ${POSTING_BYTES}) as i`;
}

/** Calls `take` with each posting that waits: the document's number and its weight. */
export function eachWaiting(postings: string, take: (number: number, weight: number) => void): void {
  for (const posting of postings.split(',')) {
    const gap = posting.indexOf(' ');
    take(Number(posting.slice(0, gap)), Number(posting.slice(gap + 1)));
  }
}
