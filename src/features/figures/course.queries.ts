import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Settings } from '../../config/settings.js';
import { DAY_MS } from '../../shared/durations.js';
import { localDate, type LocalDate, shiftDate } from '../../shared/zoned-time.js';
import type { Contracts, Flow, Funnel, Summary, Trend, TrendPoint, Wait, Waiting, Waits } from './figures.types.js';
import { WAITS } from './figures.types.js';

/** A demand has had its time: three working days for an answer, five for a reply, twice over for a seat that was refilled. */
export const MATURE_DAYS = 30;
/** The most months that a trend shows. */
const MOST_MONTHS = 24;

/** Digits of a province's code (GB/T 2260). */
const provinceOf = (column: string): string => `left(${column}, 2)`;
const hoursBetween = (from: string, to: string): string => `extract(epoch from ${to} - ${from}) / 3600`;

/** What came of demands: who was asked, who answered, in what time. */
@Injectable()
export class CourseQueries {
  constructor(private readonly settings: Settings) {}

  async deals(manager: EntityManager, since: Date): Promise<Pick<Summary, 'invitations' | 'answered' | 'engagements' | 'contracts' | 'acceptances'> & { flow: Flow[] }> {
    const [[matches], flow, [accepted]] = [
      await manager.query<{ sent: number; answered: number }[]>(
        `select count(*)::integer as sent, (count(*) filter (where answered_at is not null))::integer as answered from match where invited_at >= $1`,
        [since],
      ),
      await manager.query<Flow[]>(
        `select ${provinceOf('d.region_code')} as from, ${provinceOf('p.region_code')} as to, count(*)::integer as count
           from engagement g join listing d on d.id = g.demand_id join enterprise p on p.id = g.offering_enterprise_id
          where g.opened_at >= $1 group by 1, 2 order by 1, 2`,
        [since],
      ),
      await manager.query<{ count: number }[]>(`select count(*)::integer as count from engagement where accepted_at >= $1`, [since]),
    ];
    return {
      invitations: matches?.sent ?? 0,
      answered: matches?.answered ?? 0,
      engagements: flow.reduce((sum, { count }) => sum + count, 0),
      contracts: await this.contracts(manager, since),
      acceptances: accepted?.count ?? 0,
      flow,
    };
  }

  /** Signatures that were confirmed in the period, also of engagements that ended afterwards: they were signed. */
  private async contracts(manager: EntityManager, since: Date): Promise<Contracts> {
    const largest = (side: string): string =>
      `array(select sum(signed_amount) from signed group by ${side} order by 1 desc limit 2)::double precision[]`;
    const [row] = await manager.query<{ count: number; value: number; factory: number[]; provider: number[] }[]>(
      `with signed as (select demand_enterprise_id, offering_enterprise_id, signed_amount from engagement where signed_at >= $1)
       select count(*)::integer as count, coalesce(sum(signed_amount), 0)::double precision as value,
              ${largest('demand_enterprise_id')} as factory, ${largest('offering_enterprise_id')} as provider from signed`,
      [since],
    );
    const two = (values: readonly number[] = []): [number, number] => [values[0] ?? 0, values[1] ?? 0];
    return { count: row?.count ?? 0, value: row?.value ?? 0, largest: { factory: two(row?.factory), provider: two(row?.provider) } };
  }

  /** Demands published in the period and at least `MATURE_DAYS` ago, by how far they came. Each counts once, however many were asked. */
  async funnel(manager: EntityManager, now: Date, since: Date): Promise<Funnel> {
    const until = matureUntil(now);
    const [row] = await manager.query<Omit<Funnel, 'until'>[]>(
      `with cohort as (select id from listing where kind = 'demand' and published_at >= $1 and published_at < $2),
            course as (select m.demand_id, bool_or(m.invited_at is not null or m.answered_at is not null) as asked, bool_or(m.answered_at is not null) as answered,
                              bool_or(m.interested_at is not null or (m.is_volunteer and m.answered_at is not null)) as interested
                         from match m join cohort on cohort.id = m.demand_id group by m.demand_id),
            deals as (select demand_id, bool_or(signed_at is not null) as signed, bool_or(accepted_at is not null) as accepted from engagement group by demand_id)
       select count(*)::integer as published, (count(*) filter (where c.asked))::integer as asked, (count(*) filter (where c.answered))::integer as answered,
              (count(*) filter (where c.interested))::integer as interested, count(d.demand_id)::integer as agreed,
              (count(*) filter (where d.signed))::integer as signed, (count(*) filter (where d.accepted))::integer as accepted
         from cohort left join course c on c.demand_id = cohort.id left join deals d on d.demand_id = cohort.id`,
      [since, until],
    );
    return { ...row!, until: until.toISOString() };
  }

  /** Of the same cohort those that nobody has answered, by category. */
  async unanswered(manager: EntityManager, now: Date, since: Date): Promise<{ code: string | null; count: number }[]> {
    return manager.query(
      `select category_code as code, count(*)::integer as count from listing l
        where kind = 'demand' and published_at >= $1 and published_at < $2
          and not exists (select 1 from match m where m.demand_id = l.id and m.answered_at is not null) group by 1`,
      [since, matureUntil(now)],
    );
  }

