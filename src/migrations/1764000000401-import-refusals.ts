import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The rows of an import that were not taken, with what to change in each. */
export class ImportRefusals1764000000401 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table import_refusal (
        task_id uuid not null constraint fk_import_refusal_task references task (id) on delete cascade,
        row integer not null,
        problems text not null,
        constraint pk_import_refusal primary key (task_id, row)
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
