import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Permission } from '../../platform/http/permission.js';
import { CurrentActor } from '../../platform/http/request.js';
import { codeField, idField } from '../../platform/http/text-field.js';
import { parseForm } from '../../platform/http/validation.js';
import { canEdit, type PersonActor } from '../../shared/actor.js';
import { AppError } from '../../shared/errors.js';
import { href, pagePaths } from '../../web/address.js';
import { attempt, fieldProblems, problemsAt, refusalNotice } from '../../web/attempt.js';
import { type FormValues, keptValues, type Problem } from '../../web/components/form.js';
import { wanOfYuan } from '../../web/format.js';
import type { PageContext } from '../../web/page-context.js';
import { CurrentPage } from '../../web/page-contexts.js';
import { type HtmlPage, page, type SeeOther, seeOther } from '../../web/render.js';
import { type PlacePick, PlacePicksService } from '../taxonomy/place-picks.service.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { editForm } from './edit.form.js';
import { EnterpriseChoicesService } from './enterprise-choices.service.js';
import { FACTS_LOCKED } from './enterprise.states.js';
import { ENTERPRISE_ERRORS } from './enterprises.errors.js';
import { EnterpriseEditingService } from './enterprise-editing.service.js';
import { EnterpriseQueries } from './enterprises.queries.js';
import type { EnterpriseInside, EnterpriseView } from './enterprises.types.js';
import { ticked, typed } from './form-values.js';
import { EditPage } from './views/edit-page.js';
import { words } from './views/words.js';

/** As the address of an undo has it. */
const versionField = z.coerce.number().int().min(1).max(2_147_483_647);

/** An enterprise's details, for those who may change them. */
@Controller(pagePaths('enterprises/:id/edit'))
@Permission('account')
export class EditPages {
  constructor(
    private readonly editing: EnterpriseEditingService,
    private readonly queries: EnterpriseQueries,
    private readonly choices: EnterpriseChoicesService,
    private readonly taxonomy: TaxonomyService,
    private readonly picking: PlacePicksService,
  ) {}

  @Get()
  async show(@CurrentPage() ctx: PageContext, @CurrentActor() actor: PersonActor, @Param('id', { schema: codeField }) idOrCode: string): Promise<HtmlPage> {
    const { enterprise, inside } = await this.require(actor, idOrCode);
    return this.page(ctx, enterprise, valuesOf(enterprise, inside, this.taxonomy.regionPath(enterprise.regionCode)[ctx.language], this.industryName(ctx, enterprise)), []);
  }

  @Post()
  async save(@CurrentPage() ctx: PageContext, @CurrentActor() actor: PersonActor, @Param('id', { schema: idField }) id: string, @Body() body: Record<string, unknown> | undefined): Promise<HtmlPage | SeeOther> {
    const { enterprise } = await this.require(actor, id);
    const areFactsLocked = FACTS_LOCKED.includes(enterprise.status);
    const region = areFactsLocked ? null : this.picking.pick('region', typed(body, 'region'), typed(body, 'region-code'), ctx.language);
    const industry = this.picking.pick('industry', typed(body, 'industry'), typed(body, 'industry-code'), ctx.language);
    const again = (problems: readonly Problem[]): Promise<HtmlPage> =>
      this.page(ctx, enterprise, { ...keptValues(body), ...shown('region', region), ...shown('industry', industry) }, problems, region, industry);
    if (typed(body, 'do') === 'region' || typed(body, 'do') === 'industry') return again([]);

    const form = parseForm(editForm, body);
    const t = words(ctx);
    const problems = [
      ...(form.ok ? [] : fieldProblems(form.errors, ctx.language)),
      ...(region && region.code === null ? [{ field: 'region', message: t('chooseBelow') }] : []),
      ...(industry.code === null && industry.text !== '' ? [{ field: 'industry', message: t('chooseBelow') }] : []),
    ];
    if (!form.ok || problems.length > 0) return again(problems);
    const { company, uscc, version, ...profile } = form.values;
    const saved = await attempt(
      this.editing.edit(
        actor,
        id,
        {
          ...profile,
          industryCode: industry.code,
          preferredRegions: ticked(body, 'preferredRegions'),
          preferredIndustries: ticked(body, 'preferredIndustries'),
          ...(areFactsLocked ? {} : { ...(company && { name: company }), ...(uscc && { uscc }), ...(region?.code && { regionCode: region.code }) }),
        },
        version,
      ),
    );
    if (!saved.ok) return again(problemsAt(saved.refusal, ctx.language, 'description'));
    return seeOther(href(ctx, `/enterprises/${id}`), { tone: 'ok', title: t('saved'), ...(saved.value.hasChanged && { undo: this.undo(ctx, id, saved.value.version) }) });
  }

