import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../../platform/database/database.js';
import { parseForm } from '../../platform/http/validation.js';
import type { MailLink } from '../../platform/mail/mail-link.entity.js';
import { MailLinks } from '../../platform/mail/mail-links.js';
import { say } from '../../shared/language.js';
import { href } from '../../web/address.js';
import { attempt, fieldProblems, problemsAt } from '../../web/attempt.js';
import { type LinkAftermath, LinkPage, type ReturnedForm } from '../../web/links/link-page.js';
import type { PageContext } from '../../web/page-context.js';
import { type HtmlPage, page } from '../../web/render.js';
import { IdentityService } from '../identity/identity.service.js';
import { passwordField } from '../identity/password.types.js';
import { LINK_PAGE_TEXTS as T } from './link-pages.texts.js';
import { RESET_LINK } from './link-purposes.js';
import { ResetPasswordPage } from './views/reset-password-page.js';

const resetForm = z.strictObject({ password: passwordField });

/** Sets a new password for who can read the mail. */
@Injectable()
export class ResetPasswordLink extends LinkPage {
  readonly purpose = RESET_LINK;

  constructor(
    private readonly database: Database,
    private readonly identity: IdentityService,
    private readonly links: MailLinks,
  ) {
    super();
  }

  async show(ctx: PageContext, link: MailLink, form?: ReturnedForm): Promise<HtmlPage> {
    return page(<ResetPasswordPage ctx={ctx} expiresAt={link.expiresAt} problems={form?.problems ?? []} />);
  }

  async act(ctx: PageContext, link: MailLink, body: unknown): Promise<ReturnedForm | null> {
    const form = parseForm(resetForm, body);
    if (!form.ok) return { values: {}, problems: fieldProblems(form.errors, ctx.language) };
    const reset = await attempt(
      this.database.transaction(async (manager) => {
        await this.links.consume(manager, link, RESET_LINK, 'reset');
        await this.identity.resetPassword(link.personId, form.values.password, manager);
      }),
    );
    if (reset.ok) return null;
    if (reset.refusal.kind !== 'invalid') throw reset.refusal;
    return { values: {}, problems: problemsAt(reset.refusal, ctx.language, 'password') };
  }

  async after(ctx: PageContext): Promise<LinkAftermath> {
    return { text: say(T.nowReset, ctx.language), way: { label: say(T.login, ctx.language), href: href(ctx, '/login') } };
  }
}
