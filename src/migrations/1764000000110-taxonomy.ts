import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The code lists. Their rows come from the files of the taxonomy feature, written by its loader at each start. */
export class Taxonomy1764000000110 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table code_list (
        kind text not null constraint pk_code_list primary key,
        version text not null,
        valid_from date not null,
        source text not null,
        digest text not null,
        loaded_at timestamptz not null
      )`);
    await createList(runner, 'region', `level text not null, pinyin text not null, members text[] not null default '{}',`);
    await createList(runner, 'industry', '');
    await createList(runner, 'service_category', '');
    await createList(runner, 'certificate', 'kind text not null,');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}

async function createList(runner: QueryRunner, table: string, columns: string): Promise<void> {
  await runner.query(`
    create table ${table} (
      code text not null constraint pk_${table} primary key,
      parent text constraint fk_${table}_parent references ${table} (code),
      ${columns}
      name_zh text not null,
      name_en text,
      synonyms text[] not null default '{}',
      valid_from date not null,
      valid_to date,
      position integer not null,
      constraint ck_${table}_validity check (valid_to is null or valid_from <= valid_to)
    )`);
  await runner.query(`create index ix_${table}_parent on ${table} (parent)`);
}
