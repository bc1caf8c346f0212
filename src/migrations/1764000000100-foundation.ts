import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Extensions, the outbox, the audit log and the counters of the rate limits: what belongs to no feature. */
export class Foundation1764000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create extension if not exists pg_trgm`);
    await runner.query(`create extension if not exists btree_gin`);
    await runner.query(`
      create table outbox_event (
        id uuid not null constraint pk_outbox_event primary key,
        type text not null,
        payload jsonb not null,
        created_at timestamptz not null default now(),
        relayed_at timestamptz
      )`);
    await runner.query(`create index ix_outbox_event_waiting on outbox_event (id) where relayed_at is null`);
    await runner.query(`
      create table rate_limit (
        key varchar(255) not null constraint pk_rate_limit primary key,
        points integer not null default 0,
        expire bigint
      )`);
    await runner.query(`
      create table audit_entry (
        seq bigint generated always as identity constraint pk_audit_entry primary key,
        at timestamptz not null,
        actor_id uuid,
        actor_name text not null,
        action text not null,
        subject_kind text not null,
        subject_id uuid not null,
        data jsonb not null,
        previous_hash text not null,
        hash text not null constraint uq_audit_entry_hash unique
      )`);
    await runner.query(`create index ix_audit_entry_subject on audit_entry (subject_id, seq)`);
    // The application's role may not change the log; this also holds where owner and application are one role.
    await runner.query(`
      create function refuse_change_of_audit_log() returns trigger language plpgsql as $$
      begin raise exception 'the audit log is append-only' using errcode = 'restrict_violation'; end $$`);
    await runner.query(`
      create trigger tr_audit_entry_append_only before update or delete on audit_entry
      for each row execute function refuse_change_of_audit_log()`);
    await runner.query(`
      create trigger tr_audit_entry_no_truncate before truncate on audit_entry
      for each statement execute function refuse_change_of_audit_log()`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
