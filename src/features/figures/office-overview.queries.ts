import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { Clock } from '../../shared/clock.js';
import { DAY_MS } from '../../shared/durations.js';
import { ENGAGEMENT_STAGES, type EngagementStage } from '../engagements/engagements.types.js';
import type { Flow, Waiting } from './figures.types.js';

/** A demand that nobody has said yes to in so many days is one to look after. */
export const UNANSWERED_DAYS = 7;
/** Rows of a list that a page shows; the count beside it is of all. */
const SHOWN = 20;

/** The work of one authority. */
export interface AuthorityWork {
  readonly regionCode: string;
  readonly open: number;
  /** Past their time. */
  readonly late: number;
  readonly oldestOpenedAt: Date | null;
  readonly reviewers: number;
  /** Decided in the period. */
  readonly decided: Waiting;
}

export interface EngagementCourse {
  readonly opened: number;
  /** Of those, under way or accepted, by stage in its order. */
  readonly stages: readonly { readonly stage: Exclude<EngagementStage, 'ended'>; readonly count: number }[];
  /** Of those, ended, by reason. */
  readonly ended: readonly { readonly reason: string; readonly count: number }[];
}

export interface UnansweredDemand {
  readonly code: string;
  readonly title: string;
  readonly regionCode: string;
  readonly publishedAt: Date;
  /** Providers that were invited so far. */
  readonly invited: number;
}

export interface UninvitedProvider {
  readonly code: string;
  readonly name: string;
  readonly regionCode: string;
  readonly verifiedAt: Date;
  readonly offerings: number;
}

/** The longest waiting first, and how many there are in all. */
export interface ListOf<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

/**
 * What the secretariat oversees, exact and of this moment. `scope` is a region's code, or an empty string for all of them: codes nest by
 * prefix. The caller has made sure that the reader may see it.
 */
@Injectable()
export class OfficeOverviewQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** By province; one without a case and without a reviewer is not among them. */
  work(scope: string, since: Date): Promise<AuthorityWork[]> {
    return this.database.query<AuthorityWork>(
      `with cases as (
         select left(region_code, 2) as region, count(*) filter (where status = 'open') as open, count(*) filter (where status = 'open' and due_at < $3) as late,
                min(opened_at) filter (where status = 'open') as oldest, count(*) filter (where officer_id is not null and decided_at >= $2) as decided,
                percentile_cont(0.5) within group (order by extract(epoch from decided_at - opened_at) / 3600) filter (where officer_id is not null and decided_at >= $2) as median
           from review where starts_with(region_code, $1) group by 1),
       staff as (
         select left(a.region_code, 2) as region, count(*) as reviewers from officer o join authority a on a.id = o.authority_id
          where o.is_active and 'reviewer' = any(o.roles) and starts_with(a.region_code, $1) group by 1)
       select coalesce(cases.region, staff.region) as "regionCode", coalesce(cases.open, 0)::integer as open, coalesce(cases.late, 0)::integer as late,
              cases.oldest as "oldestOpenedAt", coalesce(staff.reviewers, 0)::integer as reviewers,
              jsonb_build_object('count', coalesce(cases.decided, 0), 'median', cases.median) as decided
         from cases full join staff on staff.region = cases.region order by 1`,
      [scope, since, this.clock.now()],
    );
  }

  /** Engagements opened in the period in which a side is of the scope. */
  flow(scope: string, since: Date): Promise<Flow[]> {
    return this.database.query<Flow>(
      `select left(d.region_code, 2) as from, left(p.region_code, 2) as to, count(*)::integer as count ${ENGAGEMENTS} group by 1, 2 order by 1, 2`,
      [scope, since],
    );
  }

  async engagements(scope: string, since: Date): Promise<EngagementCourse> {
    const rows = await this.database.query<{ stage: EngagementStage; reason: string | null; count: number }>(
      `select g.stage, g.end_reason as reason, count(*)::integer as count ${ENGAGEMENTS} group by 1, 2 order by count(*) desc, 2`,
      [scope, since],
    );
    const ended = rows.flatMap(({ reason, count }) => (reason === null ? [] : [{ reason, count }]));
    const stages = ENGAGEMENT_STAGES.map((stage) => ({ stage, count: rows.find((row) => row.stage === stage)?.count ?? 0 })).filter(({ count }) => count > 0);
    return { opened: rows.reduce((sum, { count }) => sum + count, 0), stages, ended };
  }

  /** Open demands of the scope that have stood for a week without anybody's yes. */
  async unanswered(scope: string): Promise<ListOf<UnansweredDemand>> {
    const now = this.clock.now();
    const rows = await this.database.query<UnansweredDemand & { total: number }>(
      `select l.code, l.title, l.region_code as "regionCode", l.published_at as "publishedAt", count(*) over ()::integer as total,
              (select count(*)::integer from match m where m.demand_id = l.id and m.invited_at is not null) as invited
         from listing l join enterprise e on e.id = l.enterprise_id
        where l.kind = 'demand' and l.status = 'published' and l.expires_at > $2 and e.status = 'verified' and l.published_at < $3 and starts_with(l.region_code, $1)
          and not exists (select 1 from match m where m.demand_id = l.id and (m.interested_at is not null or (m.is_volunteer and m.answered_at is not null)))
        order by l.published_at, l.id limit ${SHOWN}`,
      [scope, now, new Date(now.getTime() - UNANSWERED_DAYS * DAY_MS)],
    );
    return listOf(rows);
  }

  /** Verified enterprises of the scope with an offering on the market that nobody invited in the period. */
  async uninvited(scope: string, since: Date): Promise<ListOf<UninvitedProvider>> {
    const rows = await this.database.query<UninvitedProvider & { total: number }>(
      `select e.code, e.name, e.region_code as "regionCode", e.verified_at as "verifiedAt", offered.count as offerings, count(*) over ()::integer as total
         from enterprise e
         join (select enterprise_id, count(*)::integer as count from listing where kind = 'offering' and status = 'published' and expires_at > $2 group by 1) offered
           on offered.enterprise_id = e.id
        where e.status = 'verified' and starts_with(e.region_code, $1)
          and not exists (select 1 from match m where m.offering_enterprise_id = e.id and m.invited_at >= $3)
        order by e.verified_at, e.id limit ${SHOWN}`,
      [scope, this.clock.now(), since],
    );
    return listOf(rows);
  }
}

const ENGAGEMENTS = `from engagement g join listing d on d.id = g.demand_id join enterprise p on p.id = g.offering_enterprise_id
  where g.opened_at >= $2 and (starts_with(d.region_code, $1) or starts_with(p.region_code, $1))`;

function listOf<Row>(rows: readonly (Row & { readonly total: number })[]): ListOf<Row> {
  return { rows, total: rows[0]?.total ?? 0 };
}
