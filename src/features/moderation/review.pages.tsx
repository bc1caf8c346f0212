import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Permission } from '../../platform/http/permission.js';
import { idField } from '../../platform/http/text-field.js';
import { parseForm } from '../../platform/http/validation.js';
import { Settings } from '../../config/settings.js';
import type { Hold } from '../../platform/events/outbox.js';
import { AppError } from '../../shared/errors.js';
import { say, type Text } from '../../shared/language.js';
import { href, pagePaths } from '../../web/address.js';
import { attempt, fieldProblems, outcomeNotice, refusalNotice } from '../../web/attempt.js';
import { keptValues } from '../../web/components/form.js';
import type { Notice } from '../../web/notice.js';
import type { PageContext } from '../../web/page-context.js';
import { CurrentPage } from '../../web/page-contexts.js';
import { type HtmlPage, type SeeOther, seeOther } from '../../web/render.js';
import { bulkForm, decisionForm, type QueuePageQuery, queuePageQuery, settlementForm, suspensionForm } from './review.dto.js';
import { ReviewDesk, type Returned } from './review-desk.js';
import { REVIEW_TEXTS as T } from './review-pages.texts.js';
import { ReviewsQueries } from './reviews.queries.js';
import { ReviewUndoService } from './review-undo.service.js';
import { holdFor, withUndo } from './undo-hold.js';
import { type Outcome, ReviewsService } from './reviews.service.js';

const DONE = { approve: T.approvedTitle, return: T.returnedTitle, reject: T.rejectedTitle } as const;

/** The officers' queue, their cases, and what they do to listings on the market. */
@Controller(pagePaths('review'))
@Permission('officer')
export class ReviewPages {
  constructor(
    private readonly desk: ReviewDesk,
    private readonly reviews: ReviewsService,
    private readonly queries: ReviewsQueries,
    private readonly undos: ReviewUndoService,
    private readonly settings: Settings,
  ) {}

  @Get()
  queue(@CurrentPage() ctx: PageContext, @Query({ schema: queuePageQuery }) query: QueuePageQuery): Promise<HtmlPage> {
    return this.desk.queue(ctx, query);
  }

  /** The ticked cases together. Those with hints are never approved this way. */
  @Post()
  async decideMany(@CurrentPage() ctx: PageContext, @Body() body: unknown): Promise<HtmlPage | SeeOther> {
    const parsed = parseForm(bulkForm, body);
    const queue = href(ctx, '/review');
    if (!parsed.ok || parsed.values.case.length === 0) return seeOther(queue, { tone: 'warn', title: say(T.nothingSelected, ctx.language) });
    const { do: act, case: ids, reasonCodes, note } = parsed.values;
    if (act === 'return') return this.desk.returnMany(ctx, ids);
    if (act === 'return-now' && reasonCodes.length === 0) return this.desk.returnMany(ctx, ids, missingReason(ctx, body));
    const decision = act === 'approve' ? 'approve' : 'return';
    const hold = holdFor(this.settings.undoSeconds);
    const outcomes = await this.reviews.decideMany(ctx.actor, ids, { decision, reasonCodes, note }, false, hold);
    const isAnyDecided = outcomes.some(({ refusal }) => refusal === null);
    const notice = bulkNotice(ctx, outcomes);
    return seeOther(queue, isAnyDecided ? withUndo(ctx, notice, hold, undoPath(hold)) : notice);
  }

  /** Takes back what was decided last, one case or many together, before anybody has heard of it. */
  @Post('decisions/:key/undo')
  async undo(@CurrentPage() ctx: PageContext, @Param('key', { schema: idField }) key: string): Promise<SeeOther> {
    const undone = await attempt(this.undos.undo(ctx.actor, key));
    if (!undone.ok) return seeOther(href(ctx, '/review'), refusalNotice(undone.refusal, ctx.language));
    const [first, ...others] = undone.value;
    const title = say(T.undone, ctx.language, { n: undone.value.length });
    return seeOther(href(ctx, others.length === 0 ? `/review/${first}` : '/review'), { tone: 'ok', title });
  }

  @Get('decided')
  decided(@CurrentPage() ctx: PageContext, @Query({ schema: queuePageQuery }) { page }: QueuePageQuery): Promise<HtmlPage> {
    return this.desk.decided(ctx, page);
  }

  @Get('listings/:id')
  suspension(@CurrentPage() ctx: PageContext, @Param('id', { schema: idField }) id: string): Promise<HtmlPage> {
    return this.desk.suspension(ctx, id);
  }

