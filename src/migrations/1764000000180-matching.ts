import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Matches: pairs that fit, the seats they hold and what became of them. */
export class Matching1764000000180 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table match (
        id uuid not null constraint pk_match primary key,
        demand_id uuid not null constraint fk_match_demand references listing (id),
        offering_id uuid not null constraint fk_match_offering references listing (id),
        demand_enterprise_id uuid not null constraint fk_match_demand_enterprise references enterprise (id),
        offering_enterprise_id uuid not null constraint fk_match_offering_enterprise references enterprise (id),
        status text not null,
        score double precision not null,
        coverage double precision not null,
        is_exploring boolean not null default false,
        is_volunteer boolean not null default false,
        explanation jsonb not null,
        explanation_version integer not null,
        invited_at timestamptz,
        answer_due_at timestamptz,
        answered_by uuid constraint fk_match_answered_by references person (id),
        answered_at timestamptz,
        message text,
        interested_at timestamptz,
        reply_due_at timestamptz,
        remind_at timestamptz,
        reminders integer not null default 0,
        replied_by uuid constraint fk_match_replied_by references person (id),
        replied_at timestamptz,
        reply_message text,
        reason text,
        passed_to uuid[] not null default '{}',
        ended_at timestamptz,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        version integer not null,
        constraint uq_match_pair unique (demand_id, offering_id),
        constraint ck_match_status check (status in ('suggested', 'invited', 'interested', 'engaged', 'declined', 'expired', 'refused', 'lapsed', 'withdrawn')),
        constraint ck_match_score check (score between 0 and 100),
        constraint ck_match_invited check (status <> 'invited' or (invited_at is not null and answer_due_at is not null)),
        constraint ck_match_interested check (status <> 'interested' or (interested_at is not null and reply_due_at is not null and remind_at is not null)),
        constraint ck_match_sides check (demand_enterprise_id <> offering_enterprise_id)
      )`);
    // One invitation per provider and demand, whichever two jobs run at once.
    await runner.query(
      `create unique index uq_match_enterprise on match (demand_id, offering_enterprise_id) where status <> 'suggested' and status <> 'withdrawn'`,
    );
    await runner.query(`create index ix_match_demand on match (demand_id, status, score)`);
    await runner.query(`create index ix_match_offering on match (offering_id, status)`);
    await runner.query(`create index ix_match_provider on match (offering_enterprise_id, status)`);
    await runner.query(`create index ix_match_factory on match (demand_enterprise_id, status)`);
    await runner.query(`create index ix_match_answer_due on match (answer_due_at) where status = 'invited'`);
    await runner.query(`create index ix_match_remind on match (remind_at) where status = 'interested'`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
