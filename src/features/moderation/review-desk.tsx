import { Injectable } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { roleIn } from '../../shared/actor.js';
import { atLocalTime, localDate } from '../../shared/zoned-time.js';
import { href } from '../../web/address.js';
import type { FormValues, Problem } from '../../web/components/form.js';
import type { QueueItem } from '../../web/components/office.js';
import { formatDuration } from '../../web/format.js';
import type { PageContext } from '../../web/page-context.js';
import { type HtmlPage, page } from '../../web/render.js';
import { EnterpriseQueries } from '../enterprises/enterprises.queries.js';
import { ListingsQueries } from '../listings/listings.queries.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { CaseFiles } from './case-file.js';
import { OfficeWaysService } from './office-ways.service.js';
import type { QueuePageQuery, ReviewsQuery, ReviewView } from './review.dto.js';
import { reasonsFor } from './review-reasons.types.js';
import type { HintCode } from './review.types.js';
import { ReviewsQueries } from './reviews.queries.js';
import { serviceClock } from './service-clock.js';
import { CasePage } from './views/case-page.js';
import { type DecidedRow, DecidedPage } from './views/decided-page.js';
import { hintNames } from './views/hint-words.js';
import type { Office } from './views/office-page.js';
import { QueuePage, type QueueRow } from './views/queue-page.js';
import { ReturnManyPage } from './views/return-many-page.js';
import { SuspensionPage, type SuspensionSubject } from './views/suspension-page.js';

const PAGE_SIZE = 25;
/** How many cases stand beside the one that is open. */
const BESIDE = 8;

/** A form that came back: what was typed, and what to change. */
export interface Returned {
  readonly values?: FormValues;
  readonly problems?: readonly Problem[];
  readonly refusal?: string | undefined;
  readonly status: number;
}

/** Loads what the officers' pages show and lays them out. */
@Injectable()
export class ReviewDesk {
  constructor(
    private readonly queries: ReviewsQueries,
    private readonly listings: ListingsQueries,
    private readonly enterprises: EnterpriseQueries,
    private readonly files: CaseFiles,
    private readonly taxonomy: TaxonomyService,
    private readonly settings: Settings,
    private readonly ways: OfficeWaysService,
  ) {}

  async queue(ctx: PageContext, query: QueuePageQuery): Promise<HtmlPage> {
    const { timeZone } = this.settings;
    const startOfDay = atLocalTime(localDate(ctx.now, timeZone), timeZone, 0);
    const [counts, throughput, rows] = await Promise.all([
      this.queries.counts(ctx.actor),
      this.queries.throughput(ctx.actor, startOfDay),
      this.queries.list(ctx.actor, { ...(query as Partial<ReviewsQuery>), status: 'open', page: query.page, pageSize: PAGE_SIZE }),
    ]);
    const { subject, hint, due } = query;
    return page(
      <QueuePage
        ctx={ctx}
        office={await this.office(ctx, counts.open)}
        rows={{ ...rows, items: rows.items.map((review) => this.row(ctx, review)) }}
        counts={counts}
        throughput={throughput}
        filters={{ subject, hint, due }}
      />,
    );
  }

  async decided(ctx: PageContext, number: number): Promise<HtmlPage> {
    const rows = await this.queries.list(ctx.actor, { status: 'decided', page: number, pageSize: PAGE_SIZE });
    const items = rows.items.map(
      (review): DecidedRow => ({
        id: review.id,
        title: review.title,
        kind: this.files.kindOf(review, ctx.language),
        region: this.region(ctx, review),
        status: review.status as DecidedRow['status'],
        decidedBy: review.decidedBy,
        decidedAt: new Date(review.decidedAt!),
      }),
    );
    return page(<DecidedPage ctx={ctx} office={await this.office(ctx)} rows={{ ...rows, items }} />);
  }

