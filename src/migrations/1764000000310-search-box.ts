import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the search box asks of a document beside its terms: money, days, and its text, which has a table of its own so that the rows that are
 * filtered and counted stay small. `form` says which of it a document was written with; older ones are written anew by the daily repair.
 */
export class SearchBox1764000000310 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table search_document
        add column budgets text[] not null default '{}',
        add column budget_min bigint,
        add column budget_max bigint,
        add column deadline integer,
        add column form smallint not null default 0`);
    await runner.query(`
      create table search_text (
        document integer not null constraint pk_search_text primary key
          constraint fk_search_text_document references search_document (number) on delete cascade,
        title text not null,
        body text not null
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
