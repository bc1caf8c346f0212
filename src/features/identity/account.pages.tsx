import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Settings } from '../../config/settings.js';
import { Permission, RateLimit } from '../../platform/http/permission.js';
import { CurrentActor } from '../../platform/http/request.js';
import { idField } from '../../platform/http/text-field.js';
import { parseForm } from '../../platform/http/validation.js';
import type { PersonActor } from '../../shared/actor.js';
import { AppError } from '../../shared/errors.js';
import { href, pagePaths } from '../../web/address.js';
import { attempt, fieldProblems, problemsAt } from '../../web/attempt.js';
import { keptValues } from '../../web/components/form.js';
import type { PageContext } from '../../web/page-context.js';
import { CurrentPage } from '../../web/page-contexts.js';
import { type HtmlPage, page, type SeeOther, seeOther } from '../../web/render.js';
import { AccountQueries } from './accounts.queries.js';
import { ApiTokensService } from './api-tokens.service.js';
import { BrowserSessionService } from './browser-session.service.js';
import { ownSecret } from './credentials.js';
import { IDENTITY_ERRORS } from './identity.errors.js';
import { passwordForm, profileForm, tokenForm } from './identity.forms.js';
import { IdentityService } from './identity.service.js';
import { SessionsService } from './sessions.service.js';
import { AccountPage, type AccountForms } from './views/account-page.js';
import { words } from './views/words.js';

/** My own account: who I am, my password, where I am signed in, and my programs' tokens. */
@Controller(pagePaths('account'))
@Permission('account')
export class AccountPages {
  constructor(
    private readonly identity: IdentityService,
    private readonly accounts: AccountQueries,
    private readonly sessions: SessionsService,
    private readonly apiTokens: ApiTokensService,
    private readonly browser: BrowserSessionService,
    private readonly settings: Settings,
  ) {}

  @Get()
  async show(@CurrentPage() ctx: PageContext, @CurrentActor() actor: PersonActor, @Req() request: FastifyRequest, forms: AccountForms = {}): Promise<HtmlPage> {
    const [account, sessions, tokens] = await Promise.all([
      this.accounts.byId(actor.personId),
      this.sessions.list(actor, ownSecret(request, this.settings)),
      this.apiTokens.list(actor),
    ]);
    if (!account) throw new AppError(IDENTITY_ERRORS.noSuchAccount);
    return page(<AccountPage ctx={ctx} account={account} sessions={sessions} tokens={tokens} forms={forms} />, Object.keys(forms).length > 0 ? 422 : 200);
  }

  @Post('profile')
  async changeProfile(@CurrentPage() ctx: PageContext, @CurrentActor() actor: PersonActor, @Body() body: unknown, @Req() request: FastifyRequest): Promise<HtmlPage | SeeOther> {
    const form = parseForm(profileForm, body);
    if (!form.ok) return this.show(ctx, actor, request, { profile: { values: keptValues(body), problems: fieldProblems(form.errors, ctx.language) } });
    await this.identity.changeProfile(actor, form.values);
    return this.done(ctx, words(ctx)('saved'));
  }

  @Post('password')
  @RateLimit({ points: 10, perSeconds: 900, by: 'actor' })
  async changePassword(@CurrentPage() ctx: PageContext, @CurrentActor() actor: PersonActor, @Body() body: unknown, @Req() request: FastifyRequest): Promise<HtmlPage | SeeOther> {
    const form = parseForm(passwordForm, body);
    if (!form.ok) return this.show(ctx, actor, request, { password: { values: {}, problems: fieldProblems(form.errors, ctx.language) } });
    const { current, next } = form.values;
    const changed = await attempt(this.identity.changePassword(actor, current, next, ownSecret(request, this.settings)));
    if (!changed.ok) return this.show(ctx, actor, request, { password: { values: {}, problems: problemsAt(changed.refusal, ctx.language, 'current') } });
    return this.done(ctx, words(ctx)('passwordChanged'));
  }

  @Post('confirmation')
  @RateLimit({ points: 5, perSeconds: 3600, by: 'actor' })
  async sendConfirmation(@CurrentPage() ctx: PageContext, @CurrentActor() actor: PersonActor): Promise<SeeOther> {
    await this.identity.requestConfirmation(actor);
    return this.done(ctx, words(ctx)('sentAgain'));
  }

  @Post('sessions/:id/end')
  async endSession(@CurrentPage() ctx: PageContext, @CurrentActor() actor: PersonActor, @Param('id', { schema: idField }) id: string): Promise<SeeOther> {
    await this.sessions.revoke(actor, id);
    return this.done(ctx, words(ctx)('deviceEnded'));
  }

  @Post('tokens')
  @RateLimit({ points: 30, perSeconds: 600, by: 'actor' })
  async createToken(@CurrentPage() ctx: PageContext, @CurrentActor() actor: PersonActor, @Body() body: unknown, @Req() request: FastifyRequest): Promise<HtmlPage | SeeOther> {
    const form = parseForm(tokenForm, body);
    if (!form.ok) return this.show(ctx, actor, request, { token: { values: keptValues(body), problems: fieldProblems(form.errors, ctx.language) } });
    const made = await attempt(this.apiTokens.create(actor, form.values.tokenName, form.values.tokenDays));
    if (!made.ok) return this.show(ctx, actor, request, { token: { values: keptValues(body), problems: problemsAt(made.refusal, ctx.language, 'tokenName') } });
    return this.done(ctx, words(ctx)('tokenCreated'), made.value.token);
  }

  @Post('tokens/:id/end')
  async endToken(@CurrentPage() ctx: PageContext, @CurrentActor() actor: PersonActor, @Param('id', { schema: idField }) id: string): Promise<SeeOther> {
    await this.apiTokens.revoke(actor, id);
    return this.done(ctx, words(ctx)('tokenEnded'));
  }

  @Post('logout')
  async signOut(@CurrentPage() ctx: PageContext, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<SeeOther> {
    await this.browser.end(request, reply);
    return seeOther(href(ctx, '/'), { tone: 'ok', title: words(ctx)('signedOut') });
  }

  private done(ctx: PageContext, title: string, text?: string): SeeOther {
    return seeOther(href(ctx, '/account'), { tone: 'ok', title, ...(text ? { text } : {}) });
  }
}
