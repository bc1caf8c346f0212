import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';

/** The dictionary as a search asks it: in the database each time, so that a change holds at once in every process. */
@Injectable()
export class DictionaryQueries {
  constructor(private readonly database: Database) {}

  /** The groups in force that have any of these words, as normalised words. */
  async groupsWith(words: readonly string[]): Promise<string[][]> {
    if (words.length === 0) return [];
    const rows = await this.database.query<{ words: string[] }>(
      `select array_agg(w.word order by w.word) as words from dictionary_word w
        where w.group_id in (select group_id from dictionary_word where word = any($1::text[]) limit 50)
        group by w.group_id`,
      [words],
    );
    return rows.map((row) => row.words);
  }
}
