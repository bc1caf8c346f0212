import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an import has made, so that it can be taken back: `is_gone` says of each whether it is deleted by that, or stayed because somebody had acted on it. */
export class ImportedListings1764000000412 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table import_listing (
        task_id uuid not null constraint fk_import_listing_task references task (id) on delete cascade,
        listing_id uuid not null,
        is_gone boolean,
        constraint pk_import_listing primary key (task_id, listing_id)
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
