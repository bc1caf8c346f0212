import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Settings } from '../../config/settings.js';
import { Permission } from '../../platform/http/permission.js';
import { CurrentActor } from '../../platform/http/request.js';
import { codeField, dayField, idField, textField } from '../../platform/http/text-field.js';
import { parseForm } from '../../platform/http/validation.js';
import { canEdit, isOfficerFor, type PersonActor, roleIn } from '../../shared/actor.js';
import { AppError } from '../../shared/errors.js';
import { localDate } from '../../shared/zoned-time.js';
import { href, pagePaths } from '../../web/address.js';
import { attempt, fieldProblems, outcomeNotice, problemsAt } from '../../web/attempt.js';
import { type FormValues, keptValues, type Problem } from '../../web/components/form.js';
import type { PageContext } from '../../web/page-context.js';
import { CurrentPage } from '../../web/page-contexts.js';
import { type HtmlPage, page, type SeeOther, seeOther } from '../../web/render.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { EnterpriseLabelsService } from './enterprise-labels.service.js';
import { ENTERPRISE_ERRORS } from './enterprises.errors.js';
import { EnterpriseQueries } from './enterprises.queries.js';
import { ENTERPRISE_TEXTS } from './enterprises.texts.js';
import { CERTIFICATE, EVIDENCE_ATTRIBUTES } from './enterprises.types.js';
import { EvidenceService, type NewEvidence } from './evidence.service.js';
import { EvidencePage } from './views/evidence-page.js';
import { words } from './views/words.js';

const untilField = z.union([z.literal('').transform(() => null), dayField]);
const evidenceForm = z.object({ certificate: textField(40), attribute: z.enum(EVIDENCE_ATTRIBUTES).or(z.literal('')), value: textField(200), note: textField(500), validUntil: untilField });
const checkForm = z.object({ validUntil: untilField });

@Controller(pagePaths('enterprises/:id/evidence'))
@Permission('account')
export class EvidencePages {
  constructor(
    private readonly evidence: EvidenceService,
    private readonly queries: EnterpriseQueries,
    private readonly labels: EnterpriseLabelsService,
    private readonly taxonomy: TaxonomyService,
    private readonly settings: Settings,
  ) {}

  @Get()
  show(@CurrentPage() ctx: PageContext, @CurrentActor() actor: PersonActor, @Param('id', { schema: codeField }) idOrCode: string): Promise<HtmlPage> {
    return this.page(ctx, actor, idOrCode, {}, []);
  }

  @Post()
  async add(@CurrentPage() ctx: PageContext, @CurrentActor() actor: PersonActor, @Param('id', { schema: idField }) id: string, @Body() body: unknown): Promise<HtmlPage | SeeOther> {
    const form = parseForm(evidenceForm, body);
    if (!form.ok) return this.page(ctx, actor, id, keptValues(body), fieldProblems(form.errors, ctx.language));
    const evidence = evidenceOf(form.values);
    if (!evidence) return this.page(ctx, actor, id, keptValues(body), [{ field: 'certificate', message: words(ctx)('chooseOne') }]);
    const added = await attempt(this.evidence.add(actor, id, evidence));
    if (!added.ok) return this.page(ctx, actor, id, keptValues(body), problemsAt(added.refusal, ctx.language, 'certificate'));
    return seeOther(href(ctx, `/enterprises/${id}/evidence`), { tone: 'ok', title: words(ctx)('evidenceSaved') });
  }

  @Post(':evidenceId/remove')
  async remove(
    @CurrentPage() ctx: PageContext,
    @CurrentActor() actor: PersonActor,
    @Param('id', { schema: idField }) id: string,
    @Param('evidenceId', { schema: idField }) evidenceId: string,
  ): Promise<SeeOther> {
    await this.evidence.remove(actor, id, evidenceId);
    const t = words(ctx);
    return seeOther(href(ctx, `/enterprises/${id}/evidence`), {
      tone: 'ok',
      title: t('evidenceRemoved'),
      undo: { action: href(ctx, `/enterprises/${id}/evidence/${evidenceId}/restore`) },
    });
  }

  @Post(':evidenceId/restore')
  async restore(
    @CurrentPage() ctx: PageContext,
    @CurrentActor() actor: PersonActor,
    @Param('id', { schema: idField }) id: string,
    @Param('evidenceId', { schema: idField }) evidenceId: string,
  ): Promise<SeeOther> {
    const restored = await attempt(this.evidence.restore(actor, id, evidenceId));
    return seeOther(href(ctx, `/enterprises/${id}/evidence`), outcomeNotice(restored, ENTERPRISE_TEXTS.evidenceRestored, ctx.language));
  }

  @Post(':evidenceId/check')
  @Permission('officer')
  async check(
    @CurrentPage() ctx: PageContext,
    @CurrentActor() actor: PersonActor,
    @Param('id', { schema: idField }) id: string,
    @Param('evidenceId', { schema: idField }) evidenceId: string,
    @Body() body: unknown,
  ): Promise<HtmlPage | SeeOther> {
    const form = parseForm(checkForm, body);
    if (!form.ok) return this.page(ctx, actor, id, {}, fieldProblems(form.errors, ctx.language));
    await this.evidence.check(actor, id, evidenceId, form.values.validUntil);
    return seeOther(href(ctx, `/enterprises/${id}/evidence`), { tone: 'ok', title: words(ctx)('evidenceChecked') });
  }

  private async page(ctx: PageContext, actor: PersonActor, idOrCode: string, values: FormValues, problems: readonly Problem[]): Promise<HtmlPage> {
    const enterprise = await this.queries.view(actor, idOrCode);
    if (!enterprise.inside) throw new AppError(ENTERPRISE_ERRORS.notFound);
    const today = localDate(ctx.now, this.settings.timeZone);
    const evidence = (await this.queries.evidenceOf(enterprise.id)).map((row) => ({
      ...row,
      label: this.labels.evidence(row.attribute, row.value, ctx.language),
      isExpired: row.validUntil !== null && row.validUntil < today,
    }));
    const certificates = this.taxonomy.choices('certificate', null).map(({ code }) => ({ value: code, label: this.taxonomy.label('certificate', code, ctx.language) }));
    return page(
      <EvidencePage
        ctx={ctx}
        enterprise={enterprise}
        evidence={evidence}
        certificates={certificates}
        canEdit={canEdit(actor, enterprise.id)}
        canCheck={isOfficerFor(actor, enterprise.regionCode) && roleIn(actor, enterprise.id) === null}
        values={values}
        problems={problems}
      />,
      problems.length > 0 ? 422 : 200,
    );
  }
}

/** A certificate of the list, or something in one's own words; null for neither. */
function evidenceOf({ certificate, attribute, value, note, validUntil }: z.output<typeof evidenceForm>): NewEvidence | null {
  if (certificate) return { attribute: CERTIFICATE, value: certificate, note, validUntil };
  return attribute && value ? { attribute, value, note, validUntil } : null;
}
