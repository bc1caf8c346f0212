import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { Permission } from '../../platform/http/permission.js';
import { Mailbox } from '../../platform/mail/sink/mailbox.js';
import { pagePaths } from '../../web/address.js';
import type { PageContext } from '../../web/page-context.js';
import { CurrentPage } from '../../web/page-contexts.js';
import type { HtmlPage } from '../../web/render.js';
import { page } from '../../web/render.js';
import { type MailboxQuery, mailboxQuery } from './mailbox.dto.js';
import { MailboxLetter } from './views/mailbox-letter.js';
import { MailboxList } from './views/mailbox-list.js';

/** A mail may look as it likes and open its links in a new tab; it runs nothing, loads nothing and asks nobody. */
const LETTER_POLICY = [
  'sandbox allow-popups allow-popups-to-escape-sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src data:",
  "frame-ancestors 'self'",
].join('; ');

@Controller(pagePaths('mailbox'))
@Permission('loopback')
export class MailboxPages {
  constructor(private readonly mailbox: Mailbox) {}

  @Get()
  async list(@CurrentPage() ctx: PageContext, @Query({ schema: mailboxQuery }) { to, ...request }: MailboxQuery): Promise<HtmlPage> {
    return page(<MailboxList ctx={ctx} mails={await this.mailbox.list(request, to || undefined)} to={to || undefined} />);
  }

  @Get(':id')
  async letter(@CurrentPage() ctx: PageContext, @Param('id') id: string): Promise<HtmlPage> {
    return page(<MailboxLetter ctx={ctx} mail={await this.mailbox.read(id)} />);
  }

  /** What the frame shows. The `base` keeps its links from opening inside of it. */
  @Get(':id/html')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', LETTER_POLICY)
  @Header('x-frame-options', 'SAMEORIGIN')
  async html(@Param('id') id: string): Promise<string> {
    const { html } = await this.mailbox.read(id);
    return `<base target="_blank">${html ?? ''}`;
  }
}
