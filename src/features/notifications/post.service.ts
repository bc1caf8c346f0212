import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.js';
import type { LinkPurpose } from '../../platform/mail/link-purpose.js';
import type { MailDefinition } from '../../platform/mail/mail-template.js';
import { MailLinks } from '../../platform/mail/mail-links.js';
import { Mailer } from '../../platform/mail/mailer.js';
import type { Recipient } from './recipients.queries.js';

/** A link that each recipient's mail gets, for that person only. */
export interface PostedLink {
  readonly purpose: LinkPurpose;
  readonly subjectId: string;
  readonly choice: string | null;
  readonly expiresAt: Date;
}

export interface Posting {
  /** The event that it tells of: run again, nobody gets the same mail twice. */
  readonly eventId: string;
  readonly mail: MailDefinition;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly links?: readonly PostedLink[];
  readonly to: (manager: EntityManager) => Promise<readonly Recipient[]>;
}

/** Queues a mail for everybody who should get it, each with own links, all in one transaction: all of them or none. */
@Injectable()
export class PostService {
  constructor(
    private readonly database: Database,
    private readonly mailer: Mailer,
    private readonly links: MailLinks,
  ) {}

  async send({ to, links = [], ...posting }: Posting): Promise<void> {
    await this.database.transaction(async (manager) => {
      for (const { personId, email, language } of await to(manager)) {
        const message = await this.mailer.queue(manager, { ...posting, personId, address: email, language });
        if (!message) continue;
        for (const link of links) await this.links.create(manager, { ...link, personId, messageId: message.id });
      }
    });
  }
}
