import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far the nightly matching of all open demands is: one row, so that any process may go on where another one stopped. */
export class Rematch1764000000341 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rematch (
        is_only boolean not null default true constraint pk_rematch primary key constraint ck_rematch_is_only check (is_only),
        worker uuid,
        seen_at timestamptz,
        started_at timestamptz,
        finished_at timestamptz,
        after uuid,
        demands integer not null default 0,
        written integer not null default 0
      )`);
    await runner.query(`insert into rematch default values`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
