import { Injectable } from '@nestjs/common';
import { Settings } from '../../../config/settings.js';
import { Database } from '../../../platform/database/database.js';
import type { LinkPurpose } from '../../../platform/mail/link-purpose.js';
import { FREQUENCIES } from '../../../platform/mail/mail-stream.js';
import { STREAM_NAMES } from '../../../platform/mail/mail-stream.texts.js';
import { MailLinks } from '../../../platform/mail/mail-links.js';
import type { MailMessage } from '../../../platform/mail/mail-message.entity.js';
import type { MailContext } from '../../../platform/mail/mail-template.js';
import { type Language, say } from '../../../shared/language.js';
import { formatDate, formatDeadline } from '../../../web/format.js';
import type { MailContent, MailLink } from '../../../web/mail/mail-content.js';
import { LETTER_TEXTS as T } from './letter.texts.js';

/** What every letter needs: addresses, its own links, the greeting, and the foot that says why and how to stop. */
@Injectable()
export class Stationery {
  constructor(
    private readonly settings: Settings,
    private readonly database: Database,
    private readonly mailLinks: MailLinks,
  ) {}

  /** The absolute address of a page: `page('zh', '/workspace')`. */
  page(language: Language, path: string): string {
    return `${this.settings.publicUrl}/${language}${path}`;
  }

  /** What the event that a mail tells of said; the rows may have moved on when the mail is written. */
  async payload<Payload extends object>({ eventId }: MailMessage): Promise<Partial<Payload>> {
    const [event] = await this.database.query<{ payload: Payload }>('select payload from outbox_event where id = $1', [eventId]);
    return event?.payload ?? {};
  }

  /** 「李示例，您好：」, or without a name for somebody who has none with us. */
  async greeting({ personId, language }: MailMessage): Promise<string> {
    const [person] = personId ? await this.database.query<{ name: string }>('select name from person where id = $1', [personId]) : [];
    return person ? say(T.greeting, language, { name: person.name }) : say(T.greetingNobody, language);
  }

  /** The links that hang on this mail, by what they propose. @throws when one is missing: the row and its links are written together */
  async links(message: MailMessage, purpose: LinkPurpose): Promise<(choice: string | null) => { url: string; expiresAt: Date }> {
    const links = (await this.mailLinks.ofMessage(message.id)).filter((link) => link.purpose === purpose.name);
    return (choice) => {
      const link = links.find((candidate) => candidate.choice === choice);
      if (!link) throw new Error(`The mail ${message.id} has no link ${purpose.name} ${choice ?? ''}`);
      return { url: this.mailLinks.url(link, message.language), expiresAt: link.expiresAt };
    };
  }

  /** All of them that propose something, in the order in which they were made. */
  async linksInOrder(message: MailMessage, purpose: LinkPurpose): Promise<{ choice: string; url: string }[]> {
    const links = (await this.mailLinks.ofMessage(message.id)).filter((link) => link.purpose === purpose.name);
    return links.flatMap((link) => (link.choice === null ? [] : [{ choice: link.choice, url: this.mailLinks.url(link, message.language) }]));
  }

  /** Why this mail, and how to stop it. `because` ends the sentence 「发给您，是因为……」. */
  foot(message: MailMessage, { unsubscribeUrl }: MailContext, because: string, more: readonly MailLink[] = []): Pick<MailContent, 'why' | 'links'> {
    const { language, stream } = message;
    if (!unsubscribeUrl) return { why: say(T.whyAccount, language, { because }), links: more };
    const name = say(STREAM_NAMES[stream], language);
    return {
      // Of a stream that is gathered one gets no letter at once.
      why: stream !== 'account' && FREQUENCIES[stream][0] === 'instant' ? say(T.why, language, { because, stream: name }) : say(T.whyAccount, language, { because }),
      links: [
        ...more,
        { label: say(T.stop, language, { stream: name }), href: unsubscribeUrl },
        { label: say(T.preferences, language), href: this.page(language, '/account/mail') },
      ],
    };
  }

  /** 「5 月 21 日（周四）17:00」; the year only where it is not the mail's own. */
  deadline(at: Date, { language, createdAt }: MailMessage): string {
    return formatDeadline(at, language, createdAt);
  }

  day(at: Date | string, { language, createdAt }: MailMessage): string {
    return formatDate(at, language, { now: createdAt });
  }
}
