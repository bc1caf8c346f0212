import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { type PageQuery, pageQuery } from '../../platform/http/page-query.js';
import { Permission } from '../../platform/http/permission.js';
import { idField } from '../../platform/http/text-field.js';
import { parseForm } from '../../platform/http/validation.js';
import { roleIn } from '../../shared/actor.js';
import type { AppError } from '../../shared/errors.js';
import { say } from '../../shared/language.js';
import { newId } from '../../shared/ids.js';
import { href, pagePaths } from '../../web/address.js';
import { attempt, fieldProblems, problemsAt } from '../../web/attempt.js';
import { keptValues } from '../../web/components/form.js';
import type { Notice } from '../../web/notice.js';
import type { PageContext } from '../../web/page-context.js';
import { CurrentPage } from '../../web/page-contexts.js';
import { type HtmlPage, page, type SeeOther, seeOther } from '../../web/render.js';
import { ENGAGEMENT_PAGE_TEXTS as T } from './engagement-pages.texts.js';
import { endBody } from './engagement.dto.js';
import { answerForm, stageForm, statementForm } from './engagement-form.dto.js';
import { sideOf } from './engagement.policy.js';
import { EngagementFilesService } from './engagement-files.service.js';
import { EngagementStagesService } from './engagement-stages.service.js';
import { EngagementsQueries, type EngagementView } from './engagements.queries.js';
import { EngagementsService } from './engagements.service.js';
import { END_UNDO_MINUTES } from './engagements.types.js';
import { situationOf } from './situation.types.js';
import { EngagementPage, type EngagementPageProps } from './views/engagement-page.js';
import { EngagementsPage } from './views/engagements-page.js';

@Controller(pagePaths('engagements'))
@Permission('account')
export class EngagementsPages {
  constructor(
    private readonly engagements: EngagementsService,
    private readonly stages: EngagementStagesService,
    private readonly queries: EngagementsQueries,
    private readonly files: EngagementFilesService,
  ) {}

  @Get()
  async list(@CurrentPage() ctx: PageContext, @Query({ schema: pageQuery }) query: PageQuery): Promise<HtmlPage> {
    return page(<EngagementsPage ctx={ctx} engagements={await this.queries.list(ctx.actor, query)} />);
  }

  @Get(':id')
  async show(@CurrentPage() ctx: PageContext, @Param('id', { schema: idField }) id: string): Promise<HtmlPage> {
    return page(<EngagementPage ctx={ctx} {...(await this.shown(ctx, id))} />);
  }

  @Post(':id/stage')
  async stage(@CurrentPage() ctx: PageContext, @Param('id', { schema: idField }) id: string, @Body() body: unknown): Promise<HtmlPage | SeeOther> {
    const form = parseForm(stageForm, body);
    if (!form.ok) return seeOther(href(ctx, `/engagements/${id}`));
    const { stage } = form.values;
    return this.done(ctx, id, this.stages.advance(ctx.actor, id, stage), say(T.toldNotice, ctx.language, { stage: say(T[stage], ctx.language) }));
  }

  @Post(':id/statements')
  async state(@CurrentPage() ctx: PageContext, @Param('id', { schema: idField }) id: string, @Body() body: unknown): Promise<HtmlPage | SeeOther> {
    const form = parseForm(statementForm, body);
    if (!form.ok) return this.back(ctx, id, { form: 'statement', values: keptValues(body), problems: fieldProblems(form.errors, ctx.language) });
    const said = form.values;
    const done = await attempt(this.stages.state(ctx.actor, id, said.stage, { amount: said.stage === 'signed' ? said.amount : null, day: said.day }));
    if (!done.ok && done.refusal.kind === 'invalid') {
      return this.back(ctx, id, { form: 'statement', values: keptValues(body), problems: problemsAt(done.refusal, ctx.language, 'day') });
    }
    return this.told(ctx, id, done.ok ? null : done.refusal);
  }

