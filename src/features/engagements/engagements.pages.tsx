import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { type PageQuery, pageQuery } from '../../platform/http/page-query.js';
import { Permission } from '../../platform/http/permission.js';
import { idField } from '../../platform/http/text-field.js';
import { parseForm } from '../../platform/http/validation.js';
import { roleIn } from '../../shared/actor.js';
import { say } from '../../shared/language.js';
import { href, pagePaths } from '../../web/address.js';
import { fieldProblems } from '../../web/attempt.js';
import { keptValues } from '../../web/components/form.js';
import type { PageContext } from '../../web/page-context.js';
import { CurrentPage } from '../../web/page-contexts.js';
import { type HtmlPage, page, type SeeOther, seeOther } from '../../web/render.js';
import { ENGAGEMENT_PAGE_TEXTS as T } from './engagement-pages.texts.js';
import { endBody } from './engagement.dto.js';
import { actsFor } from './engagement.policy.js';
import { EngagementFilesService } from './engagement-files.service.js';
import { EngagementsQueries } from './engagements.queries.js';
import { EngagementsService } from './engagements.service.js';
import { EngagementPage, type EngagementPageProps } from './views/engagement-page.js';
import { EngagementsPage } from './views/engagements-page.js';

@Controller(pagePaths('engagements'))
@Permission('account')
export class EngagementsPages {
  constructor(
    private readonly engagements: EngagementsService,
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

  @Post(':id/end')
  async end(@CurrentPage() ctx: PageContext, @Param('id', { schema: idField }) id: string, @Body() body: unknown): Promise<HtmlPage | SeeOther> {
    const form = parseForm(endBody, body);
    if (!form.ok) {
      const problems = fieldProblems(form.errors, ctx.language);
      return page(<EngagementPage ctx={ctx} {...(await this.shown(ctx, id))} values={keptValues(body)} problems={problems} />, 422);
    }
    await this.engagements.end(ctx.actor, id, form.values.reason, form.values.note);
    return seeOther(href(ctx, `/engagements/${id}`), { tone: 'ok', title: say(T.endedNotice, ctx.language) });
  }

  /** What the page shows to its reader, from the reader's side. */
  private async shown({ actor }: PageContext, id: string): Promise<Pick<EngagementPageProps, 'engagement' | 'files' | 'side' | 'canEnd'>> {
    const engagement = await this.queries.one(actor, id);
    const sides = { demandEnterpriseId: engagement.factory.enterpriseId, offeringEnterpriseId: engagement.provider.enterpriseId };
    return {
      engagement,
      files: await this.files.list(engagement),
      side: roleIn(actor, engagement.factory.enterpriseId) ? 'factory' : 'provider',
      canEnd: engagement.endedAt === null && actsFor(actor, sides) !== null,
    };
  }
}
