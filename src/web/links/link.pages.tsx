import { Body, Controller, Get, Header, Param, Post, Query } from '@nestjs/common';
import { Permission, RateLimit } from '../../platform/http/permission.js';
import { outcomeText } from '../../platform/mail/link-purpose.js';
import { MailLinks } from '../../platform/mail/mail-links.js';
import { mailErrors } from '../../platform/mail/mail.errors.js';
import { AppError, type ErrorDefinition } from '../../shared/errors.js';
import { say } from '../../shared/language.js';
import { href, pagePaths } from '../address.js';
import { attempt, refusalNotice } from '../attempt.js';
import type { PageContext } from '../page-context.js';
import { CurrentPage } from '../page-contexts.js';
import { type HtmlPage, page, type SeeOther, seeOther } from '../render.js';
import { LinkPageRegistry } from './link-page-registry.js';
import { LINK_TEXTS as T } from './link.texts.js';
import { ExpiredLink, UsedLink } from './link-views.js';

/**
 * The pages that links in mails open. GET changes nothing, because the scanners of mail servers follow every link; the
 * form of the page confirms. The token is the proof, so nobody has to sign in.
 */
@Controller(pagePaths('a/:token'))
@Permission('public')
@RateLimit({ points: 1_200, perSeconds: 60, by: 'address' })
export class LinkPages {
  constructor(
    private readonly links: MailLinks,
    private readonly pages: LinkPageRegistry,
  ) {}

  @Get()
  @Header('referrer-policy', 'no-referrer')
  async show(@CurrentPage() ctx: PageContext, @Param('token') token: string, @Query('done') done: unknown): Promise<HtmlPage> {
    const link = await this.links.find(token);
    const kind = this.pages.require(link.purpose);
    if (link.usedAt) {
      const answer = outcomeText(link.purpose, link.outcome ?? '')?.[ctx.language] ?? '';
      // The same page ends a confirmation and greets whoever opens the link again; only the second is a refusal.
      return page(<UsedLink ctx={ctx} answer={answer} after={await kind.after(ctx, link)} />, done === undefined ? 410 : 200);
    }
    if (link.expiresAt <= ctx.now) return page(<ExpiredLink ctx={ctx} expiredAt={link.expiresAt} />, 410);
    return kind.show(ctx, link);
  }

  @Post()
  async confirm(@CurrentPage() ctx: PageContext, @Param('token') token: string, @Body() body: unknown): Promise<HtmlPage | SeeOther> {
    try {
      const link = await this.links.read(token);
      const kind = this.pages.require(link.purpose);
      const returned = await kind.act(ctx, link, body);
      return returned ? page((await kind.show(ctx, link, returned)).view, 422) : seeOther(`${href(ctx, ctx.path)}?done`);
    } catch (error) {
      // A second click, or one that came too late, ends where the link leads now: with the answer and a way on.
      if (error instanceof AppError && isOver(error.definition)) return this.show(ctx, token, undefined);
      throw error;
    }
  }

  /** Takes back what the link did while that can be done; one that is usable again already only shows itself. */
  @Post('undo')
  async takeBack(@CurrentPage() ctx: PageContext, @Param('token') token: string): Promise<SeeOther> {
    const link = await this.links.find(token);
    const back = href(ctx, `/a/${token}`);
    const undone = await attempt(link.usedAt ? this.pages.require(link.purpose).takeBack(ctx, link) : Promise.resolve());
    return undone.ok ? seeOther(back, { tone: 'ok', title: say(T.undone, ctx.language) }) : seeOther(`${back}?done`, refusalNotice(undone.refusal, ctx.language));
  }
}

function isOver({ code }: ErrorDefinition): boolean {
  return code === mailErrors.usedLink.code || code === mailErrors.expiredLink.code;
}
