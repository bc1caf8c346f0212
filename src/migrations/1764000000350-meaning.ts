import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Vectors of listings, and the model that they are compared under. */
export class Meaning1764000000350 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table listing_vector (
        listing_id uuid not null constraint pk_listing_vector primary key
          constraint fk_listing_vector_listing references listing (id) on delete cascade,
        model text not null,
        text_hash text not null,
        -- One signed byte for each dimension; passages one after another.
        whole bytea not null,
        passages bytea not null,
        passage_texts text[] not null
      )`);
    // Bytes of floats do not compress.
    await runner.query(`alter table listing_vector alter column whole set storage external, alter column passages set storage external`);
    // One row. Whoever works says in it which model counts now; all processes read it.
    await runner.query(`
      create table meaning_space (
        is_current boolean not null default true constraint pk_meaning_space primary key constraint ck_meaning_space_one check (is_current),
        -- Null: no embedder is set up.
        adapter text,
        -- Null: it has not been looked at yet. The three come together.
        model text,
        centre bytea,
        spread double precision,
        -- Listings on the market when the vectors were last counted, and how many of them have one.
        listings integer not null default 0,
        done integer not null default 0,
        -- Null: something may be lacking.
        complete_at timestamptz,
        -- Vectors were made since matches were last ranked.
        has_news boolean not null default false,
        -- Until then one process makes vectors, and the others leave it to that one.
        leased_until timestamptz,
        constraint ck_meaning_space_model check ((model is null) = (centre is null) and (model is null) = (spread is null))
      )`);
    await runner.query(`insert into meaning_space default values`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
