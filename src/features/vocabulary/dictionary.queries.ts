import { Injectable } from '@nestjs/common';
import { IsNull, Raw } from 'typeorm';
import { Database } from '../../platform/database/database.js';
import type { Page } from '../../shared/paging.js';
import { TermsService } from '../matching/terms.service.js';
import { DictionaryGroup } from './dictionary-group.entity.js';

/** The dictionary, as a search asks it and as its pages list it: in the database each time, so that a change holds at once in every process. */
@Injectable()
export class DictionaryQueries {
  constructor(
    private readonly database: Database,
    private readonly terms: TermsService,
  ) {}

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

  /** Groups in force, the last changed first. @param word only those with a word that holds it, written in any way */
  async list({ word, page, pageSize }: { readonly word: string; readonly page: number; readonly pageSize: number }): Promise<Page<DictionaryGroup>> {
    const compared = this.terms.cutter.normalise(word).trim();
    const having = compared === '' ? {} : { id: Raw((column) => `${column} in (select group_id from dictionary_word where strpos(word, :compared) > 0)`, { compared }) };
    const [items, total] = await this.database.manager.findAndCount(DictionaryGroup, {
      where: { removedAt: IsNull(), ...having },
      order: { updatedAt: 'desc', id: 'asc' },
      skip: (page - 1) * pageSize,
      take: pageSize,
    });
    return { items, page, pageSize, total };
  }
}