  /** Puts back what the edit has overwritten that left this version behind. That can be taken back itself, so that nothing typed is lost by a wrong tap. */
  @Post('undo/:version')
  async takeBack(
    @CurrentPage() ctx: PageContext,
    @CurrentActor() actor: PersonActor,
    @Param('id', { schema: idField }) id: string,
    @Param('version', { schema: versionField }) version: number,
  ): Promise<SeeOther> {
    const back = await attempt(this.editing.takeBack(actor, id, version));
    if (!back.ok) return seeOther(href(ctx, `/enterprises/${id}`), refusalNotice(back.refusal, ctx.language));
    const t = words(ctx);
    return seeOther(href(ctx, `/enterprises/${id}`), { tone: 'ok', title: t('editTakenBack'), undo: { ...this.undo(ctx, id, back.value.version), label: t('redo') } });
  }

  private undo(ctx: PageContext, id: string, version: number): { action: string } {
    return { action: href(ctx, `/enterprises/${id}/edit/undo/${version}`) };
  }

  private async page(ctx: PageContext, enterprise: EnterpriseView, values: FormValues, problems: readonly Problem[], region: PlacePick | null = null, industry: PlacePick | null = null): Promise<HtmlPage> {
    const blocked = await this.queries.blockedBy(enterprise.id);
    const { regions, industries } = this.choices.of(enterprise, ctx.language);
    return page(
      <EditPage
        ctx={ctx}
        enterprise={enterprise}
        areFactsLocked={FACTS_LOCKED.includes(enterprise.status)}
        values={values}
        problems={problems}
        regions={regions}
        industries={industries}
        foundRegions={region?.found ?? []}
        foundIndustries={industry?.found ?? []}
        blocked={blocked}
      />,
      problems.length > 0 ? 422 : 200,
    );
  }

  private async require(actor: PersonActor, idOrCode: string): Promise<{ enterprise: EnterpriseView; inside: EnterpriseInside }> {
    const enterprise = await this.queries.view(actor, idOrCode);
    if (!enterprise.inside) throw new AppError(ENTERPRISE_ERRORS.notFound);
    if (!canEdit(actor, enterprise.id)) throw new AppError(ENTERPRISE_ERRORS.forbidden);
    return { enterprise, inside: enterprise.inside };
  }

  private industryName(ctx: PageContext, { industryCode }: EnterpriseView): string {
    return industryCode === null ? '' : this.taxonomy.label('industry', industryCode, ctx.language);
  }
}

function shown(name: string, pick: PlacePick | null): FormValues {
  return pick ? { [name]: pick.text, [`${name}-code`]: pick.code ?? '' } : {};
}

function valuesOf(enterprise: EnterpriseView, { contact, capacity, version }: EnterpriseInside, region: string, industry: string): FormValues {
  const { name, uscc, regionCode, industryCode, size, description, orderMin, orderMax, preferredRegions, preferredIndustries } = enterprise;
  return {
    company: name,
    uscc,
    region,
    'region-code': regionCode,
    industry,
    'industry-code': industryCode,
    size,
    description,
    website: contact.website,
    address: contact.address,
    contactName: contact.name,
    contactPhone: contact.phone,
    contactEmail: contact.email,
    capacity,
    orderMin: orderMin === null ? '' : wanOfYuan(orderMin),
    orderMax: orderMax === null ? '' : wanOfYuan(orderMax),
    preferredRegions,
    preferredIndustries,
    version,
  };
}
