import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Engagements go on to a signature and an acceptance that both sides confirm; what each side told is kept beside them. */
export class EngagementStages1764000000440 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table engagement
        add column signed_at timestamptz,
        add column signed_amount bigint,
        add column signed_on date,
        add column accepted_at timestamptz,
        add column accepted_on date,
        add column disputed_at timestamptz,
        add column ask_at timestamptz,
        drop constraint ck_engagement_stage,
        add constraint ck_engagement_stage check (stage in ('contact', 'proposal', 'negotiation', 'signed', 'accepted', 'ended')),
        add constraint ck_engagement_signed check ((signed_at is null) = (signed_amount is null) and (signed_at is null) = (signed_on is null)
          and (stage not in ('signed', 'accepted') or signed_at is not null)),
        add constraint ck_engagement_accepted check ((accepted_at is null) = (accepted_on is null) and (stage = 'accepted') = (accepted_at is not null))`);
    // Open ones are asked at the next of their times that is still to come: nobody gets at once what was due long ago.
    await runner.query(`
      update engagement set ask_at = (
          select min(opened_at + make_interval(days => day)) from unnest(array[7, 30, 90]) as day where opened_at + make_interval(days => day) > now())
       where stage <> 'ended'`);
    await runner.query(`create index ix_engagement_ask on engagement (ask_at) where ask_at is not null`);
    await runner.query(`
      create table engagement_report (
        id uuid not null constraint pk_engagement_report primary key,
        engagement_id uuid not null constraint fk_engagement_report_engagement references engagement (id),
        side text not null constraint ck_engagement_report_side check (side in ('factory', 'provider')),
        person_id uuid not null constraint fk_engagement_report_person references person (id),
        kind text not null constraint ck_engagement_report_kind check (kind in ('proposal', 'negotiation', 'signed', 'accepted', 'same')),
        is_so boolean not null,
        amount bigint,
        day date,
        told_at timestamptz not null,
        closed_at timestamptz,
        constraint ck_engagement_report_amount check ((amount is not null) = (kind = 'signed' and is_so) and (amount is null or amount > 0)),
        constraint ck_engagement_report_day check ((day is not null) = (kind in ('signed', 'accepted') and is_so))
      )`);
    await runner.query(`create index ix_engagement_report_engagement on engagement_report (engagement_id, told_at)`);
    // Of what a side has said of a signature or an acceptance one thing stands.
    await runner.query(`create unique index uq_engagement_report_open on engagement_report (engagement_id, side) where closed_at is null`);
    await runner.query(`
      alter table review
        drop constraint ck_review_subject_kind,
        add constraint ck_review_subject_kind check (subject_kind in ('enterprise', 'listing', 'revision', 'engagement'))`);
    await runner.query(`
      alter table training_row
        drop constraint ck_training_row_answer,
        add constraint ck_training_row_answer check (answer in ('shown', 'interested', 'declined', 'expired', 'accepted', 'refused', 'lapsed', 'ended', 'signed', 'delivered'))`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
