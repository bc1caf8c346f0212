import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Postings packed for matching: what a demand's terms weigh in tens of thousands of documents comes as a few byte strings instead of a row each.
 * A document keeps the weights of its terms beside them, so that postings can be made from it in the server.
 */
export class SearchBlocks1764000000340 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table search_document add column weights smallint[] not null default '{}'`);
    await runner.query(`
      update search_document d
         set weights = array(select p.weight from unnest(d.terms) with ordinality as held (term, place)
                               join search_posting p on p.kind = d.kind and p.term = held.term and p.document = d.number order by held.place)`);
    // Documents up to the last segment's last number are packed; later ones are read from search_posting.
    await runner.query(`
      create table search_segment (
        first integer not null constraint pk_search_segment primary key,
        last integer not null,
        documents integer not null
      )`);
    await runner.query(`
      create table search_block (
        segment integer not null,
        kind smallint not null,
        term integer not null,
        postings text collate "C" not null,
        constraint pk_search_block primary key (segment, kind, term)
      )`);
    // Packed numbers hardly shrink: reading them as they are, from as few pages as can be, costs less than unpacking.
    await runner.query(`alter table search_block alter column postings set storage external`);
    await runner.query(`alter table search_block set (toast_tuple_target = 8160)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
