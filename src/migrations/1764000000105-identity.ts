import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People, how they are recognised, and who of them works for an authority. */
export class Identity1764000000105 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table person (
        id uuid not null constraint pk_person primary key,
        email text not null constraint uq_person_email unique,
        name text not null,
        phone text,
        language text not null,
        password_hash text,
        confirmed_at timestamptz,
        disabled_at timestamptz,
        created_at timestamptz not null,
        constraint ck_person_email check (email = lower(email)),
        constraint ck_person_language check (language in ('zh', 'en'))
      )`);
    await runner.query(`
      create table session (
        id uuid not null constraint pk_session primary key,
        token_hash text not null constraint uq_session_token_hash unique,
        person_id uuid not null constraint fk_session_person references person (id) on delete cascade,
        created_at timestamptz not null,
        last_seen_at timestamptz not null,
        expires_at timestamptz not null,
        revoked_at timestamptz,
        user_agent text not null
      )`);
    await runner.query(`create index ix_session_person on session (person_id)`);
    await runner.query(`
      create table api_token (
        id uuid not null constraint pk_api_token primary key,
        person_id uuid not null constraint fk_api_token_person references person (id) on delete cascade,
        name text not null,
        token_hash text not null constraint uq_api_token_token_hash unique,
        created_at timestamptz not null,
        last_used_at timestamptz,
        expires_at timestamptz not null,
        revoked_at timestamptz
      )`);
    await runner.query(`create index ix_api_token_person on api_token (person_id)`);
    // One authority a region, and one secretariat: here null is a value like the others.
    await runner.query(`
      create table authority (
        id uuid not null constraint pk_authority primary key,
        region_code text,
        name_zh text not null,
        name_en text not null,
        constraint uq_authority_region unique nulls not distinct (region_code)
      )`);
    await runner.query(`
      create table officer (
        id uuid not null constraint pk_officer primary key,
        person_id uuid not null constraint uq_officer_person unique constraint fk_officer_person references person (id),
        authority_id uuid not null constraint fk_officer_authority references authority (id),
        roles text[] not null,
        is_active boolean not null default true,
        created_at timestamptz not null,
        constraint ck_officer_roles check (roles <@ array['reviewer', 'supervisor', 'administrator'] and roles <> '{}')
      )`);
    await runner.query(`create index ix_officer_authority on officer (authority_id)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
