import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Permission } from '../../platform/http/permission.js';
import { parseForm } from '../../platform/http/validation.js';
import { say } from '../../shared/language.js';
import { href, pagePaths } from '../../web/address.js';
import { attempt, fieldProblems, problemsAt } from '../../web/attempt.js';
import { keptValues, type Problem } from '../../web/components/form.js';
import type { ReturnedForm } from '../../web/links/link-page.js';
import type { PageContext } from '../../web/page-context.js';
import { CurrentPage } from '../../web/page-contexts.js';
import { type HtmlPage, page, type SeeOther, seeOther } from '../../web/render.js';
import { PAGE_TEXTS as T } from './match-pages.texts.js';
import { codeOrId, volunteerBody } from './match.dto.js';
import { MatchingQueries } from './matching.queries.js';
import { OfferPage } from './views/offer-page.js';
import { VolunteersQueries } from './volunteers.queries.js';
import { VolunteersService } from './volunteers.service.js';

/** 「我能做」 on a demand's public page leads here. */
@Controller(pagePaths('demands/:id/offer'))
@Permission('account')
export class OffersPages {
  constructor(
    private readonly volunteers: VolunteersService,
    private readonly queries: VolunteersQueries,
    private readonly matches: MatchingQueries,
  ) {}

  @Get()
  async show(@CurrentPage() ctx: PageContext, @Param('id', { schema: codeOrId }) id: string): Promise<HtmlPage> {
    return this.form(ctx, await this.matches.demandId(id), { values: {}, problems: [] }, 200);
  }

  @Post()
  async offer(@CurrentPage() ctx: PageContext, @Param('id', { schema: codeOrId }) idOrCode: string, @Body() body: unknown): Promise<HtmlPage | SeeOther> {
    const demandId = await this.matches.demandId(idOrCode);
    const form = parseForm(volunteerBody, body);
    const again = (problems: readonly Problem[], status: number): Promise<HtmlPage> => this.form(ctx, demandId, { values: keptValues(body), problems }, status);
    if (!form.ok) return again(fieldProblems(form.errors, ctx.language), 422);
    const offered = await attempt(this.volunteers.comeForward(ctx.actor, demandId, form.values.offeringId, form.values.message));
    if (!offered.ok) return again(problemsAt(offered.refusal, ctx.language, 'offeringId'), offered.refusal.kind === 'invalid' ? 422 : 409);
    const { status } = await this.matches.one(ctx.actor, offered.value);
    return seeOther(href(ctx, `/matches/${offered.value}`), { tone: 'ok', title: say(status === 'interested' ? T.volunteerNotice : T.volunteerQueued, ctx.language) });
  }

  private async form(ctx: PageContext, demandId: string, form: ReturnedForm, status: number): Promise<HtmlPage> {
    const [demand, offerings] = [await this.queries.demand(demandId), await this.queries.ownOfferings(ctx.actor)];
    return page(<OfferPage ctx={ctx} demand={demand} offerings={offerings} form={form} />, status);
  }
}
