import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { Clock } from '../../shared/clock.js';
import { holdsSeat } from '../matching/matching.types.js';

/** Digits of a province's code (GB/T 2260). */
const PROVINCE = 2;
/** The newest demands among which one is looked for to be the picture of the page. */
const RECENT = 30;

export interface MarketDemand {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly effect: string;
  readonly body: string;
  readonly categoryCode: string | null;
  readonly regionCode: string;
  readonly budgetMin: number | null;
  readonly budgetMax: number | null;
  /** `YYYY-MM-DD`. */
  readonly deadline: string | null;
  readonly publishedAt: Date;
  readonly seats: number;
  readonly seatsTaken: number;
  /** Of those, by somebody who said yes. */
  readonly seatsAnswered: number;
}

/** One of a demand's seats as everybody may see it: how far it is, and the province of who sits there; never who. */
interface TakenSeat {
  readonly status: 'invited' | 'interested' | 'engaged';
  readonly regionCode: string;
  readonly isExploring: boolean;
}

export interface Market {
  /** The newest first. */
  readonly newest: readonly MarketDemand[];
  /** A real one with its seats: the newest that somebody said yes to, else was invited to, else the newest; null on an empty market. */
  readonly picture: (MarketDemand & { readonly taken: readonly TakenSeat[] }) | null;
}

const LIVE = `l.status = 'published' and l.expires_at > $1 and e.status = 'verified'`;
const SEATED = holdsSeat('m');
const LIVE_DEMANDS = `
  select l.id, l.code, l.title, l.effect, left(l.body, 300) as body, l.category_code as "categoryCode", l.region_code as "regionCode",
         l.budget_min as "budgetMin", l.budget_max as "budgetMax", l.deadline::text as deadline, l.published_at as "publishedAt", l.seats,
         seat.taken as "seatsTaken", seat.answered as "seatsAnswered"
    from listing l join enterprise e on e.id = l.enterprise_id,
         lateral (select count(*)::integer as taken, (count(*) filter (where m.status <> 'invited'))::integer as answered
                    from match m where m.demand_id = l.id and ${SEATED}) seat
   where l.kind = 'demand' and ${LIVE}`;

/** What everybody may see of what is going on; how much of it there is, the figures say. */
@Injectable()
export class HomeQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async market(newestCount: number): Promise<Market> {
    const now = this.clock.now();
    const recent = await this.database.query<MarketDemand>(`${LIVE_DEMANDS} order by l.published_at desc, l.id desc limit ${RECENT}`, [now]);
    const shown = recent.find(({ seatsAnswered }) => seatsAnswered > 0) ?? recent.find(({ seatsTaken }) => seatsTaken > 0) ?? recent[0];
    return { newest: recent.slice(0, newestCount), picture: shown ? { ...shown, taken: await this.taken(shown.id) } : null };
  }

  private taken(demandId: string): Promise<TakenSeat[]> {
    return this.database.query<TakenSeat>(
      `select m.status, left(e.region_code, ${PROVINCE}) as "regionCode", m.is_exploring as "isExploring"
         from match m join enterprise e on e.id = m.offering_enterprise_id
        where m.demand_id = $1 and ${SEATED}
        order by m.status <> 'engaged', m.status <> 'interested', m.is_exploring, m.score desc, m.id`,
      [demandId],
    );
  }
}
