import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Titles and names by their beginnings, for suggestions while one types. A title may be longer than an index takes. */
export class Suggestions1764000000321 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index ix_search_text_title on search_text (left(title, 64) collate "C")`);
    await runner.query(`create index ix_enterprise_name on enterprise (name collate "C") where status = 'verified'`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
