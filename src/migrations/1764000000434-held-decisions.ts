import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Events that wait a while before anybody hears of them, and what a case was about before it was decided: so that a decision can be taken back. */
export class HeldDecisions1764000000434 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table outbox_event add column hold_key uuid, add column held_until timestamptz`);
    await runner.query(`create index ix_outbox_event_hold on outbox_event (hold_key) where hold_key is not null`);
    await runner.query(`alter table review add column decision_id uuid, add column before jsonb`);
    await runner.query(`create index ix_review_decision on review (decision_id) where decision_id is not null`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
