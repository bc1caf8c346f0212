import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Permission, RateLimit, WithoutCsrf } from '../../platform/http/permission.js';
import { MailPreferences } from '../../platform/mail/mail-preferences.js';
import { FREQUENCIES } from '../../platform/mail/mail-stream.js';
import { STREAM_NAMES } from '../../platform/mail/mail-stream.texts.js';
import { say } from '../../shared/language.js';
import { href, pagePaths } from '../../web/address.js';
import type { PageContext } from '../../web/page-context.js';
import { CurrentPage } from '../../web/page-contexts.js';
import type { HtmlPage, SeeOther } from '../../web/render.js';
import { page, seeOther } from '../../web/render.js';
import { texts } from './subscriptions.texts.js';
import { StopStream } from './views/stop-stream.js';

/**
 * The address in `List-Unsubscribe` and at the end of each mail. Its token is the proof: no login, no cookie, no CSRF
 * token. A mail program posts to it by itself (RFC 8058) and wants no redirect; a person opens it and decides.
 */
@Controller(pagePaths('unsubscribe/:token'))
@Permission('public')
@RateLimit({ points: 60, perSeconds: 60, by: 'address' })
export class SubscriptionsPages {
  constructor(private readonly preferences: MailPreferences) {}

  @Get()
  async show(@CurrentPage() ctx: PageContext, @Param('token') token: string): Promise<HtmlPage> {
    const mail = await this.preferences.readUnsubscribe(token);
    const isOff = await this.preferences.isOff(mail.personId, mail.stream);
    return page(<StopStream ctx={ctx} stream={STREAM_NAMES[mail.stream]} isOff={isOff} />);
  }

  @Post()
  @HttpCode(200)
  @WithoutCsrf()
  async decide(
    @CurrentPage() ctx: PageContext,
    @Param('token') token: string,
    @Body() body: Record<string, unknown> | undefined,
  ): Promise<HtmlPage | SeeOther> {
    const mail = await this.preferences.readUnsubscribe(token);
    const isResumed = body?.['do'] === 'resume';
    await this.preferences.choose(mail.personId, mail.stream, isResumed ? FREQUENCIES[mail.stream][0] : 'off');
    const stream = STREAM_NAMES[mail.stream];
    if (!body?.['do']) return page(<StopStream ctx={ctx} stream={stream} isOff />);
    // The page itself says that the stream has stopped; that it goes on again would not show.
    const title = say(texts.resumedNotice, ctx.language, { stream: stream[ctx.language] });
    return seeOther(href(ctx, ctx.path), isResumed ? { tone: 'ok', title } : null);
  }
}
