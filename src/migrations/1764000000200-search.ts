import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The search index of the Postgres engine: documents, terms, and which document has which term with what weight. */
export class Search1764000000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table search_document (
        number integer generated always as identity constraint pk_search_document primary key,
        id uuid not null constraint uq_search_document_id unique,
        kind smallint not null,
        enterprise_id uuid not null,
        published_at timestamptz not null,
        terms integer[] not null default '{}',
        regions text[] not null default '{}',
        service_regions text[] not null default '{}',
        categories text[] not null default '{}',
        industries text[] not null default '{}',
        certificates text[] not null default '{}'
      )`);
    await runner.query(`create index ix_search_document_newest on search_document (kind, published_at desc, id)`);
    await runner.query(`create index ix_search_document_codes on search_document using gin (regions, categories, industries, certificates)`);
    await runner.query(`
      create table search_term (
        number integer generated always as identity constraint pk_search_term primary key,
        token text collate "C" not null constraint uq_search_term_token unique
      )`);
    // The key holds all that a query reads, so that it never touches the table (12 bytes a posting).
    await runner.query(`
      create table search_posting (
        kind smallint not null,
        term integer not null,
        document integer not null,
        weight smallint not null,
        constraint pk_search_posting primary key (kind, term, document) include (weight)
      )`);
    // Rows are only ever added and taken away: keep the visibility map fresh, or index-only reads turn into table reads.
    await runner.query(`alter table search_posting set (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_vacuum_scale_factor = 0.05)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
