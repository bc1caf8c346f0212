import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Permission } from '../../platform/http/permission.js';
import { codeField, idField } from '../../platform/http/text-field.js';
import { parseForm } from '../../platform/http/validation.js';
import { say } from '../../shared/language.js';
import { href, pagePaths } from '../../web/address.js';
import { keptValues, type Problem } from '../../web/components/form.js';
import type { PageContext } from '../../web/page-context.js';
import { CurrentPage } from '../../web/page-contexts.js';
import { type HtmlPage, type SeeOther, seeOther } from '../../web/render.js';
import { EnterprisesService } from '../enterprises/enterprises.service.js';
import { ReviewDesk } from './review-desk.js';
import { suspensionForm } from './review.dto.js';
import { REVIEW_TEXTS as T } from './review-pages.texts.js';

/** An officer takes an enterprise of the own region off the market, or puts it back. */
@Controller(pagePaths('review/enterprises/:id'))
@Permission('officer')
export class EnterpriseSuspensionPages {
  constructor(
    private readonly desk: ReviewDesk,
    private readonly enterprises: EnterprisesService,
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
    if (act === 'suspend') await this.enterprises.suspend(ctx.actor, id, { reasonCodes, note });
    else await this.enterprises.restore(ctx.actor, id);
    const done = act === 'suspend' ? T.enterpriseSuspendedDone : T.enterpriseRestoredDone;
    return seeOther(href(ctx, `/review/enterprises/${id}`), { tone: 'ok', title: say(done, ctx.language) });
  }
}
