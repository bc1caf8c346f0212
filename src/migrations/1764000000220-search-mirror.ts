import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What it takes to keep a second engine in line: a number for each write, what is still to be sent, and what the other side holds. */
export class SearchMirror1764000000220 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create sequence search_version`);
    await runner.query(`alter table search_document add column version bigint not null default nextval('search_version')`);
    await runner.query(`
      create table search_backlog (
        document_id uuid not null constraint pk_search_backlog primary key,
        version bigint not null,
        since timestamptz not null default now()
      )`);
    await runner.query(`
      create table search_mirror (
        is_only boolean not null default true constraint pk_search_mirror primary key constraint ck_search_mirror_is_only check (is_only),
        name text not null,
        version integer,
        created_at text,
        compared_at timestamptz,
        rebuild_version integer,
        rebuild_created_at text,
        rebuild_after uuid
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
