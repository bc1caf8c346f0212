import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { Clock } from '../../shared/clock.js';
import { holdsSeat } from '../matching/matching.types.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';

/** Digits of a province's code (GB/T 2260). */
const PROVINCE = 2;
/** The newest demands among which one is looked for to be the picture of the page. */
const RECENT = 30;

/** What the front page counts. Each figure is a count of rows at this moment. */
interface MarketFigures {
  readonly demands: number;
  /** Of those, with a free seat. */
  readonly demandsWithSeats: number;
  /** Verified enterprises by province, in the order of the list of regions. */
  readonly enterprises: readonly { readonly regionCode: string; readonly count: number }[];
  /** Invitations that were ever sent, and those that the provider answered, with yes or no. */
  readonly invitations: number;
  readonly answered: number;
  /** Both sides have said yes; and of those, across a border between provinces. */
  readonly engagements: number;
  readonly crossRegion: number;
}

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
  readonly figures: MarketFigures;
  /** The newest first. */
  readonly newest: readonly MarketDemand[];
  /** A real one with its seats: the newest that somebody said yes to, else was invited to, else the newest; null on an empty market. */
  readonly picture: (MarketDemand & { readonly taken: readonly TakenSeat[] }) | null;
  /** Published demands by the top of the list of categories, in its order. */
  readonly categories: readonly { readonly code: string; readonly count: number }[];
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

/** What everybody may see of the market as a whole. */
@Injectable()
export class HomeQueries {
  constructor(
    private readonly database: Database,
    private readonly taxonomy: TaxonomyService,
    private readonly clock: Clock,
  ) {}

  async market(newestCount: number): Promise<Market> {
    const now = this.clock.now();
    const [figures, recent, categories] = await Promise.all([
      this.figures(now),
      this.database.query<MarketDemand>(`${LIVE_DEMANDS} order by l.published_at desc, l.id desc limit ${RECENT}`, [now]),
      this.categories(now),
    ]);
    const shown = recent.find(({ seatsAnswered }) => seatsAnswered > 0) ?? recent.find(({ seatsTaken }) => seatsTaken > 0) ?? recent[0];
    return { figures, newest: recent.slice(0, newestCount), picture: shown ? { ...shown, taken: await this.taken(shown.id) } : null, categories };
  }

  private async figures(now: Date): Promise<MarketFigures> {
    const [[demands], enterprises, [matches], [engagements]] = await Promise.all([
      this.database.query<{ count: number; withSeats: number }>(
        `select count(*)::integer as count, (count(*) filter (where d."seatsTaken" < d.seats))::integer as "withSeats" from (${LIVE_DEMANDS}) d`,
        [now],
      ),
      this.database.query<{ regionCode: string; count: number }>(
        `select left(region_code, ${PROVINCE}) as "regionCode", count(*)::integer as count from enterprise where status = 'verified' group by 1 order by 1`,
      ),
      this.database.query<{ sent: number; answered: number }>(
        `select count(*)::integer as sent, (count(*) filter (where answered_at is not null))::integer as answered from match where invited_at is not null`,
      ),
      this.database.query<{ count: number; cross: number }>(
        `select count(*)::integer as count, (count(*) filter (where left(f.region_code, ${PROVINCE}) <> left(p.region_code, ${PROVINCE})))::integer as "cross"
           from engagement g join enterprise f on f.id = g.demand_enterprise_id join enterprise p on p.id = g.offering_enterprise_id`,
      ),
    ]);
    return {
      demands: demands?.count ?? 0,
      demandsWithSeats: demands?.withSeats ?? 0,
      enterprises,
      invitations: matches?.sent ?? 0,
      answered: matches?.answered ?? 0,
      engagements: engagements?.count ?? 0,
      crossRegion: engagements?.cross ?? 0,
    };
  }

  private async categories(now: Date): Promise<{ code: string; count: number }[]> {
    const rows = await this.database.query<{ code: string; count: number }>(
      `select l.category_code as code, count(*)::integer as count from listing l join enterprise e on e.id = l.enterprise_id
        where l.kind = 'demand' and l.category_code is not null and ${LIVE} group by 1`,
      [now],
    );
    const counts = new Map<string, number>();
    for (const { code, count } of rows) {
      const [top] = this.taxonomy.codePath('service-category', code);
      if (top !== undefined) counts.set(top, (counts.get(top) ?? 0) + count);
    }
    return this.taxonomy.choices('service-category', null).map(({ code }) => ({ code, count: counts.get(code) ?? 0 }));
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
