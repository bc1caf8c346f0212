import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How an engagement stood before a side ended it, while that can be taken back. */
export class EngagementUndo1764000000449 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table engagement add column before_end jsonb`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
