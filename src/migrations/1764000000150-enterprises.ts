import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Enterprises, who sits in them, what they prove, and whom they do not want to meet. */
export class Enterprises1764000000150 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create sequence enterprise_number`);
    await runner.query(`
      create table enterprise (
        id uuid not null constraint pk_enterprise primary key,
        code text not null constraint uq_enterprise_code unique,
        name text not null,
        uscc text not null,
        region_code text not null constraint fk_enterprise_region references region (code),
        industry_code text constraint fk_enterprise_industry references industry (code),
        size text not null,
        description text not null default '',
        website text,
        address text,
        contact_name text not null,
        contact_phone text not null,
        contact_email text not null,
        status text not null,
        is_disputed boolean not null default false,
        submit_when_confirmed boolean not null default false,
        reason_codes text[] not null default '{}',
        return_reason text,
        submitted_at timestamptz,
        verified_at timestamptz,
        verified_by uuid constraint fk_enterprise_verified_by references authority (id),
        capacity integer not null default 10,
        preferred_industries text[] not null default '{}',
        preferred_regions text[] not null default '{}',
        order_min bigint,
        order_max bigint,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        version integer not null,
        constraint ck_enterprise_status check (status in ('registered', 'pending', 'verified', 'returned', 'rejected', 'suspended')),
        constraint ck_enterprise_size check (size in ('micro', 'small', 'medium', 'large')),
        constraint ck_enterprise_capacity check (capacity between 0 and 100),
        constraint ck_enterprise_orders check (order_min is null or order_max is null or order_min <= order_max)
      )`);
    // One claim a code. A second claimant is accepted with is_disputed, outside of this index, so that a reviewer can
    // hear both; verifying it clears the mark and is refused while the other claim stands.
    await runner.query(`
      create unique index uq_enterprise_uscc on enterprise (uscc) where status in ('pending', 'verified') and not is_disputed`);
    await runner.query(`create index ix_enterprise_region on enterprise (region_code)`);
    await runner.query(`
      create table member (
        id uuid not null constraint pk_member primary key,
        enterprise_id uuid not null constraint fk_member_enterprise references enterprise (id) on delete cascade,
        person_id uuid not null constraint fk_member_person references person (id),
        role text not null,
        created_at timestamptz not null,
        constraint uq_member_enterprise_person unique (enterprise_id, person_id),
        constraint ck_member_role check (role in ('owner', 'editor', 'viewer'))
      )`);
    await runner.query(`create index ix_member_person on member (person_id)`);
    await runner.query(`
      create table member_invitation (
        id uuid not null constraint pk_member_invitation primary key,
        enterprise_id uuid not null constraint fk_member_invitation_enterprise references enterprise (id) on delete cascade,
        email text not null,
        role text not null,
        invited_by uuid not null constraint fk_member_invitation_invited_by references person (id),
        created_at timestamptz not null,
        constraint uq_member_invitation_enterprise_email unique (enterprise_id, email),
        constraint ck_member_invitation_role check (role in ('owner', 'editor', 'viewer'))
      )`);
    await runner.query(`
      create table evidence (
        id uuid not null constraint pk_evidence primary key,
        enterprise_id uuid not null constraint fk_evidence_enterprise references enterprise (id) on delete cascade,
        attribute text not null,
        value text not null,
        note text not null default '',
        source text not null,
        checked_by uuid constraint fk_evidence_checked_by references officer (id),
        checked_at timestamptz,
        valid_until date,
        created_at timestamptz not null,
        constraint ck_evidence_source check (source in ('self', 'officer')),
        constraint ck_evidence_checked
          check ((source = 'officer') = (checked_by is not null) and (checked_by is null) = (checked_at is null))
      )`);
    await runner.query(`create index ix_evidence_enterprise on evidence (enterprise_id)`);
    await runner.query(`
      create table block (
        enterprise_id uuid not null constraint fk_block_enterprise references enterprise (id) on delete cascade,
        blocked_enterprise_id uuid not null constraint fk_block_blocked references enterprise (id) on delete cascade,
        created_at timestamptz not null,
        constraint pk_block primary key (enterprise_id, blocked_enterprise_id),
        constraint ck_block_other check (enterprise_id <> blocked_enterprise_id)
      )`);
    await runner.query(`create index ix_block_blocked on block (blocked_enterprise_id)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
