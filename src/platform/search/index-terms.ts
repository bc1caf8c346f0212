import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** So many are counted in a few milliseconds. */
const COUNTED_DOCUMENTS = 50_000;

/** A term of the index by the number under which it came in. */
interface NumberedTerm {
  readonly number: number;
  readonly token: string;
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

  /** How many visible documents hold each term, counted up to `most`; terms that none holds are left out. */
  async counts(terms: Iterable<string>, most: number): Promise<ReadonlyMap<string, number>> {
    const tokens = [...new Set(terms)];
    if (tokens.length === 0) return new Map();
    const rows = await this.dataSource.query<{ token: string; count: number }[]>(
      `select t.token, c.count::int as count
         from search_term t
        cross join lateral (select count(*) as count from (select 1 from search_posting p where p.kind = any('{0,1,2}') and p.term = t.number limit $2) as seen) as c
        where t.token = any($1::text[]) and c.count > 0`,
      [tokens, most],
    );
    return new Map(rows.map(({ token, count }) => [token, count]));
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

  /** Terms that came in after a number, up to another, oldest first. */
  termsBetween(after: number, upTo: number, limit: number): Promise<NumberedTerm[]> {
    return this.dataSource.query(`select number, token from search_term where number > $1 and number <= $2 order by number limit $3`, [after, upTo, limit]);
  }

  /** What stands above each of the documents that came in after a number, up to another, oldest first: the title and the first line, normalised. */
  headsBetween(after: number, upTo: number, limit: number): Promise<NumberedHead[]> {
    return this.dataSource.query(
      `select document as number, title || E'\\n' || left(split_part(body, E'\\n', 1), 200) as text from search_text where document > $1 and document <= $2 order by document limit $3`,
      [after, upTo, limit],
    );
  }
}
