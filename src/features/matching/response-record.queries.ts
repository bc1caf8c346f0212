import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { Clock } from '../../shared/clock.js';

/** How an enterprise has answered as a provider, over the last twelve months. A no counts as an answer. */
export interface ResponseRecord {
  /** Invitations that have come to an end; who was withdrawn did not have his time and is not counted. */
  readonly invited: number;
  /** Of those, answered in time with yes or no. */
  readonly answered: number;
  /** From the invitation to the answer; null without an answer. */
  readonly medianHours: number | null;
  /** Both sides said yes. */
  readonly engaged: number;
  /** Of those, with a factory of another province. */
  readonly engagedAcross: number;
}

/** A year in days, as the page says it; a leap day more or less tells nothing. */
const DAYS = 365;
const DAY_MS = 86_400_000;

@Injectable()
export class ResponseRecordQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** All zero for an enterprise that nobody has invited. The caller has made sure that its record may be shown. */
  async of(enterpriseId: string): Promise<ResponseRecord> {
    // Provinces are the first two digits of GB/T 2260.
    const [record] = await this.database.query<ResponseRecord>(
      `select count(*) filter (where ended) as invited, count(*) filter (where ended and answered_at is not null) as answered,
              percentile_cont(0.5) within group (order by extract(epoch from answered_at - invited_at) / 3600)
                filter (where ended and answered_at is not null) as "medianHours",
              count(*) filter (where status = 'engaged') as engaged,
              count(*) filter (where status = 'engaged' and left(theirs, 2) <> left(ours, 2)) as "engagedAcross"
         from (select m.status, m.invited_at, m.answered_at, f.region_code as theirs, p.region_code as ours,
                      m.invited_at is not null and m.status not in ('suggested', 'invited', 'withdrawn') as ended
                 from match m join enterprise f on f.id = m.demand_enterprise_id join enterprise p on p.id = m.offering_enterprise_id
                where m.offering_enterprise_id = $1 and coalesce(m.invited_at, m.answered_at) >= $2) as past`,
      [enterpriseId, new Date(this.clock.now().getTime() - DAYS * DAY_MS)],
    );
    return record!;
  }
}
