import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { POSTING_BYTES } from './posting-block.js';
import { packedCount, packedDocuments } from './postgres-blocks.js';
import { DOCUMENT_KINDS, kindNumber } from './search-document.js';

/** So many are counted in a few milliseconds. */
const COUNTED_DOCUMENTS = 50_000;

/** Of terms with so few postings each is looked at. */
const LOOKED_AT = 64;

/** So many terms are counted by one statement: a second's work at a million documents, where each is looked for in a hundred segments. */
const COUNTED_TERMS = 2_000;

const KINDS = DOCUMENT_KINDS.map(kindNumber);

/** A term of the index by the number under which it came in. */
interface NumberedTerm {
  readonly number: number;
  readonly token: string;
  /** In how many documents, with those that are gone until they are packed anew. */
  readonly postings: number;
}

interface CountedTerm {
  readonly token: string;
  /** Postings in blocks, and those that wait to be packed. */
  readonly held: number;
  /** Of few: how many of them belong to a document that is still there. */
  readonly present: number | null;
}

interface NumberedHead {
  readonly number: number;
  readonly text: string;
}

/**
 * What the index says of its own words. Postgres holds it whichever engine answers the searches (ADR 9), and each question is
 * answered by a key, so that it costs the same however much is on the market.
 */
@Injectable()
export class IndexTerms {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * How many visible documents hold each term, counted up to `most`; terms that none holds are left out. Of a term with many postings those of documents that are
   * gone count until they are packed anew; of one with few each is looked at, so that what nobody offers any more is not taken for known.
   */
  async counts(terms: Iterable<string>, most: number): Promise<ReadonlyMap<string, number>> {
    const tokens = [...new Set(terms)];
    const counts = new Map<string, number>();
    for (let start = 0; start < tokens.length; start += COUNTED_TERMS) {
      for (const [token, count] of await this.countsOf(tokens.slice(start, start + COUNTED_TERMS), most)) counts.set(token, count);
    }
    return counts;
  }

  private async countsOf(tokens: readonly string[], most: number): Promise<[string, number][]> {
    const rows = await this.dataSource.query<CountedTerm[]>(
      `select token, held,
              case when held <= ${LOOKED_AT} then (
                select count(*)::int
                  from (select document from search_posting where kind = any($2::smallint[]) and term = c.number
                        union all ${packedDocuments('c.number', '$2::smallint[]')}) p
                 cross join lateral (select from search_box where document = p.document offset 0) b) end as present
         from (select t.token, t.number,
                      ${packedCount('t.number', '$2::smallint[]')} + (select count(*)::int from search_posting where kind = any($2::smallint[]) and term = t.number) as held
                 from search_term t where t.token = any($1::text[]) offset 0) c
        where held > 0`,
      [tokens, KINDS],
    );
    return rows.map(({ token, held, present }): [string, number] => [token, Math.min(most, present ?? held)]).filter(([, count]) => count > 0);
  }

  /** The newest number that a term has, and the newest of a document; 0 where there is none. */
  async newest(): Promise<{ readonly term: number; readonly document: number }> {
    const [row] = await this.dataSource.query<[{ term: number; document: number }]>(
      `select coalesce((select max(number) from search_term), 0) as term, coalesce((select max(number) from search_document), 0) as document`,
    );
    return row;
  }

  /** How many documents there are: counted while that is quick, else as the database last estimated. */
  async documents(): Promise<number> {
    const [{ estimate }] = await this.dataSource.query<[{ estimate: number }]>(`select reltuples::int as estimate from pg_class where oid = 'search_document'::regclass`);
    if (estimate > COUNTED_DOCUMENTS) return estimate;
    const [{ count }] = await this.dataSource.query<[{ count: number }]>(`select count(*)::int as count from search_document`);
    return count;
  }

  /** Terms that came in after a number, up to another, oldest first. Read along the keys of the blocks: most terms are rare and in few segments, and to look for each would ask all of them. */
  termsBetween(after: number, upTo: number, limit: number): Promise<NumberedTerm[]> {
    return this.dataSource.query(
      `with asked as materialized (select number, token from search_term where number > $1 and number <= $2 order by number limit $3),
            bounds as (select min(number) as first, max(number) as last from asked),
            held as (
              select b.term, b.postings
                from bounds r cross join search_segment s cross join unnest($4::smallint[]) as k (kind)
                cross join lateral (select term, octet_length(postings) / ${POSTING_BYTES} as postings from search_block where segment = s.id and kind = k.kind and term between r.first and r.last offset 0) b
               union all
              select p.term, 1 from bounds r join search_posting p on p.kind = any($4::smallint[]) and p.term between r.first and r.last)
       select a.number, a.token, coalesce(h.postings, 0)::int as postings
         from asked a left join (select term, sum(postings) as postings from held group by term) h on h.term = a.number order by a.number`,
      [after, upTo, limit, KINDS],
    );
  }

  /** What stands above each of the documents that came in after a number, up to another, oldest first: the title and the first line, normalised. */
  headsBetween(after: number, upTo: number, limit: number): Promise<NumberedHead[]> {
    return this.dataSource.query(
      `select document as number, title || E'\\n' || left(split_part(body, E'\\n', 1), 200) as text from search_text where document > $1 and document <= $2 order by document limit $3`,
      [after, upTo, limit],
    );
  }
}
