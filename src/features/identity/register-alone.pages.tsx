import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
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
import { BrowserSessionService } from './browser-session.service.js';
import { aloneForm } from './identity.forms.js';
import { IdentityService } from './identity.service.js';
import { IDENTITY_TEXTS } from './identity.texts.js';
import { RegisterAlonePage } from './views/register-alone-page.js';

/** For somebody whom an enterprise has invited: a person without an enterprise of their own. */
@Controller(pagePaths('register/member'))
@Permission('public')
export class RegisterAlonePages {
  constructor(
    private readonly identity: IdentityService,
    private readonly browser: BrowserSessionService,
  ) {}

  @Get()
  show(@CurrentPage() ctx: PageContext, @Query('email') email: unknown): HtmlPage {
    // The mail that invites names its own address; it is only what the field begins with.
    return page(<RegisterAlonePage ctx={ctx} values={typeof email === 'string' ? { email: email.slice(0, 254) } : {}} problems={[]} />);
  }

  @Post()
  @RateLimit({ points: 60, perSeconds: 600, by: 'address' })
  async register(
    @CurrentPage() ctx: PageContext,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HtmlPage | SeeOther> {
    const again = (problems: readonly Problem[]): HtmlPage => page(<RegisterAlonePage ctx={ctx} values={keptValues(body)} problems={problems} />, 422);
    const form = parseForm(aloneForm, body);
    if (!form.ok) return again(fieldProblems(form.errors, ctx.language));
    const registered = await attempt(this.identity.register({ ...form.values, language: ctx.language }));
    if (!registered.ok) return again(problemsAt(registered.refusal, ctx.language, 'email'));
    await this.browser.begin(registered.value.id, request, reply);
    const { registeredNotice, registeredText } = IDENTITY_TEXTS;
    return seeOther(href(ctx, '/account'), {
      tone: 'ok',
      title: say(registeredNotice, ctx.language),
      text: say(registeredText, ctx.language, { email: registered.value.email }),
    });
  }
}
