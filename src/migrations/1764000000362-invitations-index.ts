import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who was invited when: for each enterprise's share of the invitations, and for the published shares of regions and sizes. */
export class InvitationsIndex1764000000362 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index ix_match_invited on match (offering_enterprise_id, invited_at) where invited_at is not null`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
