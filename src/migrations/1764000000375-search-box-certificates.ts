import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A certificate that is asked for and that few have: those few are found first, and the best candidates among them. */
export class SearchBoxCertificates1764000000375 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index ix_search_box_certificates on search_box (certificates)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
