import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Permission } from '../../platform/http/permission.js';
import { CurrentActor } from '../../platform/http/request.js';
import { codeField, idField } from '../../platform/http/text-field.js';
import { type Actor, canEdit, type PersonActor } from '../../shared/actor.js';
import { Settings } from '../../config/settings.js';
import { localDate } from '../../shared/zoned-time.js';
import { href, pagePaths } from '../../web/address.js';
import { attempt, outcomeNotice } from '../../web/attempt.js';
import type { PageContext } from '../../web/page-context.js';
import { CurrentPage } from '../../web/page-contexts.js';
import { type HtmlPage, page, type SeeOther, seeOther } from '../../web/render.js';
import { BlocksService } from './blocks.service.js';
import { EnterpriseLabelsService } from './enterprise-labels.service.js';
import { EnterpriseSectionsService } from './enterprise-sections.service.js';
import { EnterpriseQueries } from './enterprises.queries.js';
import { EnterprisesService } from './enterprises.service.js';
import { ENTERPRISE_TEXTS } from './enterprises.texts.js';
import { typedId } from './form-values.js';
import { EnterprisePage } from './views/enterprise-page.js';
import { words } from './views/words.js';

/** What everybody may read of an enterprise, and where its members begin. */
@Controller(pagePaths('enterprises/:id'))
export class EnterprisePages {
  constructor(
    private readonly enterprises: EnterprisesService,
    private readonly queries: EnterpriseQueries,
    private readonly blocks: BlocksService,
    private readonly labels: EnterpriseLabelsService,
    private readonly sections: EnterpriseSectionsService,
    private readonly settings: Settings,
  ) {}

  @Get()
  @Permission('public')
  async show(@CurrentPage() ctx: PageContext, @CurrentActor() actor: Actor, @Param('id', { schema: codeField }) idOrCode: string): Promise<HtmlPage> {
    const enterprise = await this.queries.view(actor, idOrCode);
    const today = localDate(ctx.now, this.settings.timeZone);
    const [evidence, sections, mine] = await Promise.all([
      this.queries.evidenceOf(enterprise.id),
      this.sections.of(ctx, enterprise),
      actor.kind === 'person' ? this.queries.mine(actor) : [],
    ]);
    return page(
      <EnterprisePage
        ctx={ctx}
        enterprise={enterprise}
        labels={this.labels.of(enterprise, ctx.language)}
        evidence={evidence.map((row) => ({ ...row, label: this.labels.evidence(row.attribute, row.value, ctx.language), isExpired: row.validUntil !== null && row.validUntil < today }))}
        sections={sections}
        mayBlockAs={mine.filter(({ id }) => id !== enterprise.id && canEdit(actor, id))}
      />,
    );
  }

  @Post('submit')
  @Permission('account')
  async submit(@CurrentPage() ctx: PageContext, @CurrentActor() actor: PersonActor, @Param('id', { schema: idField }) id: string): Promise<SeeOther> {
    const submitted = await attempt(this.enterprises.submit(actor, id));
    return seeOther(href(ctx, `/enterprises/${id}`), outcomeNotice(submitted, ENTERPRISE_TEXTS.submittedNotice, ctx.language));
  }

  @Post('block')
  @Permission('account')
  async block(@CurrentPage() ctx: PageContext, @CurrentActor() actor: PersonActor, @Param('id', { schema: idField }) id: string, @Body() body: unknown): Promise<SeeOther> {
    const as = typedId(body, 'as');
    await this.blocks.block(actor, as, id);
    const t = words(ctx);
    return seeOther(href(ctx, `/enterprises/${id}`), { tone: 'ok', title: t('blocked'), undo: { action: href(ctx, `/enterprises/${as}/unblock/${id}`) } });
  }

  @Post('unblock/:otherId')
  @Permission('account')
  async unblock(
    @CurrentPage() ctx: PageContext,
    @CurrentActor() actor: PersonActor,
    @Param('id', { schema: idField }) id: string,
    @Param('otherId', { schema: idField }) otherId: string,
  ): Promise<SeeOther> {
    await this.blocks.unblock(actor, id, otherId);
    return seeOther(href(ctx, `/enterprises/${id}/edit`), { tone: 'ok', title: words(ctx)('unblocked') });
  }
}
