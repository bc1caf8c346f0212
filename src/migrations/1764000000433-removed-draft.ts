import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Drafts that were deleted, invitations of members that were taken back, and who left by himself, while it may still be undone. */
export class RemovedDraft1764000000433 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table removed_draft (
        id uuid not null constraint pk_removed_draft primary key,
        enterprise_id uuid not null constraint fk_removed_draft_enterprise references enterprise (id) on delete cascade,
        kind text not null,
        listing jsonb not null,
        files uuid[] not null,
        removed_at timestamptz not null
      )`);
    await runner.query(`create index ix_removed_draft_removed on removed_draft (removed_at)`);
    await runner.query(`
      create table removed_invitation (
        id uuid not null constraint pk_removed_invitation primary key,
        enterprise_id uuid not null constraint fk_removed_invitation_enterprise references enterprise (id) on delete cascade,
        email text not null,
        role text not null,
        invited_by uuid not null constraint fk_removed_invitation_invited_by references person (id) on delete cascade,
        created_at timestamptz not null,
        removed_at timestamptz not null
      )`);
    await runner.query(`create index ix_removed_invitation_enterprise on removed_invitation (enterprise_id)`);
    await runner.query(`create index ix_removed_invitation_invited_by on removed_invitation (invited_by)`);
    // Who was written to about a thing, and whether anybody was: the larger the archive, the longer that took without it.
    await runner.query(`create index ix_mail_message_subject on mail_message (subject_id, template)`);
    await runner.query(`alter table removed_member add column left_freely boolean not null default false`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
