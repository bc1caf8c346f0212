import { z } from 'zod';
import { paged, pageFields } from '../../platform/http/page-query.js';
import { textField } from '../../platform/http/text-field.js';
import type { MailboxItem, MailboxMessage } from '../../platform/mail/sink/mailbox.js';
import { type Page } from '../../shared/paging.js';

/** `to` is a whole address; without it, everybody's mail. Newest first. */
export const mailboxQuery = z
  .strictObject({
    to: textField(254).optional(),
    page: pageFields.page,
    pageSize: pageFields.pageSize.unwrap().default(50),
  });

export type MailboxQuery = z.output<typeof mailboxQuery>;

const item = {
  id: z.string(),
  receivedAt: z.iso.datetime(),
  to: z.array(z.string()),
  from: z.string(),
  subject: z.string(),
  messageId: z.string().nullable(),
  template: z.string().nullable().meta({ description: 'Which mail of the platform it is' }),
  language: z.string().nullable(),
};

const mailboxItem = z.object(item).meta({ id: 'MailboxItem' });

export const mailboxPage = paged(mailboxItem).meta({ id: 'MailboxPage' });

export const mailboxMessage = z
  .object({
    ...item,
    headers: z.array(z.object({ name: z.string(), value: z.string() })),
    html: z.string().nullable(),
    text: z.string().nullable(),
    links: z.array(z.string()).meta({ description: 'Every web address in it, each once' }),
  })
  .meta({ id: 'MailboxMessage' });

export function itemOf({ receivedAt, to, ...rest }: MailboxItem): z.output<typeof mailboxItem> {
  return { ...rest, to: [...to], receivedAt: receivedAt.toISOString() };
}

export function pageOf({ items, page, pageSize, total }: Page<MailboxItem>): z.output<typeof mailboxPage> {
  return { items: items.map(itemOf), page, pageSize, total };
}

export function messageOf({ headers, links, html, text, ...item }: MailboxMessage): z.output<typeof mailboxMessage> {
  return { ...itemOf(item), headers: [...headers], html, text, links: [...links] };
}
