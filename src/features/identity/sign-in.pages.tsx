import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Permission, RateLimit } from '../../platform/http/permission.js';
import { parseForm } from '../../platform/http/validation.js';
import type { Actor } from '../../shared/actor.js';
import { href, localPath, pagePaths } from '../../web/address.js';
import { attempt, fieldProblems, problemsAt } from '../../web/attempt.js';
import { keptValues, type Problem } from '../../web/components/form.js';
import type { PageContext } from '../../web/page-context.js';
import { CurrentPage } from '../../web/page-contexts.js';
import { type HtmlPage, page, type SeeOther, seeOther } from '../../web/render.js';
import { ActorQueries } from './actors.queries.js';
import { BrowserSessionService } from './browser-session.service.js';
import { forgotForm, signInForm } from './identity.forms.js';
import { IdentityService } from './identity.service.js';
import { PasswordLogin } from './password-login.js';
import { ForgotPage, ForgotSentPage } from './views/forgot-page.js';
import { readUnsent } from '../../web/unsent.js';
import { ResumePage } from './views/resume-page.js';
import { SignInPage } from './views/sign-in-page.js';

/** Where one begins after signing in: officers at their queue, everybody else at the workspace. */
function homeOf(actor: Actor): string {
  return actor.kind === 'person' && actor.office && actor.memberships.length === 0 ? '/review' : '/workspace';
}

@Controller(pagePaths('login'))
@Permission('public')
export class SignInPages {
  constructor(
    private readonly login: PasswordLogin,
    private readonly identity: IdentityService,
    private readonly actors: ActorQueries,
    private readonly browser: BrowserSessionService,
  ) {}

  @Get()
  show(@CurrentPage() ctx: PageContext, @Query('next') next: unknown): HtmlPage | SeeOther {
    if (ctx.actor.kind === 'person') return seeOther(localPath(next, href(ctx, homeOf(ctx.actor))));
    return page(<SignInPage ctx={ctx} values={{ next: localPath(next, '') }} problems={[]} />);
  }

  @Post()
  @RateLimit({ points: 600, perSeconds: 600, by: 'address' })
  async signIn(
    @CurrentPage() ctx: PageContext,
    @Body() body: Record<string, unknown> | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HtmlPage | SeeOther> {
    const again = (problems: readonly Problem[]): HtmlPage => page(<SignInPage ctx={ctx} values={keptValues(body)} problems={problems} />, 422);
    const form = parseForm(signInForm, body);
    if (!form.ok) return again(fieldProblems(form.errors, ctx.language));
    const signedIn = await attempt(this.login.signIn(request, reply));
    if (!signedIn.ok) return again(problemsAt(signedIn.refusal, ctx.language, 'password'));
    await this.browser.begin(signedIn.value.id, request, reply);
    const actor = await this.actors.byPersonId(signedIn.value.id);
    const unsent = readUnsent(body?.['unsent']);
    if (unsent && actor) return page(<ResumePage ctx={{ ...ctx, actor }} unsent={unsent} />);
    return seeOther(localPath(body?.['next'], href(ctx, homeOf(actor ?? ctx.actor))));
  }

  /** The session was over when a form came: the log-in that takes it along. */
  @Post('resume')
  @RateLimit({ points: 60, perSeconds: 600, by: 'address' })
  resume(@CurrentPage() ctx: PageContext, @Body() body: unknown): HtmlPage {
    return page(<SignInPage ctx={ctx} values={keptValues(body)} problems={[]} />);
  }

  @Get('forgot')
  forgot(@CurrentPage() ctx: PageContext): HtmlPage {
    return page(<ForgotPage ctx={ctx} values={{}} problems={[]} />);
  }

  @Post('forgot')
  @RateLimit({ points: 20, perSeconds: 600, by: 'address' })
  async sendLink(@CurrentPage() ctx: PageContext, @Body() body: unknown): Promise<HtmlPage> {
    const form = parseForm(forgotForm, body);
    if (!form.ok) return page(<ForgotPage ctx={ctx} values={keptValues(body)} problems={fieldProblems(form.errors, ctx.language)} />, 422);
    await this.identity.requestReset(form.values.email);
    return page(<ForgotSentPage ctx={ctx} email={form.values.email} />);
  }
}
