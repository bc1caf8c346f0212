import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { Permission } from '../../platform/http/permission.js';
import { codeField, idField } from '../../platform/http/text-field.js';
import { parseForm } from '../../platform/http/validation.js';
import { say } from '../../shared/language.js';
import { href, pagePaths } from '../../web/address.js';
import { attempt, outcomeNotice } from '../../web/attempt.js';
import { keptValues, type Problem } from '../../web/components/form.js';
import type { PageContext } from '../../web/page-context.js';
import { CurrentPage } from '../../web/page-contexts.js';
import { type HtmlPage, type SeeOther, seeOther } from '../../web/render.js';
import { EnterprisesService } from '../enterprises/enterprises.service.js';
import { ReviewDesk } from './review-desk.js';
import { suspensionForm } from './review.dto.js';
import { holdFor, withUndo } from './undo-hold.js';
import { REVIEW_TEXTS as T } from './review-pages.texts.js';

/** An officer takes an enterprise of the own region off the market, or puts it back. */
@Controller(pagePaths('review/enterprises/:id'))
@Permission('officer')
export class EnterpriseSuspensionPages {
  constructor(
    private readonly desk: ReviewDesk,
    private readonly enterprises: EnterprisesService,
    private readonly settings: Settings,
  ) {}

  @Get()
  show(@CurrentPage() ctx: PageContext, @Param('id', { schema: codeField }) idOrCode: string): Promise<HtmlPage> {
    return this.desk.enterpriseSuspension(ctx, idOrCode);
  }

  @Post()
  async act(@CurrentPage() ctx: PageContext, @Param('id', { schema: idField }) id: string, @Body() body: unknown): Promise<HtmlPage | SeeOther> {
    const again = (problems: readonly Problem[]): Promise<HtmlPage> => this.desk.enterpriseSuspension(ctx, id, { values: keptValues(body), problems, status: 422 });
    const parsed = parseForm(suspensionForm, body);
    if (!parsed.ok) return again(parsed.errors.map(({ field, ...text }) => ({ field, message: text[ctx.language] })));
    const { do: act, reasonCodes, note } = parsed.values;
    if (act === 'suspend' && reasonCodes.length === 0) return again([{ field: 'reasonCodes', message: say(T.suspendReasonMissing, ctx.language) }]);
    if (act !== 'suspend') return this.restore(ctx, id);
    const hold = holdFor(this.settings.undoSeconds);
    await this.enterprises.suspend(ctx.actor, id, { reasonCodes, note, hold });
    const notice = withUndo(ctx, { tone: 'ok', title: say(T.enterpriseSuspendedDone, ctx.language) }, hold, `/review/enterprises/${id}/restoration`);
    return seeOther(href(ctx, `/review/enterprises/${id}`), notice);
  }

  /** Also the undo of a suspension: while nobody has heard of that, nobody hears of this either. */
  @Post('restoration')
  async restore(@CurrentPage() ctx: PageContext, @Param('id', { schema: idField }) id: string): Promise<SeeOther> {
    return seeOther(href(ctx, `/review/enterprises/${id}`), outcomeNotice(await attempt(this.enterprises.restore(ctx.actor, id)), T.enterpriseRestoredDone, ctx.language));
  }
}
