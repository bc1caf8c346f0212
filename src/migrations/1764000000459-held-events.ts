import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever gives seats asks each time what is held: the few rows that are, however many others wait to be told. */
export class HeldEvents1764000000459 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index ix_outbox_event_held on outbox_event (held_until) where held_until is not null and relayed_at is null`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
