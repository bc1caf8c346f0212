import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Language } from '../../shared/language.js';
import type { MailStream } from './mail-stream.js';

/**
 * `pending` waits for its next attempt, `sending` is claimed by a process that is at it, `suppressed` had become
 * pointless or unwanted when its turn came.
 */
type MailStatus = 'pending' | 'sending' | 'sent' | 'failed' | 'suppressed';

/**
 * One mail to one address about one event. The unique row is what keeps a mail from being sent twice, however often the
 * handler that asks for it runs; its states are moved by `MailDelivery` in single statements, for the same reason.
 */
@Entity('mail_message')
@Unique('uq_mail_message_event', ['eventId', 'address', 'template'])
@Index('ix_mail_message_open', ['nextAttemptAt'], { where: `status in ('pending', 'sending')` })
@Index('ix_mail_message_person', ['personId'])
@Index('ix_mail_message_subject', ['subjectId', 'template'])
@Check('ck_mail_message_status', `status in ('pending', 'sending', 'sent', 'failed', 'suppressed')`)
@Check('ck_mail_message_person', `person_id is not null or stream = 'account'`)
export class MailMessage {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_mail_message' })
  id: string;

  /** The outbox event that it tells of; no foreign key, events are pruned sooner. */
  @Column('uuid', { name: 'event_id' })
  eventId: string;

  /**
   * Null only for mails of the account stream: who gets the others must be able to stop them. No foreign key here or in
   * the other tables of mail: the platform knows no feature.
   */
  @Column('uuid', { name: 'person_id', nullable: true })
  personId: string | null;

  @Column('text')
  address: string;

  @Column('text')
  template: string;

  @Column('text')
  stream: MailStream;

  @Column('text')
  language: Language;

  @Column('text', { name: 'subject_kind', nullable: true })
  subjectKind: string | null;

  @Column('uuid', { name: 'subject_id', nullable: true })
  subjectId: string | null;

  @Column('text', { default: 'pending' })
  status: MailStatus;

  /** Attempts begun, also those that a dying process never finished. */
  @Column('int', { default: 0 })
  attempts: number;

  /** By the database's clock, which all processes share: a lease says nothing about the product's time. */
  @Column('timestamptz', { name: 'next_attempt_at', default: () => 'now()' })
  nextAttemptAt: Date;

  /** Until when a `sending` row belongs to the process that claimed it; renewed while it is at work. */
  @Column('timestamptz', { name: 'claimed_until', nullable: true })
  claimedUntil: Date | null;

  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt: Date | null;

  /** Why the last attempt failed, or why the mail was suppressed. */
  @Column('text', { nullable: true })
  error: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
