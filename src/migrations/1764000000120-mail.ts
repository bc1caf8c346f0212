import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mails, the links in them, and who wants none. Persons are named without a foreign key: the platform knows no feature. */
export class Mail1764000000120 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table mail_message (
        id uuid not null constraint pk_mail_message primary key,
        event_id uuid not null,
        person_id uuid,
        address text not null,
        template text not null,
        stream text not null,
        language text not null,
        subject_kind text,
        subject_id uuid,
        status text not null default 'pending',
        attempts integer not null default 0,
        next_attempt_at timestamptz not null default now(),
        claimed_until timestamptz,
        sent_at timestamptz,
        error text,
        created_at timestamptz not null,
        constraint uq_mail_message_event unique (event_id, address, template),
        constraint ck_mail_message_status check (status in ('pending', 'sending', 'sent', 'failed', 'suppressed')),
        constraint ck_mail_message_person check (person_id is not null or stream = 'account')
      )`);
    await runner.query(
      `create index ix_mail_message_open on mail_message (next_attempt_at) where status in ('pending', 'sending')`,
    );
    await runner.query(`create index ix_mail_message_person on mail_message (person_id)`);
    await runner.query(`
      create table mail_link (
        id uuid not null constraint pk_mail_link primary key,
        purpose text not null,
        person_id uuid not null,
        subject_id uuid not null,
        choice text,
        message_id uuid constraint fk_mail_link_message references mail_message (id),
        expires_at timestamptz not null,
        used_at timestamptz,
        outcome text,
        created_at timestamptz not null,
        constraint ck_mail_link_outcome check ((used_at is null) = (outcome is null))
      )`);
    await runner.query(`create index ix_mail_link_subject on mail_link (person_id, purpose, subject_id)`);
    await runner.query(`create index ix_mail_link_message on mail_link (message_id)`);
    await runner.query(`
      create table mail_preference (
        person_id uuid not null,
        stream text not null,
        frequency text not null,
        updated_at timestamptz not null,
        constraint pk_mail_preference primary key (person_id, stream),
        constraint ck_mail_preference_frequency check (frequency in ('instant', 'off'))
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
