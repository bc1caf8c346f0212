import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The other engine holds two indexes, for matching and for the search box: what is known of each has a row of its own. */
export class SearchMirrorIndexes1764000000312 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table search_mirror
        drop constraint pk_search_mirror,
        drop column is_only,
        add column purpose text not null default 'matching' constraint ck_search_mirror_purpose check (purpose in ('matching', 'box'))`);
    await runner.query(`alter table search_mirror alter column purpose drop default, add constraint pk_search_mirror primary key (purpose)`);
    await runner.query(`insert into search_mirror (purpose, name) select 'box', name || '_box' from search_mirror`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
