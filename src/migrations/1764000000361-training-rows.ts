import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was shown to whom, and what they said to it: the rows from which weights are learnt. Of people it knows nothing. */
export class TrainingRows1764000000361 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // No foreign keys: a row outlives the match that it tells of. The key makes writing twice harmless.
    await runner.query(`
      create table training_row (
        match_id uuid not null,
        shown_at timestamptz not null,
        answer text not null,
        demand_id uuid not null,
        answered_at timestamptz not null,
        reason text,
        seat text not null,
        position integer,
        weights text not null,
        total double precision not null,
        parts jsonb not null,
        constraint pk_training_row primary key (match_id, shown_at, answer),
        constraint ck_training_row_answer check (answer in ('shown', 'interested', 'declined', 'expired', 'accepted', 'refused', 'lapsed', 'ended')),
        constraint ck_training_row_seat check (seat in ('regular', 'exploring', 'volunteer')),
        constraint ck_training_row_position check (position > 0)
      )`);
    await runner.query(`create trigger tr_training_row_append_only before update or delete on training_row for each row execute function refuse_change_of_kept_row()`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
