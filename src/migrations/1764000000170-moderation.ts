import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The cases that officers decide. */
export class Moderation1764000000170 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table review (
        id uuid not null constraint pk_review primary key,
        subject_kind text not null constraint ck_review_subject_kind check (subject_kind in ('enterprise', 'listing', 'revision')),
        subject_id uuid not null,
        subject_title text not null,
        listing_kind text constraint ck_review_listing_kind check (listing_kind in ('demand', 'offering')),
        listing_id uuid,
        enterprise_id uuid not null constraint fk_review_enterprise references enterprise (id),
        region_code text not null,
        status text not null constraint ck_review_status check (status in ('open', 'approved', 'returned', 'rejected', 'withdrawn')),
        opened_at timestamptz not null,
        due_at timestamptz not null,
        decided_at timestamptz,
        officer_id uuid constraint fk_review_officer references officer (id),
        reason_codes text[] not null,
        note text,
        hints jsonb not null,
        version integer not null
      )`);
    // A subject has at most one open case, however often its event is handled.
    await runner.query(`create unique index uq_review_open_subject on review (subject_id) where status = 'open'`);
    await runner.query(`create index ix_review_subject on review (subject_id, opened_at)`);
    await runner.query(`create index ix_review_queue on review (status, region_code, due_at, id)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
