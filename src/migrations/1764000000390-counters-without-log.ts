import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Counters of requests live for minutes, and each is written before its page is: outside of the write-ahead log no reader waits for the disk.
 * After a crash of the database they begin anew.
 */
export class CountersWithoutLog1764000000390 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table rate_limit set unlogged`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
