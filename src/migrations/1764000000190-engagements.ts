import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Engagements: two enterprises that both said yes. */
export class Engagements1764000000190 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table engagement (
        id uuid not null constraint pk_engagement primary key,
        match_id uuid not null constraint fk_engagement_match references match (id),
        demand_id uuid not null constraint fk_engagement_demand references listing (id),
        offering_id uuid not null constraint fk_engagement_offering references listing (id),
        demand_enterprise_id uuid not null constraint fk_engagement_demand_enterprise references enterprise (id),
        offering_enterprise_id uuid not null constraint fk_engagement_offering_enterprise references enterprise (id),
        stage text not null,
        opened_at timestamptz not null,
        ended_at timestamptz,
        ended_by uuid constraint fk_engagement_ended_by references person (id),
        ended_by_enterprise_id uuid constraint fk_engagement_ended_by_enterprise references enterprise (id),
        end_reason text,
        end_note text,
        version integer not null,
        constraint uq_engagement_match unique (match_id),
        constraint ck_engagement_stage check (stage in ('contact', 'ended')),
        constraint ck_engagement_ended check ((stage = 'ended') = (ended_at is not null and end_reason is not null))
      )`);
    await runner.query(`create index ix_engagement_factory on engagement (demand_enterprise_id, opened_at)`);
    await runner.query(`create index ix_engagement_provider on engagement (offering_enterprise_id, opened_at)`);
    await runner.query(`create index ix_engagement_demand on engagement (demand_id)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
