import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { FoundWord } from './understanding/lexicon.js';
import { INITIALS, PINYIN } from './understanding/word-keys.js';

/** Words that one key brings, and rows that are looked at for them: `sx` begins thousands. */
const WORDS_A_KEY = 12;
const ROWS_A_KEY = 2_000;
const LONGER_FORMS = 8;
/** Part numbers and words that begin so. */
const CONTINUATIONS = 12;

/** Above every sign that a word may hold. */
const END = '\u{10ffff}';

/** What the vocabulary holds, asked by keys: the same work however many words there are. */
@Injectable()
export class VocabularyQueries {
  constructor(private readonly database: Database) {}

  /** Words with any of the keys, the most frequent first. */
  byKeys(keys: readonly string[]): Promise<FoundWord[]> {
    return this.database.query(
      `select q.key as by, w.word, w.parts
         from unnest($1::text[]) as q (key)
        cross join lateral (
              select v.word, v.parts
                from (select k.word from vocabulary_key k where k.key = q.key limit ${ROWS_A_KEY}) k
                join vocabulary_word v on v.number = k.word
               order by v.documents desc, v.word limit ${WORDS_A_KEY}) w`,
      [keys],
    );
  }

  /** Longer words that hold all characters of a short form in their order, beginning with the first. */
  longForms(shorts: readonly string[]): Promise<FoundWord[]> {
    return this.database.query(
      `select q.short as by, w.word, w.parts
         from unnest($1::text[], $2::text[], $3::text[]) as q (short, first, pattern)
        cross join lateral (
              select v.word, v.parts from vocabulary_word v
               where v.word collate "C" > q.first and v.word collate "C" < q.first || '${END}' and v.word like q.pattern and length(v.word) <= 2 * length(q.short) + 2
               order by v.documents desc, v.word limit ${LONGER_FORMS}) w`,
      [shorts, shorts.map((short) => [...short][0]), shorts.map((short) => `${[...short].join('%')}%`)],
    );
  }

  /** Terms of the index that go on after a beginning, the shortest first. */
  continuations(beginnings: readonly string[]): Promise<FoundWord[]> {
    return this.database.query(
      `select q.beginning as by, t.token as word, array[t.token] as parts
         from unnest($1::text[]) as q (beginning)
        cross join lateral (
              select token from (select token from search_term where token collate "C" > q.beginning and token collate "C" < q.beginning || '${END}' limit 200) seen
               order by length(token), token limit ${CONTINUATIONS}) t`,
      [beginnings],
    );
  }

  /** Words that begin as typed or whose pinyin or initials do, the most frequent first; each with the term by which it is seen whether anything says it. */
  beginningWith(typed: string, limit: number): Promise<{ word: string; probe: string }[]> {
    const isPinyin = /^[a-z]{2,}$/.test(typed);
    return this.database.query(
      `select word, probe from (
         (select word, probe, documents, 0 as rank from vocabulary_word
           where left(word, 1) collate "C" = left($1, 1) and word collate "C" >= $1 and word collate "C" < $1 || '${END}'
           order by documents desc limit $2)
         ${
           isPinyin
             ? `union all
         (select v.word, v.probe, v.documents, case when k.key in ($3, $4) then 0 else 1 end
            from (select key, word from vocabulary_key where key >= $3 and key < $3 || '${END}' limit ${ROWS_A_KEY}) k
            join vocabulary_word v on v.number = k.word
           order by v.documents desc limit $2)
         union all
         (select v.word, v.probe, v.documents, case when k.key in ($3, $4) then 0 else 1 end
            from (select key, word from vocabulary_key where key >= $4 and key < $4 || '${END}' limit ${ROWS_A_KEY}) k
            join vocabulary_word v on v.number = k.word
           order by v.documents desc limit $2)`
             : ''
         }) as found
        group by word, probe order by min(rank), max(documents) desc, word limit $2`,
      isPinyin ? [typed, limit, PINYIN + typed, INITIALS + typed] : [typed, limit],
    );
  }
}
