import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { Actor } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { HOUR_MS } from '../../shared/durations.js';
import { AppError } from '../../shared/errors.js';
import type { Text } from '../../shared/language.js';
import type { Page } from '../../shared/paging.js';
import { MODERATION_ERRORS as E } from './moderation.errors.js';
import type { ReviewsQuery, ReviewView } from './review.dto.js';
import { seesReview } from './review.policy.js';
import { HINT_CODES, type Hint, type HintCode, type SubjectKind } from './review.types.js';

const SOON_MS = 2 * HOUR_MS;

/** How many open cases there are of each sort, for the filters of the queue. */
export interface QueueCounts {
  readonly open: number;
  readonly late: number;
  readonly soon: number;
  readonly subjects: Readonly<Record<'enterprise' | 'demand' | 'offering' | 'engagement', number>>;
  readonly hints: Readonly<Record<HintCode | 'none', number>>;
}

/** What was decided since an instant, and how long it took. */
export interface Throughput {
  readonly decided: number;
  /** Milliseconds from the opening to the decision; null without a decision. */
  readonly median: number | null;
}

/** Reads cases, each officer those of their region. */
@Injectable()
export class ReviewsQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError (not-found), also for a case of another region */
  async view(actor: Actor, id: string): Promise<ReviewView> {
    const [row] = await this.database.query<ReviewRow>(`select ${COLUMNS} ${FROM} where r.id = $1`, [id]);
    if (!row || !seesReview(actor, row)) throw new AppError(E.notFound);
    return viewOf(row, this.clock.now());
  }

  /** Open cases by their due time, the most urgent first; decided ones the latest first. */
  async list(actor: Actor, query: ReviewsQuery): Promise<Page<ReviewView>> {
    const { sql, parameters } = this.condition(actor, query);
    const order = query.status === 'open' ? 'r.due_at, r.id' : 'r.decided_at desc, r.id desc';
    const [[count], rows] = await Promise.all([
      this.database.query<{ total: number }>(`select count(*) as total from review r where ${sql}`, parameters),
      this.database.query<ReviewRow>(
        `select ${COLUMNS} ${FROM} where ${sql} order by ${order} limit $${parameters.length + 1} offset $${parameters.length + 2}`,
        [...parameters, query.pageSize, (query.page - 1) * query.pageSize],
      ),
    ]);
    const now = this.clock.now();
    return { items: rows.map((row) => viewOf(row, now)), page: query.page, pageSize: query.pageSize, total: count!.total };
  }

  /** The open case after this one in the order of the queue; the first when it was the last; null when none is left. */
  async nextAfter(actor: Actor, review: Pick<ReviewView, 'id' | 'dueAt'>): Promise<string | null> {
    const { sql, parameters } = this.condition(actor, { status: 'open' });
    const [row] = await this.database.query<{ id: string }>(
      `select r.id from review r where ${sql} and r.id <> $${parameters.length + 2}
       order by (r.due_at, r.id) < ($${parameters.length + 1}::timestamptz, $${parameters.length + 2}::uuid), r.due_at, r.id limit 1`,
      [...parameters, review.dueAt, review.id],
    );
    return row?.id ?? null;
  }

  async counts(actor: Actor): Promise<QueueCounts> {
    const { sql, parameters } = this.condition(actor, { status: 'open' });
    const now = this.clock.now();
    const bind = (value: unknown): string => `$${parameters.push(value)}`;
    const hints = HINT_CODES.map((code) => `count(*) filter (where ${hasHint(bind(code))}) as "hint ${code}"`);
    const [row] = await this.database.query<Record<string, number>>(
      `select count(*) as open, count(*) filter (where r.due_at < ${bind(now)}) as late,
         count(*) filter (where r.due_at between ${bind(now)} and ${bind(new Date(now.getTime() + SOON_MS))}) as soon,
         count(*) filter (where r.subject_kind = 'enterprise') as enterprise, count(*) filter (where r.listing_kind = 'demand') as demand,
         count(*) filter (where r.listing_kind = 'offering') as offering, count(*) filter (where r.subject_kind = 'engagement') as engagement, count(*) filter (where r.hints = '[]') as "hint none", ${hints.join(', ')}
       from review r where ${sql}`,
      parameters,
    );
    const { open, late, soon, enterprise, demand, offering, engagement } = row!;
    const hintCounts = Object.fromEntries([...HINT_CODES, 'none' as const].map((code) => [code, row![`hint ${code}`] ?? 0]));
    return {
      open: open!,
      late: late!,
      soon: soon!,
      subjects: { enterprise: enterprise!, demand: demand!, offering: offering!, engagement: engagement! },
      hints: hintCounts as QueueCounts['hints'],
    };
  }

  async throughput(actor: Actor, since: Date): Promise<Throughput> {
    const { sql, parameters } = this.condition(actor, {});
    const [row] = await this.database.query<{ decided: number; median: number | null }>(
      `select count(*) as decided, percentile_cont(0.5) within group (order by extract(epoch from r.decided_at - r.opened_at)) * 1000 as median
       from review r where ${sql} and r.officer_id is not null and r.decided_at >= $${parameters.length + 1}`,
      [...parameters, since],
    );
    return row!;
  }

  /** Titles of cases that the actor may see, in the order in which they were asked for. */
  async titles(actor: Actor, ids: readonly string[]): Promise<{ id: string; title: string; subjectKind: SubjectKind }[]> {
    const { sql, parameters } = this.condition(actor, { status: 'open' });
    return this.database.query(
      `select r.id, r.subject_title as title, r.subject_kind as "subjectKind" from review r
       where ${sql} and r.id = any($${parameters.length + 1}::uuid[]) order by array_position($${parameters.length + 1}::uuid[], r.id)`,
      [...parameters, ids],
    );
  }

  /** The name of the officer's authority; null for somebody without one. */
  async authorityOf(actor: Actor): Promise<Text | null> {
    if (actor.kind !== 'person' || !actor.office) return null;
    const [row] = await this.database.query<Text>('select name_zh as zh, name_en as en from authority where id = $1', [actor.office.authorityId]);
    return row ?? null;
  }

  /** How often listings of an enterprise were published and returned. */
  async recordOf(enterpriseId: string): Promise<{ approved: number; returned: number }> {
    const [row] = await this.database.query<{ approved: number; returned: number }>(
      `select count(*) filter (where status = 'approved') as approved, count(*) filter (where status = 'returned') as returned
       from review where enterprise_id = $1 and subject_kind in ('listing', 'revision')`,
      [enterpriseId],
    );
    return row!;
  }

  private condition(actor: Actor, query: Partial<ReviewsQuery>): { sql: string; parameters: unknown[] } {
    const parameters: unknown[] = [];
    const bind = (value: unknown): string => `$${parameters.push(value)}`;
    const conditions = [this.scope(actor, bind)];
    if (query.status === 'decided') conditions.push(`r.status <> 'open'`);
    else if (query.status) conditions.push(`r.status = ${bind(query.status)}`);
    if (query.subject === 'enterprise' || query.subject === 'engagement') conditions.push(`r.subject_kind = ${bind(query.subject)}`);
    else if (query.subject) conditions.push(`r.listing_kind = ${bind(query.subject)}`);
    if (query.region) conditions.push(`starts_with(r.region_code, ${bind(query.region)})`);
    if (query.hint) conditions.push(query.hint === 'none' ? `r.hints = '[]'` : hasHint(bind(query.hint)));
    const now = this.clock.now();
    if (query.due === 'late') conditions.push(`r.due_at < ${bind(now)}`);
    if (query.due === 'soon') conditions.push(`r.due_at between ${bind(now)} and ${bind(new Date(now.getTime() + SOON_MS))}`);
    return { sql: conditions.join(' and '), parameters };
  }

  /** Region codes nest by prefix; the secretariat has no region and sees all. */
  private scope(actor: Actor, bind: (value: unknown) => string): string {
    if (actor.kind !== 'person' || !actor.office?.roles.includes('reviewer')) return 'false';
    return actor.office.regionCode === null ? 'true' : `starts_with(r.region_code, ${bind(actor.office.regionCode)})`;
  }
}

