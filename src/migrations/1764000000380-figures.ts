import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The public figures as they were counted last, one row a period: pages read them, a job counts anew. */
export class Figures1764000000380 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table figure_snapshot (
        period text not null constraint pk_figure_snapshot primary key,
        format integer not null,
        as_of timestamptz not null,
        figures jsonb not null
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
