import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Demands and offerings, the edits of published ones that wait for review, and their attachments. */
export class Listings1764000000160 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // One line of numbers for both kinds; a gap (a batch that was rolled back) harms nobody.
    await runner.query(`create sequence listing_code_seq`);
    await runner.query(`
      create table listing (
        id uuid not null constraint pk_listing primary key,
        code text not null constraint uq_listing_code unique,
        kind text not null constraint ck_listing_kind check (kind in ('demand', 'offering')),
        enterprise_id uuid not null constraint fk_listing_enterprise references enterprise (id),
        author_id uuid constraint fk_listing_author references person (id),
        external_id text,
        status text not null,
        closed_reason text,
        language text not null constraint ck_listing_language check (language in ('zh', 'en')),
        title text not null,
        body text not null,
        materials text not null,
        methods text not null,
        effect text not null,
        product text not null,
        application text not null,
        category_code text,
        industry_code text,
        region_code text not null,
        service_regions text[] not null,
        quantity text,
        budget_min bigint,
        budget_max bigint,
        deadline date,
        lead_days integer,
        certificates text[] not null,
        tags text[] not null,
        seats integer not null constraint ck_listing_seats check (seats between 1 and 20),
        review_note text,
        return_reasons text[] not null,
        revision integer not null,
        submitted_at timestamptz,
        published_at timestamptz,
        expires_at timestamptz,
        expiry_asked_at timestamptz,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        version integer not null,
        constraint uq_listing_external unique (enterprise_id, kind, external_id),
        constraint ck_listing_status check (status in ('draft', 'in_review', 'published', 'returned', 'closed', 'suspended')),
        constraint ck_listing_closed check ((status = 'closed') = (closed_reason is not null)
          and (closed_reason is null or closed_reason in ('fulfilled', 'withdrawn', 'expired'))),
        constraint ck_listing_budget check (budget_min is null or budget_max is null or budget_min <= budget_max)
      )`);
    await runner.query(`create index ix_listing_enterprise on listing (enterprise_id, kind, created_at)`);
    await runner.query(`create index ix_listing_published on listing (kind, published_at desc, id) where status = 'published'`);
    await runner.query(`create index ix_listing_expiry on listing (expires_at) where status = 'published'`);
    await runner.query(`
      create table listing_revision (
        id uuid not null constraint pk_listing_revision primary key,
        listing_id uuid not null constraint fk_listing_revision_listing references listing (id) on delete cascade,
        revision integer not null,
        content jsonb not null,
        status text not null constraint ck_listing_revision_status check (status in ('in_review', 'published', 'returned', 'superseded')),
        author_id uuid constraint fk_listing_revision_author references person (id),
        review_note text,
        return_reasons text[] not null,
        created_at timestamptz not null,
        decided_at timestamptz
      )`);
    await runner.query(`create index ix_listing_revision_listing on listing_revision (listing_id, created_at)`);
    await runner.query(
      `create unique index uq_listing_revision_in_review on listing_revision (listing_id) where status = 'in_review'`,
    );
    await runner.query(`
      create table listing_attachment (
        listing_id uuid not null constraint fk_listing_attachment_listing references listing (id) on delete cascade,
        file_id uuid not null constraint fk_listing_attachment_file references file (id),
        position integer not null,
        constraint pk_listing_attachment primary key (listing_id, file_id)
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
