import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ADVISORY_LOCKS } from '../../platform/database/advisory-locks.js';
import { Database } from '../../platform/database/database.js';
import { IndexTerms } from '../../platform/search/index-terms.js';
import { TermsService } from '../matching/terms.service.js';
import { FixedWordsService } from './fixed-words.service.js';
import { keysOfWord } from './understanding/word-keys.js';
import { entryOfTerm, phrasesOf, type VocabularyEntry } from './vocabulary-entries.js';

/** Read in one go: a second's work. What is left over waits for the next. */
const TERMS_AT_ONCE = 20_000;
const HEADS_AT_ONCE = 5_000;
const COUNT_PAGE = 2_000;
const COUNTED_UP_TO = 1_000;

/**
 * A market of this many documents takes words in that one of them says; a larger one asks for more in proportion, or the tail of
 * rare words would make the vocabulary as large as the market. A rare word is found as it is written in any case.
 */
const ONE_IN = 20_000;

/** Grown or shrunk by more than this since the last count: count again. */
const GROWTH = 0.2;
const GROWTH_DOCUMENTS = 20;

interface State {
  readonly termsRead: number;
  readonly termsSeen: number;
  readonly documentsRead: number;
  readonly documentsSeen: number;
  readonly countedDocuments: number;
  readonly keptWords: string;
}

/** Keeps the vocabulary in line with the index, by the numbers under which terms and documents came into it. */
@Injectable()
export class VocabularyService {
  constructor(
    private readonly database: Database,
    private readonly index: IndexTerms,
    private readonly terms: TermsService,
    private readonly fixedWords: FixedWordsService,
  ) {}

  /**
   * Reads what came into the index since the last time. A number is looked at in two readings, because a transaction that ends late
   * may bring a lower one after a higher. Says whether there is more to read.
   */
  async keepUp(): Promise<boolean> {
    return this.alone(async (state) => {
      await this.keepFixedWords(state);
      const newest = await this.index.newest();
      if (state.termsRead === newest.term && state.documentsRead === newest.document) {
        await this.countWhenGrown(state, await this.index.documents());
        return false;
      }
      const least = Math.max(1, Math.floor((await this.index.documents()) / ONE_IN));
      const { cutter } = this.terms;
      const terms = await this.index.termsBetween(state.termsRead, newest.term, TERMS_AT_ONCE);
      const heads = await this.index.headsBetween(state.documentsRead, newest.document, HEADS_AT_ONCE);
      const usual = terms.filter(({ postings }) => postings >= least);
      await this.learn([...usual.flatMap(({ token }) => entryOfTerm(token) ?? []), ...heads.flatMap(({ text }) => phrasesOf(text, cutter))], least);
      const [readTerm, readDocument] = [terms.length === TERMS_AT_ONCE ? terms.at(-1)!.number : null, heads.length === HEADS_AT_ONCE ? heads.at(-1)!.number : null];
      await this.database.query(`update vocabulary_state set terms_read = $1, terms_seen = $2, documents_read = $3, documents_seen = $4`, [
        readTerm ?? Math.min(state.termsSeen, newest.term),
        readTerm ?? newest.term,
        readDocument ?? Math.min(state.documentsSeen, newest.document),
        readDocument ?? newest.document,
      ]);
      return readTerm !== null || readDocument !== null;
    });
  }

  /** Counts anew how many documents say each word, and reads the whole index once more: titles that were revised, words that have become usual. */
  async refresh(): Promise<void> {
    await this.alone(async () => {
      await this.count(await this.index.documents());
      await this.database.query(`update vocabulary_state set terms_read = 0, terms_seen = 0, documents_read = 0, documents_seen = 0`);
      return false;
    });
  }

  /** Takes words in whether anything says them or not: those of the dictionary. In the caller's transaction. */
  async keep(manager: EntityManager, words: readonly string[]): Promise<void> {
    await this.write(manager, words.map((word) => ({ word, parts: this.partsOf(word), probe: word, documents: 0 })));
  }

