import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The terms of each listing, and the snapshot of how often terms occur. */
export class TermProfiles1764000000210 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table term_profile (
        listing_id uuid not null constraint pk_term_profile primary key
          constraint fk_term_profile_listing references listing (id) on delete cascade,
        pipeline smallint not null,
        words jsonb not null,
        pairs jsonb not null
      )`);
    // One row: the snapshot that scores are computed with now. Its counts are replaced together with it.
    await runner.query(`
      create table term_snapshot (
        is_current boolean not null default true constraint pk_term_snapshot primary key constraint ck_term_snapshot_one check (is_current),
        version text not null,
        documents integer not null,
        made_at timestamptz not null
      )`);
    await runner.query(`
      create table term_frequency (
        term text collate "C" not null constraint pk_term_frequency primary key,
        documents integer not null
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