  async case(ctx: PageContext, id: string, returned: Returned = { status: 200 }): Promise<HtmlPage> {
    const file = await this.files.open(ctx, id);
    const [beside, nextId] = await Promise.all([
      this.queries.list(ctx.actor, { status: 'open', page: 1, pageSize: BESIDE }),
      this.queries.nextAfter(ctx.actor, file.review),
    ]);
    const { status, ...form } = returned;
    return page(
      <CasePage
        ctx={ctx}
        office={await this.office(ctx, beside.total)}
        file={file}
        queue={beside.items.map((review) => this.queueItem(ctx, review, id))}
        nextId={nextId}
        isOwn={roleIn(ctx.actor, file.review.enterprise.id) !== null}
        {...form}
      />,
      status,
    );
  }

  async returnMany(ctx: PageContext, ids: readonly string[], returned: Returned = { status: 200 }): Promise<HtmlPage> {
    const cases = await this.queries.titles(ctx.actor, ids);
    const kinds = [...new Set(cases.map(({ subjectKind }) => subjectKind))];
    const [first = [], ...others] = kinds.map((kind) => reasonsFor(kind));
    const reasons = first.filter(({ code }) => others.every((list) => list.some((reason) => reason.code === code)));
    const { status, values, problems } = returned;
    return page(
      <ReturnManyPage ctx={ctx} office={await this.office(ctx)} cases={cases} reasons={reasons} {...(values && { values })} {...(problems && { problems })} />,
      status,
    );
  }

  async suspension(ctx: PageContext, listingId: string, returned: Returned = { status: 200 }): Promise<HtmlPage> {
    const { id, title, status } = await this.listings.forOfficer(ctx.actor, listingId);
    return this.suspensionOf(ctx, { kind: 'listing', id, title, isSuspended: status === 'suspended' }, returned);
  }

  async enterpriseSuspension(ctx: PageContext, enterpriseId: string, returned: Returned = { status: 200 }): Promise<HtmlPage> {
    const { id, name, status } = await this.enterprises.onTheMarketFor(ctx.actor, enterpriseId);
    return this.suspensionOf(ctx, { kind: 'enterprise', id, title: name, isSuspended: status === 'suspended' }, returned);
  }

  private async suspensionOf(ctx: PageContext, subject: SuspensionSubject, { status, values, problems }: Returned): Promise<HtmlPage> {
    return page(<SuspensionPage ctx={ctx} office={await this.office(ctx)} subject={subject} {...(values && { values })} {...(problems && { problems })} />, status);
  }

  private async office(ctx: PageContext, open?: number): Promise<Office> {
    const [authority, counted] = await Promise.all([
      this.queries.authorityOf(ctx.actor),
      open ?? this.queries.list(ctx.actor, { status: 'open', page: 1, pageSize: 1 }).then(({ total }) => total),
    ]);
    return { authority: authority?.[ctx.language] ?? '', open: counted, more: this.ways.of(ctx) };
  }

  private row(ctx: PageContext, review: ReviewView): QueueRow {
    return {
      id: review.id,
      title: review.title,
      kind: this.files.kindOf(review, ctx.language),
      region: this.region(ctx, review),
      waitedMs: ctx.now.getTime() - new Date(review.openedAt).getTime(),
      clock: serviceClock(new Date(review.dueAt), ctx.now, this.settings.timeZone),
      hints: hintNames(review.hints as { code: HintCode }[], ctx.language),
    };
  }

  private queueItem(ctx: PageContext, review: ReviewView, currentId: string): QueueItem {
    return {
      href: href(ctx, `/review/${review.id}`),
      title: review.title,
      meta: [this.files.kindOf(review, ctx.language), this.region(ctx, review), formatDuration(ctx.now.getTime() - new Date(review.openedAt).getTime(), ctx.language)],
      hints: hintNames(review.hints as { code: HintCode }[], ctx.language),
      current: review.id === currentId,
    };
  }

  private region(ctx: PageContext, review: Pick<ReviewView, 'regionCode'>): string {
    return this.taxonomy.label('region', review.regionCode, ctx.language);
  }
}