const hasHint = (parameter: string): string => `r.hints @> jsonb_build_array(jsonb_build_object('code', ${parameter}::text))`;

const FROM = `from review r join enterprise e on e.id = r.enterprise_id
  left join officer o on o.id = r.officer_id left join person p on p.id = o.person_id`;

const COLUMNS = `r.id, r.subject_kind as "subjectKind", r.subject_id as "subjectId", r.subject_title as title, r.listing_kind as "listingKind",
  r.listing_id as "listingId", e.id as "enterpriseId", e.code as "enterpriseCode", e.name as "enterpriseName", r.region_code as "regionCode",
  r.status, r.hints, r.opened_at as "openedAt", r.due_at as "dueAt", r.decided_at as "decidedAt", p.name as "decidedBy",
  r.reason_codes as "reasonCodes", r.note, r.version`;

type ReviewRow = Omit<ReviewView, 'enterprise' | 'openedAt' | 'dueAt' | 'decidedAt' | 'isLate' | 'hints'> & {
  readonly enterpriseId: string;
  readonly enterpriseCode: string;
  readonly enterpriseName: string;
  readonly openedAt: Date;
  readonly dueAt: Date;
  readonly decidedAt: Date | null;
  readonly hints: Hint[];
};

function viewOf({ enterpriseId, enterpriseCode, enterpriseName, ...row }: ReviewRow, now: Date): ReviewView {
  return {
    ...row,
    enterprise: { id: enterpriseId, code: enterpriseCode, name: enterpriseName },
    openedAt: row.openedAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    isLate: (row.decidedAt ?? now) > row.dueAt,
    decidedAt: row.decidedAt?.toISOString() ?? null,
  };
}
