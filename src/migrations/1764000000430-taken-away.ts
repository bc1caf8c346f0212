import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was taken away and may still be put back as it was. Tables of their own: no reader of the living has to leave them out. */
export class TakenAway1764000000430 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table removed_evidence (
        id uuid not null constraint pk_removed_evidence primary key,
        enterprise_id uuid not null constraint fk_removed_evidence_enterprise references enterprise (id) on delete cascade,
        attribute text not null,
        value text not null,
        note text not null,
        source text not null,
        checked_by uuid constraint fk_removed_evidence_checked_by references officer (id),
        checked_at timestamptz,
        valid_until date,
        created_at timestamptz not null,
        removed_at timestamptz not null
      )`);
    await runner.query(`create index ix_removed_evidence_enterprise on removed_evidence (enterprise_id)`);
    await runner.query(`
      create table removed_member (
        enterprise_id uuid not null constraint fk_removed_member_enterprise references enterprise (id) on delete cascade,
        person_id uuid not null constraint fk_removed_member_person references person (id) on delete cascade,
        role text not null,
        created_at timestamptz not null,
        removed_at timestamptz not null,
        constraint pk_removed_member primary key (enterprise_id, person_id)
      )`);
    await runner.query(`create index ix_removed_member_person on removed_member (person_id)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
