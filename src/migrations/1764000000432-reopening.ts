import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When its people closed a listing, and when others are to hear of it: until then it is taken back as if nothing had been. */
export class Reopening1764000000432 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table listing add column closed_at timestamptz, add column settles_at timestamptz`);
    await runner.query(`update listing set closed_at = updated_at where closed_reason in ('fulfilled', 'withdrawn')`);
    await runner.query(`create index ix_listing_settles on listing (settles_at) where settles_at is not null`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
