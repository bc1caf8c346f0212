import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { EnterpriseSize } from '../../enterprises/enterprises.types.js';

/** How much of what matching gives away goes to the enterprises of one province and one size. */
export interface Exposure {
  /** Two digits of GB/T 2260. */
  readonly province: string;
  readonly size: EnterpriseSize;
  /** Verified, with an offering on the market now. */
  readonly providers: number;
  /** Suggestions that wait in the queues of demands now. */
  readonly suggestions: number;
  /** Invitations since a moment, whatever was answered; of those whose enterprise has left the market too. */
  readonly invitations: number;
}

/** Who is put before factories, exact. What of it may be shown to everybody is for whoever publishes it. */
@Injectable()
export class ExposureQueries {
  /** Two readings of indexes that hold nothing but what is counted; in the caller's transaction, so that all figures are of one moment. */
  async count(manager: EntityManager, now: Date, since: Date): Promise<Exposure[]> {
    return manager.query<Exposure[]>(
      `with asked as (select offering_enterprise_id as id, count(*) as n from match where invited_at >= $2 group by 1),
            queued as (select offering_enterprise_id as id, count(*) as n from match where status = 'suggested' group by 1)
       select left(e.region_code, 2) as province, e.size, coalesce(sum(asked.n), 0)::int as invitations, coalesce(sum(queued.n), 0)::int as suggestions,
              (count(*) filter (where e.status = 'verified' and exists (
                select 1 from listing l where l.enterprise_id = e.id and l.kind = 'offering' and l.status = 'published' and l.expires_at > $1)))::int as providers
         from enterprise e left join asked on asked.id = e.id left join queued on queued.id = e.id
        group by 1, 2 order by 1, 2`,
      [now, since],
    );
  }
}
