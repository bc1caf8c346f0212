import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { MailMessage } from './mail-message.entity.js';

/**
 * What a link in a mail may do, for whom, once. The mail carries its id with a signature; the token itself is stored
 * nowhere. One mail may hold several links for the same thing, one for each choice.
 */
@Entity('mail_link')
@Index('ix_mail_link_subject', ['personId', 'purpose', 'subjectId'])
@Index('ix_mail_link_message', ['messageId'])
@Check('ck_mail_link_outcome', `(used_at is null) = (outcome is null)`)
export class MailLink {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_mail_link' })
  id: string;

  /** Name of a `LinkPurpose`. */
  @Column('text')
  purpose: string;

  @Column('uuid', { name: 'person_id' })
  personId: string;

  @Column('uuid', { name: 'subject_id' })
  subjectId: string;

  /** The answer that the link proposes; the confirming page may offer the others too. */
  @Column('text', { nullable: true })
  choice: string | null;

  @Column('uuid', { name: 'message_id', nullable: true })
  @ForeignKey(() => MailMessage, { name: 'fk_mail_link_message' })
  messageId: string | null;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt: Date | null;

  /** What was answered when it was used, a key of the purpose's outcomes. */
  @Column('text', { nullable: true })
  outcome: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