  private partsOf(word: string): string[] {
    const { cutter } = this.terms;
    return /\p{Script=Han}/u.test(word) ? cutter.segments(word).filter((part) => !cutter.isStopWord(part)) : cutter.latinTerms(word).slice(-1);
  }

  /** One process at a time; another one's turn is as good, so nobody waits. */
  private async alone(work: (state: State) => Promise<boolean>): Promise<boolean> {
    return this.database.transaction(async (manager) => {
      const [{ mine }] = await manager.query<[{ mine: boolean }]>('select pg_try_advisory_xact_lock($1) as mine', [ADVISORY_LOCKS.vocabulary]);
      if (!mine) return false;
      const [state] = await manager.query<[State]>(
        `select terms_read as "termsRead", terms_seen as "termsSeen", documents_read as "documentsRead", documents_seen as "documentsSeen",
                counted_documents as "countedDocuments", kept_words as "keptWords" from vocabulary_state`,
      );
      return work(state);
    });
  }

  /** Those that are new and that enough documents say. */
  private async learn(entries: readonly VocabularyEntry[], least: number): Promise<void> {
    const unique = new Map(entries.map((entry) => [entry.word, entry]));
    const known = await this.database.query<{ word: string }>(`select word from vocabulary_word where word = any($1::text[])`, [[...unique.keys()]]);
    for (const { word } of known) unique.delete(word);
    if (unique.size === 0) return;
    const counts = await this.index.counts([...unique.values()].map(({ probe }) => probe), COUNTED_UP_TO);
    const counted = [...unique.values()].map((entry) => ({ ...entry, documents: counts.get(entry.probe) ?? 0 }));
    await this.write(this.database.manager, counted.filter(({ documents }) => documents >= least));
  }

  private async write(manager: EntityManager, entries: readonly (VocabularyEntry & { readonly documents: number })[]): Promise<void> {
    if (entries.length === 0) return;
    const written = await manager.query<{ number: number; word: string }[]>(
      `insert into vocabulary_word (word, parts, probe, documents)
       select word, parts, probe, documents from jsonb_to_recordset($1::jsonb) as entry (word text, parts text[], probe text, documents int)
           on conflict (word) do nothing
       returning number, word`,
      [JSON.stringify(entries)],
    );
    const keys = written.flatMap(({ number, word }) => keysOfWord(word).map((key) => ({ key, number })));
    await manager.query(`insert into vocabulary_key (key, word) select * from unnest($1::text[], $2::int[])`, [
      keys.map(({ key }) => key),
      keys.map(({ number }) => number),
    ]);
  }

  /** The words that the program brings along, whenever they are others than the last time. */
  private async keepFixedWords({ keptWords }: State): Promise<void> {
    const words = [...this.fixedWords.vocabulary()].sort();
    const digest = createHash('sha256').update(words.join('\n')).digest('hex').slice(0, 16);
    if (digest !== keptWords) {
      await this.keep(this.database.manager, words);
      await this.database.query(`update vocabulary_state set kept_words = $1`, [digest]);
    }
  }

  private async countWhenGrown({ countedDocuments }: State, documents: number): Promise<void> {
    if (Math.abs(documents - countedDocuments) > GROWTH * countedDocuments + GROWTH_DOCUMENTS) await this.count(documents);
  }

  private async count(documents: number): Promise<void> {
    for (let after = 0; ; ) {
      const page = await this.database.query<{ number: number; probe: string }>(
        `select number, probe from vocabulary_word where number > $1 order by number limit ${COUNT_PAGE}`,
        [after],
      );
      if (page.length === 0) break;
      after = page.at(-1)!.number;
      const counts = await this.index.counts(page.map(({ probe }) => probe), COUNTED_UP_TO);
      await this.database.query(
        `update vocabulary_word v set documents = c.documents from unnest($1::int[], $2::int[]) as c (number, documents) where v.number = c.number and v.documents <> c.documents`,
        [page.map(({ number }) => number), page.map(({ probe }) => counts.get(probe) ?? 0)],
      );
    }
    await this.database.query(`update vocabulary_state set counted_documents = $1`, [documents]);
  }
}
