import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Permission, RateLimit } from '../../platform/http/permission.js';
import { parseForm } from '../../platform/http/validation.js';
import { say } from '../../shared/language.js';
import { href, pagePaths } from '../../web/address.js';
import { attempt, fieldProblems, problemsAt } from '../../web/attempt.js';
import { keptValues, type Problem } from '../../web/components/form.js';
import type { PageContext } from '../../web/page-context.js';
import { CurrentPage } from '../../web/page-contexts.js';
import { type HtmlPage, page, type SeeOther, seeOther } from '../../web/render.js';
import { AccountQueries } from '../identity/accounts.queries.js';
import { BrowserSessionService } from '../identity/browser-session.service.js';
import { PasswordKeeperService } from '../identity/password-keeper.service.js';
import { type PlacePick, PlacePicksService } from '../taxonomy/place-picks.service.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { readBusinessCard } from './business-card.js';
import { EnterpriseQueries } from './enterprises.queries.js';
import { typed } from './form-values.js';
import { type SignUp, signUpForm } from './sign-up.form.js';
import { type SignedUp, SignUpService } from './sign-up.service.js';
import { usccDoubt } from './uscc-doubt.js';
import { SignUpPage } from './views/sign-up-page.js';
import { words } from './views/words.js';

const FIELDS = ['name', 'tel', 'email', 'password', 'uscc', 'company', 'region', 'industry', 'size', 'agree'];

interface Picks {
  readonly region: PlacePick;
  readonly industry: PlacePick;
}

/** One page, person then enterprise; for who is signed in, the enterprise alone. */
@Controller(pagePaths('register'))
@Permission('public')
export class SignUpPages {
  constructor(
    private readonly signUps: SignUpService,
    private readonly accounts: AccountQueries,
    private readonly queries: EnterpriseQueries,
    private readonly taxonomy: TaxonomyService,
    private readonly picking: PlacePicksService,
    private readonly passwords: PasswordKeeperService,
    private readonly browser: BrowserSessionService,
  ) {}

  @Get()
  async show(@CurrentPage() ctx: PageContext): Promise<HtmlPage> {
    const account = ctx.actor.kind === 'person' ? await this.accounts.byId(ctx.actor.personId) : null;
    const values = account ? { name: account.name, tel: account.phone, email: account.email } : {};
    return page(<SignUpPage ctx={ctx} values={values} problems={[]} places={this.places(ctx)} />);
  }

