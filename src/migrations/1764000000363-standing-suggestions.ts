import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the night compares of every suggestion, out of an index alone: the rows with their explanations are twenty times as large. And who answered what,
 * without a look at the thousands of suggestions that an enterprise has.
 */
export class StandingSuggestions1764000000363 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table match add column weights text`);
    await runner.query(`update match set weights = explanation #>> '{basis,weights}' where status = 'suggested'`);
    await runner.query(`create index ix_match_suggested on match (demand_id) include (offering_id, score, weights) where status = 'suggested' and not is_volunteer`);
    await runner.query(`create index ix_match_answered on match (offering_enterprise_id) where answered_at is not null`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
