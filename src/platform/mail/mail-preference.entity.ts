import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { MailFrequency, MailStream } from './mail-stream.js';

/** What a person chose for a stream of mail. No row means the stream's usual one. */
@Entity('mail_preference')
@Check('ck_mail_preference_frequency', `frequency in ('instant', 'daily', 'weekly', 'off')`)
export class MailPreference {
  @PrimaryColumn('uuid', { name: 'person_id', primaryKeyConstraintName: 'pk_mail_preference' })
  personId: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_mail_preference' })
  stream: MailStream;

  @Column('text')
  frequency: MailFrequency;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}