  @Post()
  @RateLimit({ points: 120, perSeconds: 600, by: 'address' })
  async signUp(
    @CurrentPage() ctx: PageContext,
    @Body() body: Record<string, unknown> | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HtmlPage | SeeOther> {
    const act = typed(body, 'do');
    if (act === 'card') {
      const filled = { ...body, ...this.fromCard(typed(body, 'card')) };
      return this.again(ctx, filled, this.picks(ctx, filled), []);
    }
    const picks = this.picks(ctx, body);
    if (act === 'region' || act === 'industry') return this.again(ctx, body, picks, this.pickProblems(ctx, act, picks[act]));

    const form = parseForm(signUpForm, body);
    const password = ctx.actor.kind === 'person' ? null : typed(body, 'password') || this.passwords.open(typed(body, 'kept'));
    const problems = inOrder([
      ...(form.ok ? [] : fieldProblems(form.errors, ctx.language)),
      ...(ctx.actor.kind !== 'person' && !password ? [{ field: 'password', message: words(ctx)('passwordHint') }] : []),
      ...this.pickProblems(ctx, 'region', picks.region),
      ...(picks.industry.text === '' ? [] : this.pickProblems(ctx, 'industry', picks.industry)),
      ...(typed(body, 'agree') ? [] : [{ field: 'agree', message: words(ctx)('agreePlease') }]),
    ]);
    const doubt = form.ok ? await usccDoubt(this.queries, ctx.language, form.values.uscc) : null;
    const isDoubtSeen = doubt === null || typed(body, 'seen') === doubt.uscc;
    if (!form.ok || problems.length > 0 || !isDoubtSeen || !picks.region.code) return this.again(ctx, body, picks, problems);

    const registration = registrationOf(form.values, picks.region.code, picks.industry.code);
    const signedUp = await attempt(
      ctx.actor.kind === 'person'
        ? this.signUps.another(ctx.actor, registration)
        : this.signUps.both({ email: form.values.email, name: form.values.name, phone: form.values.tel, password: password ?? '', language: ctx.language }, registration),
    );
    if (!signedUp.ok) return this.again(ctx, body, picks, problemsAt(signedUp.refusal, ctx.language, signedUp.refusal.code === 'account.email-taken' ? 'email' : 'uscc'));
    if (ctx.actor.kind !== 'person') await this.browser.begin(signedUp.value.personId, request, reply);
    return this.welcome(ctx, signedUp.value, form.values.email);
  }

  private welcome(ctx: PageContext, { enterprise }: SignedUp, email: string): SeeOther {
    const t = words(ctx);
    return seeOther(href(ctx, `/enterprises/${enterprise.code}`), {
      tone: 'ok',
      title: t('signedUpTitle', { name: enterprise.name }),
      text: enterprise.submitWhenConfirmed ? t('signedUpText', { email }) : t('submittedNotice'),
    });
  }

  /** The form as it was typed, with what was found meanwhile; a good password is kept, so that it is typed once. */
  private async again(ctx: PageContext, body: unknown, picks: Picks, problems: readonly Problem[]): Promise<HtmlPage> {
    const [password, email, uscc] = [typed(body, 'password'), typed(body, 'email'), typed(body, 'uscc')];
    const kept = (password ? await this.passwords.keep(password, email) : typed(body, 'kept')) ?? '';
    const values = {
      ...keptValues(body),
      region: picks.region.text,
      'region-code': picks.region.code ?? '',
      industry: picks.industry.text,
      'industry-code': picks.industry.code ?? '',
      kept: kept && this.passwords.open(kept) ? kept : '',
    };
    const doubt = uscc ? await usccDoubt(this.queries, ctx.language, uscc) : null;
    return page(
      <SignUpPage ctx={ctx} values={values} problems={problems} places={this.places(ctx)} regions={picks.region.found} industries={picks.industry.found} doubt={doubt} />,
      problems.length > 0 || doubt ? 422 : 200,
    );
  }

  private picks(ctx: PageContext, body: unknown): Picks {
    return {
      region: this.picking.pick('region', typed(body, 'region'), typed(body, 'region-code'), ctx.language),
      industry: this.picking.pick('industry', typed(body, 'industry'), typed(body, 'industry-code'), ctx.language),
    };
  }

  private pickProblems(ctx: PageContext, field: 'region' | 'industry', { code, text, found }: PlacePick): Problem[] {
    if (code !== null) return [];
    const t = words(ctx);
    return [{ field, message: found.length > 0 ? t('chooseBelow') : text === '' ? t('pleaseChoose') : t('notFound', { typed: text }) }];
  }

  private fromCard(pasted: string): Record<string, string> {
    const { places, ...card } = readBusinessCard(pasted);
    const region = [...places].reverse().find((place) => this.taxonomy.suggestRegions(place, 1).length > 0);
    const read = { ...card, ...(region ? { region, 'region-code': '' } : {}) };
    return Object.fromEntries(Object.entries(read).filter(([name, value]) => value !== '' || name === 'region-code'));
  }

  /** Offered while one types, where the browser can. */
  private places(ctx: PageContext): string[] {
    const { taxonomy } = this;
    return taxonomy.choices('region', null).flatMap(({ code }) => taxonomy.choices('region', code).map((region) => say(taxonomy.regionPath(region.code), ctx.language)));
  }
}

/** The problems as the fields stand on the page. */
function inOrder(problems: readonly Problem[]): Problem[] {
  return [...problems].sort((a, b) => FIELDS.indexOf(a.field) - FIELDS.indexOf(b.field));
}

function registrationOf({ name, tel, email, uscc, company, size }: SignUp, regionCode: string, industryCode: string | null) {
  return { name: company, uscc, regionCode, industryCode, size, contactName: name, contactPhone: tel, contactEmail: email };
}
