import { type ParsedMail, simpleParser } from 'mailparser';
import { AppError } from '../../../shared/errors.js';
import type { Page, PageRequest } from '../../../shared/paging.js';
import { mailErrors } from '../mail.errors.js';
import { type MailFolder, receivedAt } from './mail-folder.js';

/** One line of the mailbox. */
export interface MailboxItem {
  readonly id: string;
  readonly receivedAt: Date;
  readonly to: readonly string[];
  readonly from: string;
  readonly subject: string;
  /** Without angle brackets. */
  readonly messageId: string | null;
  /** `X-Mail-Template`: the name of the mail's definition. */
  readonly template: string | null;
  readonly language: string | null;
}

export interface MailboxMessage extends MailboxItem {
  /** Name and value as they came, in their order. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly html: string | null;
  readonly text: string | null;
  /** Every http(s) address in the HTML part's links and in the text, each once. */
  readonly links: readonly string[];
}

/** Reads what the sink received. Where mail leaves by SMTP_URL there is no mailbox, and every question is refused. */
export class Mailbox {
  private readonly recipients = new Map<string, readonly string[]>();

  constructor(private readonly folder: MailFolder | null) {}

  /** Newest first. @param to only mails to this address */
  async list({ page, pageSize }: PageRequest, to: string | null = null): Promise<Page<MailboxItem>> {
    const folder = this.require();
    const all = (await folder.ids()).reverse();
    const ids = to === null ? all : await this.filter(folder, all, to.trim().toLowerCase());
    const shown = ids.slice((page - 1) * pageSize, page * pageSize);
    const items = await Promise.all(shown.map(async (id) => toItem(id, await folder.head(id))));
    return { items: items.filter((item) => item !== null), page, pageSize, total: ids.length };
  }

  private async filter(folder: MailFolder, ids: readonly string[], to: string): Promise<string[]> {
    if (this.recipients.size > 2 * ids.length) this.recipients.clear();
    const matching: string[] = [];
    for (const id of ids) {
      const known = this.recipients.get(id) ?? recipientsIn((await folder.head(id)) ?? '');
      this.recipients.set(id, known);
      if (known.includes(to)) matching.push(id);
    }
    return matching;
  }

  /** @throws AppError not-found */
  async read(id: string): Promise<MailboxMessage> {
    const source = await this.require().read(id);
    if (!source) throw new AppError(mailErrors.unknownMessage);
    const mail = await simpleParser(source, { skipHtmlToText: true, skipTextToHtml: true, skipTextLinks: true });
    const html = mail.html || null;
    const text = mail.text ?? null;
    return {
      ...itemOf(id, mail, recipientsIn(source.toString('utf8'))),
      headers: mail.headerLines.map(({ key, line }) => ({ name: key, value: line.slice(line.indexOf(':') + 1).trim() })),
      html,
      text,
      links: linksIn(html, text),
    };
  }

  private require(): MailFolder {
    if (!this.folder) throw new AppError(mailErrors.noMailbox);
    return this.folder;
  }
}

async function toItem(id: string, head: string | null): Promise<MailboxItem | null> {
  if (head === null) return null;
  return itemOf(id, await simpleParser(`${head}\r\n\r\n`), recipientsIn(head));
}

function itemOf(id: string, mail: ParsedMail, to: readonly string[]): MailboxItem {
  return {
    id,
    receivedAt: receivedAt(id),
    to,
    from: mail.from?.text ?? '',
    subject: mail.subject ?? '',
    messageId: mail.messageId?.replace(/^<|>$/g, '') ?? null,
    template: plainHeader(mail, 'x-mail-template'),
    language: plainHeader(mail, 'content-language'),
  };
}

function plainHeader(mail: ParsedMail, name: string): string | null {
  const value = mail.headers.get(name);
  return typeof value === 'string' ? value : null;
}

/** The lines that `MailFolder` put in front. */
function recipientsIn(source: string): string[] {
  const [block = ''] = /^(?:Delivered-To: .*\r\n)*/.exec(source) ?? [];
  return [...block.matchAll(/: (.*)\r\n/g)].map(([, address = '']) => address.toLowerCase());
}

function linksIn(html: string | null, text: string | null): string[] {
  const inHtml = [...(html ?? '').matchAll(/href="(https?:[^"]+)"/g)].map(([, url = '']) => url.replaceAll('&amp;', '&'));
  const inText = [...(text ?? '').matchAll(/https?:\/\/[^\s<>"，。；）】」]+/g)].map(([url]) => url);
  return [...new Set([...inHtml, ...inText])];
}
