import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../shared/clock.js';
import { newId } from '../../shared/ids.js';
import type { Language } from '../../shared/language.js';
import { Outbox } from '../events/outbox.js';
import { MailMessage } from './mail-message.entity.js';
import type { MailDefinition } from './mail-template.js';
import { mailQueued } from './mail.events.js';

export interface NewMail {
  readonly mail: MailDefinition;
  /** The event that it tells of: the same event never sends the same mail to the same address twice. */
  readonly eventId: string;
  /** Null only for the account stream. */
  readonly personId: string | null;
  readonly address: string;
  readonly language: Language;
  /** What it is about: `match` and its id. */
  readonly subjectKind: string;
  readonly subjectId: string;
}

/** Where features leave their mail. */
@Injectable()
export class Mailer {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Queues a mail in the caller's transaction: it is sent when, and only when, that commits. Returns the new row, to
   * which the caller hangs its links, or null when this mail was queued before and there is nothing left to do.
   */
  async queue(manager: EntityManager, { mail, address, ...rest }: NewMail): Promise<MailMessage | null> {
    const message = manager.create(MailMessage, {
      ...rest,
      id: newId(),
      address: address.trim().toLowerCase(),
      template: mail.name,
      stream: mail.stream,
      status: 'pending',
      createdAt: this.clock.now(),
    });
    const { raw } = await manager
      .createQueryBuilder()
      .insert()
      .into(MailMessage)
      .values(message)
      .orIgnore()
      .returning('id')
      .execute();
    if ((raw as unknown[]).length === 0) return null;
    await this.outbox.append(manager, mailQueued, { messageId: message.id });
    return message;
  }
}
