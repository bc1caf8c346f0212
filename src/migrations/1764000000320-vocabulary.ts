import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The words that a search box understands: those that are on the market, with the keys under which each is found when it is typed as
 * pinyin, as initials or with a slip; the administrator's dictionary; and what was looked for and not found.
 */
export class Vocabulary1764000000320 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table vocabulary_word (
        number integer generated always as identity constraint pk_vocabulary_word primary key,
        word text collate "C" not null constraint uq_vocabulary_word_word unique,
        parts text[] not null,
        probe text not null,
        documents integer not null default 0
      )`);
    // Beginnings of one sign have thousands of words: the most frequent first, so that they end the search.
    await runner.query(`create index ix_vocabulary_word_first on vocabulary_word (left(word, 1) collate "C", documents desc)`);
    await runner.query(`
      create table vocabulary_key (
        key text collate "C" not null,
        word integer not null,
        constraint pk_vocabulary_key primary key (key, word)
      )`);
    // One row: how far the index's terms and documents have been read.
    await runner.query(`
      create table vocabulary_state (
        is_only boolean not null default true constraint pk_vocabulary_state primary key constraint ck_vocabulary_state_only check (is_only),
        terms_read integer not null default 0,
        terms_seen integer not null default 0,
        documents_read integer not null default 0,
        documents_seen integer not null default 0,
        counted_documents integer not null default 0,
        kept_words text not null default ''
      )`);
    await runner.query(`insert into vocabulary_state default values`);

    await runner.query(`
      create table dictionary_group (
        id uuid not null constraint pk_dictionary_group primary key,
        words text[] not null,
        words_before text[],
        note text not null,
        changed_by text not null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        removed_at timestamptz,
        version integer not null
      )`);
    // The words as they are compared; only of groups that are in force. Each is in one group.
    await runner.query(`
      create table dictionary_word (
        word text collate "C" not null constraint pk_dictionary_word primary key,
        group_id uuid not null constraint fk_dictionary_word_group references dictionary_group (id) on delete cascade
      )`);
    await runner.query(`create index ix_dictionary_word_group on dictionary_word (group_id)`);

    await runner.query(`
      create table unmet_need (
        day date not null,
        words text collate "C" not null,
        region_code text not null default '',
        language text not null,
        count integer not null,
        constraint pk_unmet_need primary key (day, words, region_code, language)
      )`);
    // Who asked what today, as a hash that says neither: only so that one visitor counts once. Emptied each day.
    await runner.query(`
      create table unmet_visit (
        day date not null,
        visitor bytea not null,
        need bytea not null,
        constraint pk_unmet_visit primary key (day, visitor, need)
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
