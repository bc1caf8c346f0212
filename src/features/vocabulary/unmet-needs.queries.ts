import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { Language } from '../../shared/language.js';

interface Period {
  /** First and last day, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  /** Only what was asked for in this region or below it. */
  readonly regionCode?: string;
}

export interface UnmetNeed {
  /** Normalised, as they were understood. */
  readonly words: string;
  /** Different visitors on different days. */
  readonly count: number;
  readonly languages: readonly Language[];
  /** `YYYY-MM-DD`. */
  readonly lastDay: string;
}

const WITHIN = `day between $1::date and $2::date and region_code like $3`;

/** What was searched for without a hit. */
@Injectable()
export class UnmetNeedsQueries {
  constructor(private readonly database: Database) {}

  /**
   * The most frequent first.
   * @param manager whose transaction reads, where it has to be of one moment with other figures
   */
  top({ from, to, regionCode = '' }: Period, limit: number, manager = this.database.manager): Promise<UnmetNeed[]> {
    return manager.query(
      `select words, sum(count)::int as count, array_agg(distinct language) as languages, max(day)::text as "lastDay"
         from unmet_need where ${WITHIN} group by words order by sum(count) desc, max(day) desc, words limit $4`,
      [from, to, `${regionCode}%`, limit],
    );
  }

  /** How many there were on each day that had any. */
  byDay({ from, to, regionCode = '' }: Period): Promise<{ day: string; count: number }[]> {
    return this.database.query(`select day::text as day, sum(count)::int as count from unmet_need where ${WITHIN} group by day order by day`, [from, to, `${regionCode}%`]);
  }
}
