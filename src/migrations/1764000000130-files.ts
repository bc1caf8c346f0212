import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Uploaded files and their bytes, in pieces that fit a statement. */
export class Files1764000000130 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table file (
        id uuid not null constraint pk_file primary key,
        name text not null,
        type text not null,
        size integer not null,
        sha256 text not null,
        owner_enterprise_id uuid,
        is_complete boolean not null default false,
        created_at timestamptz not null
      )`);
    await runner.query(`create index ix_file_incomplete on file (created_at) where not is_complete`);
    await runner.query(`
      create table file_chunk (
        file_id uuid not null constraint fk_file_chunk_file references file (id) on delete cascade,
        seq integer not null,
        bytes bytea not null,
        constraint pk_file_chunk primary key (file_id, seq)
      )`);
    // Drawings and photographs are compressed already: do not try again on every write.
    await runner.query(`alter table file_chunk alter column bytes set storage external`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
