import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Searches that people keep, and what a letter told them of; a stream of mail may come daily or weekly. */
export class SavedSearches1764000000402 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table mail_preference drop constraint ck_mail_preference_frequency`);
    await runner.query(`alter table mail_preference add constraint ck_mail_preference_frequency check (frequency in ('instant', 'daily', 'weekly', 'off'))`);
    await runner.query(`
      create table saved_search (
        id uuid not null constraint pk_saved_search primary key,
        person_id uuid not null constraint fk_saved_search_person references person (id) on delete cascade,
        search text not null,
        created_at timestamptz not null,
        told_until timestamptz not null,
        removed_at timestamptz,
        constraint uq_saved_search unique (person_id, search)
      )`);
    await runner.query(`create index ix_saved_search_due on saved_search (told_until) where removed_at is null`);
    await runner.query(`
      create table search_letter (
        id uuid not null constraint pk_search_letter primary key,
        person_id uuid not null constraint fk_search_letter_person references person (id) on delete cascade,
        findings jsonb not null,
        created_at timestamptz not null
      )`);
    await runner.query(`create index ix_search_letter_person on search_letter (person_id, created_at)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
