import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { MailLink } from '../../platform/mail/mail-link.entity.js';
import { MailLinks } from '../../platform/mail/mail-links.js';
import { say } from '../../shared/language.js';
import { href } from '../../web/address.js';
import { type LinkAftermath, LinkPage } from '../../web/links/link-page.js';
import type { PageContext } from '../../web/page-context.js';
import { type HtmlPage, page } from '../../web/render.js';
import { IdentityService } from '../identity/identity.service.js';
import { CONFIRM_LINK } from './link-purposes.js';
import { LINK_PAGE_TEXTS as T } from './link-pages.texts.js';
import { ConfirmAddressPage } from './views/confirm-address-page.js';

/** Proves that an address belongs to who signed up with it. */
@Injectable()
export class ConfirmAddressLink extends LinkPage {
  readonly purpose = CONFIRM_LINK;

  constructor(
    private readonly database: Database,
    private readonly identity: IdentityService,
    private readonly links: MailLinks,
  ) {
    super();
  }

  async show(ctx: PageContext, link: MailLink): Promise<HtmlPage> {
    return page(<ConfirmAddressPage ctx={ctx} expiresAt={link.expiresAt} />);
  }

  async act(_ctx: PageContext, link: MailLink): Promise<null> {
    await this.database.transaction(async (manager) => {
      await this.links.consume(manager, link, CONFIRM_LINK, 'confirmed');
      await this.identity.confirmAddress(link.personId, manager);
    });
    return null;
  }

  async after(ctx: PageContext): Promise<LinkAftermath> {
    const way =
      ctx.actor.kind === 'person'
        ? { label: say(T.workspace, ctx.language), href: href(ctx, '/workspace') }
        : { label: say(T.login, ctx.language), href: href(ctx, '/login') };
    return { text: say(T.nowConfirmed, ctx.language), way };
  }
}