  @Post('listings/:id')
  async suspend(@CurrentPage() ctx: PageContext, @Param('id', { schema: idField }) id: string, @Body() body: unknown): Promise<HtmlPage | SeeOther> {
    const parsed = parseForm(suspensionForm, body);
    if (!parsed.ok) return this.desk.suspension(ctx, id, fromForm(ctx, body, parsed.errors));
    const { do: act, reasonCodes, note } = parsed.values;
    if (act === 'suspend' && reasonCodes.length === 0) return this.desk.suspension(ctx, id, missingReason(ctx, body, T.suspendReasonMissing));
    if (act !== 'suspend') return this.restore(ctx, id);
    const hold = holdFor(this.settings.undoSeconds);
    await this.reviews.suspendListing(ctx.actor, id, { reasonCodes, note }, hold);
    const notice = withUndo(ctx, { tone: 'ok', title: say(T.suspendedDone, ctx.language) }, hold, `/review/listings/${id}/restoration`);
    return seeOther(href(ctx, `/review/listings/${id}`), notice);
  }

  /** Also the undo of a suspension: while nobody has heard of that, nobody hears of this either. */
  @Post('listings/:id/restoration')
  async restore(@CurrentPage() ctx: PageContext, @Param('id', { schema: idField }) id: string): Promise<SeeOther> {
    return seeOther(href(ctx, `/review/listings/${id}`), outcomeNotice(await attempt(this.reviews.restoreListing(ctx.actor, id)), T.restoredDone, ctx.language));
  }

  @Get(':id')
  case(@CurrentPage() ctx: PageContext, @Param('id', { schema: idField }) id: string): Promise<HtmlPage> {
    return this.desk.case(ctx, id);
  }

  /** Decides and opens the next case; on a refusal the case comes back with what was typed. */
  @Post(':id/decision')
  async decide(@CurrentPage() ctx: PageContext, @Param('id', { schema: idField }) id: string, @Body() body: unknown): Promise<HtmlPage | SeeOther> {
    const parsed = parseForm(decisionForm, body);
    if (!parsed.ok) return this.desk.case(ctx, id, fromForm(ctx, body, parsed.errors));
    const { decision, reasonCodes, note, version } = parsed.values;
    if (decision !== 'approve' && reasonCodes.length === 0) return this.desk.case(ctx, id, missingReason(ctx, body));
    const hold = holdFor(this.settings.undoSeconds);
    return this.thenNext(ctx, id, body, this.reviews.decide(ctx.actor, id, { decision, reasonCodes, note }, version, hold), DONE[decision], hold);
  }

  /** Whose word counts where the two sides of an engagement differ. */
  @Post(':id/settlement')
  async settle(@CurrentPage() ctx: PageContext, @Param('id', { schema: idField }) id: string, @Body() body: unknown): Promise<HtmlPage | SeeOther> {
    const parsed = parseForm(settlementForm, body);
    if (!parsed.ok) return this.desk.case(ctx, id, fromForm(ctx, body, parsed.errors));
    const { as, note, version } = parsed.values;
    return this.thenNext(ctx, id, body, this.reviews.settleEngagement(ctx.actor, id, as, note, version), T.settledTitle);
  }

  private async thenNext(ctx: PageContext, id: string, body: unknown, act: Promise<void>, done: Text, hold?: Hold): Promise<HtmlPage | SeeOther> {
    const [outcome] = await Promise.allSettled([act]);
    if (outcome.status === 'rejected') {
      const error: unknown = outcome.reason;
      if (!(error instanceof AppError) || error.kind === 'not-found') throw error;
      const refusal = error.in(ctx.language);
      return this.desk.case(ctx, id, { values: keptValues(body), refusal, status: error.kind === 'conflict' ? 409 : error.kind === 'forbidden' ? 403 : 422 });
    }
    const review = await this.queries.view(ctx.actor, id);
    const next = await this.queries.nextAfter(ctx.actor, review);
    return seeOther(href(ctx, next ? `/review/${next}` : '/review'), withUndo(ctx, { tone: 'ok', title: say(done, ctx.language, { title: review.title }) }, hold, undoPath(hold)));
  }

}

function undoPath(hold: Hold | undefined): string {
  return `/review/decisions/${hold?.key}/undo`;
}

function fromForm(ctx: PageContext, body: unknown, errors: readonly { field: string; zh: string; en: string }[]): Returned {
  return { values: keptValues(body), problems: fieldProblems(errors, ctx.language), status: 422 };
}

function missingReason(ctx: PageContext, body: unknown, text: Text = T.reasonMissing): Returned {
  return { values: keptValues(body), problems: [{ field: 'reasonCodes', message: say(text, ctx.language) }], status: 422 };
}

function bulkNotice({ language }: PageContext, outcomes: readonly Outcome[]): Notice {
  const refusals = outcomes.map(({ refusal }) => refusal).filter((refusal) => refusal !== null);
  const title = say(T.bulkDone, language, { n: outcomes.length - refusals.length });
  const [first] = refusals;
  if (!first) return { tone: 'ok', title };
  const why = first.in(language);
  return { tone: 'warn', title, text: say(T.bulkLeft, language, { n: refusals.length, why }) };
}