  /** Waits that ended in the period, everywhere and by province: the reviewer's, the demand's, the provider's, the factory's. */
  async waits(manager: EntityManager, since: Date): Promise<Waits[]> {
    const of = async (source: string): Promise<Map<string | null, Waiting>> => {
      const rows = await manager.query<(Waiting & { regionCode: string | null })[]>(
        `select region as "regionCode", count(*)::integer as count, percentile_cont(0.5) within group (order by hours) as median
           from (${source}) as wait (region, hours) group by rollup (region)`,
        [since],
      );
      return new Map(rows.map(({ regionCode, count, median }) => [regionCode, { count, median }]));
    };
    const found: Record<Wait, Map<string | null, Waiting>> = {
      review: await of(`select ${provinceOf('region_code')}, ${hoursBetween('opened_at', 'decided_at')} from review where officer_id is not null and decided_at >= $1`),
      firstAnswer: await of(
        `select ${provinceOf('d.region_code')}, ${hoursBetween('d.published_at', 'min(m.answered_at)')} from listing d join match m on m.demand_id = d.id
          where m.answered_at >= d.published_at group by d.id having min(m.answered_at) >= $1`,
      ),
      answer: await of(
        `select ${provinceOf('p.region_code')}, ${hoursBetween('m.invited_at', 'm.answered_at')} from match m join enterprise p on p.id = m.offering_enterprise_id
          where m.invited_at is not null and m.answered_at >= $1`,
      ),
      reply: await of(
        `select ${provinceOf('f.region_code')}, ${hoursBetween('m.interested_at', 'm.replied_at')} from match m join enterprise f on f.id = m.demand_enterprise_id
          where m.interested_at is not null and m.replied_at >= $1`,
      ),
    };
    const regions = [...new Set(WAITS.flatMap((wait) => [...found[wait].keys()]))].filter((code) => code !== null).sort();
    const none: Waiting = { count: 0, median: null };
    const waitsIn = (code: string | null): Record<Wait, Waiting> => Object.fromEntries(WAITS.map((wait) => [wait, found[wait].get(code) ?? none])) as Record<Wait, Waiting>;
    return [null, ...regions].map((regionCode) => ({ regionCode, ...waitsIn(regionCode) }));
  }

  /** Month by month, or week by week within a quarter; from the first day of the period, else from the first listing on. */
  async trend(manager: EntityManager, unit: Trend['unit'], now: Date, since: Date): Promise<Trend> {
    const zone = this.settings.timeZone;
    const day = (column: string): string => `date_trunc('${unit}', ${column} at time zone $2)::date::text`;
    type Row = Partial<Omit<TrendPoint, 'review'>> & { day: LocalDate; count: number; median: number | null };
    const [listings, engagements, reviews] = [
      await manager.query<Row[]>(
        `select ${day('published_at')} as day, (count(*) filter (where kind = 'demand'))::integer as demands, (count(*) filter (where kind = 'offering'))::integer as offerings
           from listing where published_at >= $1 and published_at <= $3 group by 1`,
        [since, zone, now],
      ),
      await manager.query<Row[]>(`select ${day('opened_at')} as day, count(*)::integer as engagements from engagement where opened_at >= $1 group by 1`, [since, zone]),
      await manager.query<Row[]>(
        `select ${day('decided_at')} as day, count(*)::integer as count, percentile_cont(0.5) within group (order by ${hoursBetween('opened_at', 'decided_at')}) as median
           from review where officer_id is not null and decided_at >= $1 group by 1`,
        [since, zone],
      ),
    ];
    const days = [...listings, ...engagements, ...reviews].map((row) => row.day).sort();
    const begin = bucketOf(since.getTime() === 0 ? (days[0] ?? localDate(now, zone)) : localDate(since, zone), unit);
    const on = (rows: readonly Row[], at: LocalDate): Row | undefined => rows.find((row) => row.day === at);
    const points = bucketsFrom(begin, localDate(now, zone), unit).map((at): TrendPoint => {
      const [listed, agreed, decided] = [on(listings, at), on(engagements, at), on(reviews, at)];
      return {
        day: at,
        demands: listed?.demands ?? 0,
        offerings: listed?.offerings ?? 0,
        engagements: agreed?.engagements ?? 0,
        review: { count: decided?.count ?? 0, median: decided?.median ?? null },
      };
    });
    return { unit, points: points.slice(-MOST_MONTHS) };
  }
}

function matureUntil(now: Date): Date {
  return new Date(now.getTime() - MATURE_DAYS * DAY_MS);
}

/** The first day of the month, or the Monday of the week (as `date_trunc` has it), in which a day lies. */
function bucketOf(day: LocalDate, unit: Trend['unit']): LocalDate {
  if (unit === 'month') return `${day.slice(0, 7)}-01`;
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return shiftDate(day, -weekday);
}

function bucketsFrom(first: LocalDate, last: LocalDate, unit: Trend['unit']): LocalDate[] {
  const days: LocalDate[] = [];
  for (let day = first; day <= last; day = unit === 'week' ? shiftDate(day, 7) : bucketOf(shiftDate(day, 31), unit)) days.push(day);
  return days;
}
