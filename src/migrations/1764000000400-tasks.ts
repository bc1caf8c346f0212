import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Work that takes longer than a page: whose it is, how far it is, what it needs to go on. */
export class Tasks1764000000400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table task (
        id uuid not null constraint pk_task primary key,
        kind text not null,
        owner_id uuid not null constraint fk_task_owner references person (id) on delete cascade,
        enterprise_id uuid,
        status text not null constraint ck_task_status check (status in ('running', 'asking', 'stopped', 'done', 'failed')),
        done integer not null default 0,
        total integer,
        detail jsonb not null,
        problem jsonb,
        input_file_id uuid constraint fk_task_input_file references file (id),
        file_id uuid constraint fk_task_file references file (id),
        created_at timestamptz not null,
        updated_at timestamptz not null,
        finished_at timestamptz,
        version integer not null
      )`);
    await runner.query(`create index ix_task_owner on task (owner_id, created_at)`);
    await runner.query(`create index ix_task_updated on task (updated_at)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