  @Post(':id/answers')
  async answer(@CurrentPage() ctx: PageContext, @Param('id', { schema: idField }) id: string, @Body() body: unknown): Promise<HtmlPage | SeeOther> {
    const form = parseForm(answerForm, body);
    if (!form.ok) return seeOther(href(ctx, `/engagements/${id}`));
    const done = await attempt(this.stages.answer(ctx.actor, id, form.values.reportId, form.values.isSo));
    return this.told(ctx, id, done.ok ? null : done.refusal);
  }

  @Post(':id/end')
  async end(@CurrentPage() ctx: PageContext, @Param('id', { schema: idField }) id: string, @Body() body: unknown): Promise<HtmlPage | SeeOther> {
    const form = parseForm(endBody, body);
    if (!form.ok) return this.back(ctx, id, { form: 'end', values: keptValues(body), problems: fieldProblems(form.errors, ctx.language) });
    await this.engagements.end(ctx.actor, id, form.values.reason, form.values.note, undefined, { key: newId(), seconds: END_UNDO_MINUTES * 60 });
    const undo = { action: href(ctx, `/engagements/${id}/resumption`) };
    return seeOther(href(ctx, `/engagements/${id}`), { tone: 'ok', title: say(T.endedNotice, ctx.language), text: say(T.endedUndo, ctx.language, { n: END_UNDO_MINUTES }), undo });
  }

  @Post(':id/resumption')
  resume(@CurrentPage() ctx: PageContext, @Param('id', { schema: idField }) id: string): Promise<HtmlPage | SeeOther> {
    return this.done(ctx, id, this.engagements.resume(ctx.actor, id), say(T.resumedNotice, ctx.language));
  }

  private async back(ctx: PageContext, id: string, returned: NonNullable<EngagementPageProps['returned']>): Promise<HtmlPage> {
    return page(<EngagementPage ctx={ctx} {...(await this.shown(ctx, id))} returned={returned} />, 422);
  }

  /** What a statement or an answer came to, said on top of the page as it is now. */
  private async told(ctx: PageContext, id: string, refusal: AppError | null): Promise<SeeOther> {
    const address = href(ctx, `/engagements/${id}`);
    if (refusal) return seeOther(address, refusalNotice(ctx, refusal));
    const engagement = await this.queries.one(ctx.actor, id);
    return seeOther(address, { tone: 'ok', title: outcomeOf(engagement, ctx) });
  }

  /** Somebody else's click a moment before is no error: the page as it is now says what came of it. */
  private async done(ctx: PageContext, id: string, act: Promise<void>, title: string): Promise<SeeOther> {
    const done = await attempt(act);
    return seeOther(href(ctx, `/engagements/${id}`), done.ok ? { tone: 'ok', title } : refusalNotice(ctx, done.refusal));
  }

  /** What the page shows to its reader, from the reader's side. */
  private async shown({ actor }: PageContext, id: string): Promise<Pick<EngagementPageProps, 'engagement' | 'files' | 'side' | 'situation' | 'canAct'>> {
    const engagement = await this.queries.one(actor, id);
    const sides = { demandEnterpriseId: engagement.factory.enterpriseId, offeringEnterpriseId: engagement.provider.enterpriseId };
    const actsFor = sideOf(actor, sides);
    const side = actsFor ?? (roleIn(actor, engagement.factory.enterpriseId) ? 'factory' : 'provider');
    return { engagement, files: await this.files.list(engagement), side, situation: situationOf(engagement, side), canAct: actsFor !== null };
  }
}

function refusalNotice({ language }: PageContext, { definition, params }: AppError): Notice {
  return { tone: 'warn', title: say(definition, language, params) };
}

/** In words what stands after an act: nothing stated, confirmed by both, waiting, or differing. */
function outcomeOf({ stage, disputedAt, reports }: EngagementView, { language }: PageContext): string {
  if (disputedAt) return say(T.disputedNotice, language);
  if (reports.some(({ isOpen }) => isOpen)) return say(T.statedNotice, language);
  const isConfirmed = reports.at(-1)?.isSo === true && (stage === 'signed' || stage === 'accepted');
  return isConfirmed ? say(T.confirmedNotice, language, { stage: say(T[stage], language) }) : say(T.takenBackNotice, language);
}
