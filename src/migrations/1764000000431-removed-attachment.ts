import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The file that was last taken from a listing, while it may still be put back. */
export class RemovedAttachment1764000000431 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table removed_attachment (
        listing_id uuid not null constraint pk_removed_attachment primary key constraint fk_removed_attachment_listing references listing (id) on delete cascade,
        file_id uuid not null constraint fk_removed_attachment_file references file (id),
        position integer not null,
        removed_at timestamptz not null
      )`);
    await runner.query(`create index ix_removed_attachment_file on removed_attachment (file_id)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
