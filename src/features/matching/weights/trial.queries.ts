import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { Clock } from '../../../shared/clock.js';
import { holdsSeat } from '../match.states.js';

/** An open demand with what is stored for it. */
export interface DemandUnderTrial {
  readonly demandId: string;
  readonly seats: number;
  /** Matches that hold a seat, and whether one of them is a newcomer. */
  readonly taken: number;
  readonly hasNewcomer: boolean;
  readonly suggestions: readonly { readonly matchId: string; readonly offeringId: string; readonly isVolunteer: boolean; readonly isInvolved: boolean }[];
}

const OPEN = `from listing l join enterprise e on e.id = l.enterprise_id
  where l.kind = 'demand' and l.status = 'published' and l.expires_at > $1 and (l.deadline is null or l.deadline >= $2) and e.status = 'verified'`;
const HAS_SUGGESTIONS = `exists (select 1 from match m where m.demand_id = l.id and m.status = 'suggested')`;

/** What a trial of other weights looks at. */
@Injectable()
export class TrialQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** How many open demands have suggestions. */
  async countDemands(today: string): Promise<number> {
    const [row] = await this.database.query<{ total: number }>(`select count(*) as total ${OPEN} and ${HAS_SUGGESTIONS}`, [this.clock.now(), today]);
    return row!.total;
  }

  /** The newest of them. */
  async newestDemands(today: string, most: number): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `select l.id ${OPEN} and ${HAS_SUGGESTIONS} order by l.published_at desc, l.id limit $3`,
      [this.clock.now(), today, most],
    );
    return rows.map(({ id }) => id);
  }

  async load(demandIds: readonly string[]): Promise<DemandUnderTrial[]> {
    return this.database.query<DemandUnderTrial>(
      `select l.id as "demandId", l.seats,
              (select count(*) from match h where h.demand_id = l.id and ${holdsSeat('h')}) as taken,
              (select coalesce(bool_or(h.is_exploring), false) from match h where h.demand_id = l.id and ${holdsSeat('h')}) as "hasNewcomer",
              (select jsonb_agg(jsonb_build_object('matchId', m.id, 'offeringId', m.offering_id, 'isVolunteer', m.is_volunteer, 'isInvolved',
                        exists (select 1 from match o where o.demand_id = l.id and o.offering_enterprise_id = m.offering_enterprise_id
                                   and o.status not in ('suggested', 'withdrawn'))))
                 from match m where m.demand_id = l.id and m.status = 'suggested') as suggestions
         from listing l where l.id = any($1::uuid[])
          and exists (select 1 from match m where m.demand_id = l.id and m.status = 'suggested') order by l.published_at desc, l.id`,
      [demandIds],
    );
  }

  /** Codes and titles of listings, by id. */
  async names(ids: readonly string[]): Promise<ReadonlyMap<string, { readonly code: string; readonly title: string }>> {
    const rows = await this.database.query<{ id: string; code: string; title: string }>(`select id, code, title from listing where id = any($1::uuid[])`, [ids]);
    return new Map(rows.map(({ id, code, title }) => [id, { code, title }]));
  }
}
