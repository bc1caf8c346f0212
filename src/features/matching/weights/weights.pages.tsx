import { Body, Controller, Get, type OnModuleInit, Param, Post, Query } from '@nestjs/common';
import { Permission, RateLimit } from '../../../platform/http/permission.js';
import { parseForm } from '../../../platform/http/validation.js';
import { say } from '../../../shared/language.js';
import { href, pagePaths } from '../../../web/address.js';
import { attempt, fieldProblems } from '../../../web/attempt.js';
import { type FormValues, keptValues, type Problem } from '../../../web/components/form.js';
import type { PageContext } from '../../../web/page-context.js';
import { CurrentPage } from '../../../web/page-contexts.js';
import { type HtmlPage, page, type SeeOther, seeOther } from '../../../web/render.js';
import { OfficeWaysService } from '../../moderation/office-ways.service.js';
import { FACTORY_PARTS, PROVIDER_PARTS } from '../explanation.js';
import { completed, type WeightTables } from '../scoring/weights.js';
import { VersionPage } from '../views/weights-version-page.js';
import { WeightsPage } from '../views/weights-page.js';
import { ReweighService } from './reweigh.service.js';
import { factoryField, installationForm, proposalForm, providerField, versionName, weightsPageQuery, type WeightsPageQuery } from './weights.dto.js';
import { mayChangeWeights, WeightsService } from './weights.service.js';
import { WeightsStore } from './weights.store.js';
import { WEIGHTS_TEXTS as T } from './weights.texts.js';

const PAGE_SIZE = 20;

interface Returned {
  readonly values: FormValues;
  readonly problems?: readonly Problem[];
  readonly refusal?: string;
  readonly status: number;
}

/** The weights in force, a form to try others, what they would change, and the way back to former ones. */
@Controller(pagePaths('review/weights'))
@Permission('administrator')
export class WeightsPages implements OnModuleInit {
  constructor(
    private readonly weights: WeightsService,
    private readonly store: WeightsStore,
    private readonly reweighing: ReweighService,
    private readonly ways: OfficeWaysService,
  ) {}

  onModuleInit(): void {
    this.ways.add({ label: T.title, path: '/review/weights', isFor: (actor) => actor.kind === 'person' && actor.office?.roles.includes('administrator') === true });
  }

  /** @param query `from` fills the form with a version's numbers instead of the present ones */
  @Get()
  async show(@CurrentPage() ctx: PageContext, @Query({ schema: weightsPageQuery }) query: WeightsPageQuery): Promise<HtmlPage> {
    return this.form(ctx, query);
  }

  @Post()
  @RateLimit({ points: 10, perSeconds: 60, by: 'actor' })
  async propose(@CurrentPage() ctx: PageContext, @Body() body: unknown): Promise<HtmlPage | SeeOther> {
    const values = keptValues(body);
    const parsed = parseForm(proposalForm, body);
    if (!parsed.ok) return this.form(ctx, { page: 1 }, { values, problems: fieldProblems(parsed.errors, ctx.language), status: 422 });
    const { note, base } = parsed.values;
    const done = await attempt(this.weights.propose(ctx.actor, { ...tablesIn(parsed.values), origin: 'edited', note }, base));
    if (done.ok) return seeOther(href(ctx, `/review/weights/${done.value.name}`));
    if (done.refusal.kind === 'forbidden') throw done.refusal;
    const refusal = done.refusal.in(ctx.language);
    return this.form(ctx, { page: 1 }, { values, refusal, status: done.refusal.kind === 'conflict' ? 409 : 422 });
  }

  @Get(':name')
  async version(@CurrentPage() ctx: PageContext, @Param('name', { schema: versionName }) name: string): Promise<HtmlPage> {
    const [version, inForce, office] = await Promise.all([this.weights.version(name), this.store.inForce(), this.ways.bar(ctx)]);
    return page(<VersionPage ctx={ctx} office={office} version={version} inForce={inForce} mayChange={mayChangeWeights(ctx.actor)} />);
  }

  /** What was seen last comes with the form, or in the address of the way back that a notice offers. */
  @Post(':name')
  @RateLimit({ points: 30, perSeconds: 60, by: 'actor' })
  async install(@CurrentPage() ctx: PageContext, @Param('name', { schema: versionName }) name: string, @Body() body: unknown, @Query() query: unknown): Promise<SeeOther> {
    const at = href(ctx, '/review/weights');
    const parsed = parseForm(installationForm, { ...(query as object), ...(body as object) });
    const before = await this.store.inForce();
    const done = parsed.ok ? await attempt(this.weights.putInForce(ctx.actor, name, parsed.values.base)) : null;
    if (done?.ok) {
      const undo = { action: `${at}/${before.name}?base=${before.number + 1}`, label: say(T.undo, ctx.language, { name: before.name }) };
      return seeOther(at, { tone: 'ok', title: say(T.goneTo, ctx.language, { name }), text: say(T.goneText, ctx.language), undo });
    }
    if (done?.refusal.kind === 'forbidden') throw done.refusal;
    const title = done ? done.refusal.in(ctx.language) : say(T.stale, ctx.language);
    return seeOther(at, { tone: 'warn', title });
  }

  private async form(ctx: PageContext, query: WeightsPageQuery, returned?: Returned): Promise<HtmlPage> {
    const [inForce, changes, left, office, from] = await Promise.all([
      this.store.inForce(),
      this.store.changes({ page: query.page, pageSize: PAGE_SIZE }),
      this.reweighing.left(),
      this.ways.bar(ctx),
      query.from ? this.store.version(query.from) : null,
    ]);
    // Another table than the one that the form was filled from: what was typed stays, and counts from now on against the present one.
    const values = { ...(returned?.values ?? valuesOf(from ?? inForce, from?.note ?? '')), base: inForce.number };
    return page(
      <WeightsPage
        ctx={ctx}
        office={office}
        inForce={inForce}
        changes={changes}
        left={left}
        mayChange={mayChangeWeights(ctx.actor)}
        values={values}
        problems={returned?.problems ?? []}
        refusal={returned?.refusal}
      />,
      returned?.status ?? 200,
    );
  }
}

function tablesIn(values: Readonly<Record<string, number | string>>): WeightTables {
  const read = (parts: readonly string[], field: (part: string) => string): Record<string, number> => Object.fromEntries(parts.map((part) => [part, Number(values[field(part)])]));
  return completed({ factory: read(FACTORY_PARTS, factoryField), provider: read(PROVIDER_PARTS, providerField) });
}

function valuesOf({ factory, provider }: WeightTables, note: string): FormValues {
  return Object.fromEntries([...FACTORY_PARTS.map((part) => [factoryField(part), factory[part]]), ...PROVIDER_PARTS.map((part) => [providerField(part), provider[part]]), ['note', note]]) as FormValues;
}
