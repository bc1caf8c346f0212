import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A posting is kept once: packed in a segment, or as a row while its document waits to be packed. So the rows of what is packed go, which were five sixths
 * of the index. Segments of one stretch of numbers may overlap from now on; what waits is noted instead of being what lies behind the last of them.
 */
export class SearchWaiting1764000000342 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table search_waiting (document integer not null constraint pk_search_waiting primary key)`);
    await runner.query(`insert into search_waiting select number from search_document where number > coalesce((select max(last) from search_segment), 0)`);
    const [{ isPacked }] = (await runner.query(`select exists (select from search_segment) as "isPacked"`)) as [{ isPacked: boolean }];
    // Made anew of what few documents wait: to delete a hundred million rows would take an hour.
    if (isPacked) {
      await runner.query(`drop table search_posting`);
      await runner.query(`
        create table search_posting (
          kind smallint not null,
          term integer not null,
          document integer not null,
          weight smallint not null,
          constraint pk_search_posting primary key (kind, term, document) include (weight)
        )`);
      await runner.query(`
        insert into search_posting
        select d.kind, held.term, d.number, held.weight
          from search_waiting w join search_document d on d.number = w.document cross join lateral unnest(d.terms, d.weights) as held (term, weight)
         order by 1, 2, 3`);
    }
    // Rows come and go by thousands.
    await runner.query(`alter table search_posting set (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_vacuum_scale_factor = 0.05)`);
    await runner.query(`alter table search_segment rename column first to id`);
    await runner.query(`alter table search_segment add column stretch integer`);
    await runner.query(`update search_segment set stretch = id - id % 65536`);
    await runner.query(`alter table search_segment alter column stretch set not null, drop column last, alter column id add generated always as identity`);
    await runner.query(`select setval(pg_get_serial_sequence('search_segment', 'id'), coalesce((select max(id) from search_segment), 1))`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
