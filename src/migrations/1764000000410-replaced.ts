import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was overwritten and may still be put back: the role that a member had, and the details of an enterprise, the last change of each. */
export class Replaced1764000000410 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table changed_role (
        enterprise_id uuid not null,
        person_id uuid not null,
        id uuid not null constraint uq_changed_role_id unique,
        role text not null,
        changed_by uuid not null constraint fk_changed_role_changed_by references person (id) on delete cascade,
        changed_at timestamptz not null,
        is_taken_back boolean not null default false,
        constraint pk_changed_role primary key (enterprise_id, person_id),
        constraint fk_changed_role_member foreign key (enterprise_id, person_id) references member (enterprise_id, person_id) on delete cascade
      )`);
    await runner.query(`create index ix_changed_role_changed_by on changed_role (changed_by)`);
    await runner.query(`
      create table replaced_profile (
        enterprise_id uuid not null constraint pk_replaced_profile primary key constraint fk_replaced_profile_enterprise references enterprise (id) on delete cascade,
        version integer not null,
        details jsonb not null,
        takes_back integer,
        replaced_at timestamptz not null
      )`);
    await runner.query(`create index ix_replaced_profile_replaced on replaced_profile (replaced_at)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
