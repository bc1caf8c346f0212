import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables by which matches are scored: every version that somebody proposed, and which of them was put in force when. */
export class ScoringWeights1764000000360 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // A table is never changed: explanations name it, and whoever reads one later must find the numbers of then.
    await runner.query(`
      create table scoring_weights (
        id uuid not null constraint pk_scoring_weights primary key,
        name text not null constraint uq_scoring_weights_name unique,
        origin text not null,
        factory jsonb not null,
        provider jsonb not null,
        note text not null,
        author_id uuid constraint fk_scoring_weights_author references person (id),
        author_name text not null,
        made_at timestamptz not null,
        base integer not null,
        trial jsonb,
        constraint ck_scoring_weights_origin check (origin in ('starting', 'edited', 'learnt'))
      )`);
    await runner.query(`create sequence scoring_weights_number`);
    await runner.query(`create index ix_scoring_weights_made on scoring_weights (made_at)`);
    // The last one is in force. Its number is the lock against two editors at once: both would write the same one.
    await runner.query(`
      create table scoring_weights_change (
        number integer not null constraint pk_scoring_weights_change primary key,
        weights_id uuid not null constraint fk_scoring_weights_change_weights references scoring_weights (id),
        author_id uuid constraint fk_scoring_weights_change_author references person (id),
        author_name text not null,
        at timestamptz not null,
        constraint ck_scoring_weights_change_number check (number > 0)
      )`);
    await runner.query(`
      create function refuse_change_of_kept_row() returns trigger language plpgsql as $$
      begin raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation'; end $$`);
    for (const table of ['scoring_weights', 'scoring_weights_change']) {
      await runner.query(`create trigger tr_${table}_append_only before update or delete on ${table} for each row execute function refuse_change_of_kept_row()`);
    }
    // For the suggestions that still stand under an older table: two ranges of it, both empty most of the time.
    await runner.query(`create index ix_match_weights on match ((explanation #>> '{basis,weights}')) where status = 'suggested'`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
