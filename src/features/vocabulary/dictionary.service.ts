import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull } from 'typeorm';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { Database } from '../../platform/database/database.js';
import { HTTP_ERRORS } from '../../platform/http/http.errors.js';
import type { Actor } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { AppError } from '../../shared/errors.js';
import { TermsService } from '../matching/terms.service.js';
import { DictionaryGroup } from './dictionary-group.entity.js';
import { comparedWords, type DictionaryWord, problemsOf } from './dictionary-words.js';
import { DICTIONARY_ERRORS as E } from './dictionary.errors.js';
import { DICTIONARY_TEXTS as T } from './dictionary.texts.js';
import { VocabularyService } from './vocabulary.service.js';

/** More is no dictionary that anybody looks after. */
const MOST_GROUPS = 5_000;

export interface GroupContent {
  readonly words: readonly string[];
  readonly note: string;
}

/** The administrator's synonyms. Every change is one transaction with its audit entry, and holds for the next search of any process. */
@Injectable()
export class DictionaryService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly terms: TermsService,
    private readonly vocabulary: VocabularyService,
  ) {}

  /** @throws AppError invalid with the words that are wrong or stand in another group; conflict when the dictionary is full */
  async add(actor: Actor, content: GroupContent): Promise<DictionaryGroup> {
    const words = this.checked(content.words);
    return this.database.transaction(async (manager) => {
      if ((await manager.countBy(DictionaryGroup, { removedAt: IsNull() })) >= MOST_GROUPS) throw new AppError(E.full, { most: MOST_GROUPS });
      const group = DictionaryGroup.add(words.map(({ typed }) => typed), content.note, nameOf(actor), this.clock.now());
      await manager.save(group);
      await this.enforce(manager, group.id, words);
      await this.record(manager, actor, group, 'added');
      return group;
    });
  }

  /** @param version what the actor has seen; a group that was changed since is refused */
  async change(actor: Actor, id: string, content: GroupContent, version: number): Promise<DictionaryGroup> {
    const words = this.checked(content.words);
    return this.within(id, version, async (manager, group) => {
      group.change(words.map(({ typed }) => typed), content.note, nameOf(actor), this.clock.now());
      await manager.save(group);
      await this.enforce(manager, id, words);
      await this.record(manager, actor, group, 'changed');
    });
  }

  async remove(actor: Actor, id: string, version: number): Promise<DictionaryGroup> {
    return this.within(id, version, async (manager, group) => {
      group.remove(nameOf(actor), this.clock.now());
      await manager.save(group);
      await this.enforce(manager, id, []);
      await this.record(manager, actor, group, 'removed');
    });
  }

  /** Takes the last act back, as long as nobody has done another one since. */
  async undo(actor: Actor, id: string, version: number): Promise<DictionaryGroup> {
    return this.within(id, version, async (manager, group) => {
      const act = group.undo(nameOf(actor), this.clock.now());
      await manager.save(group);
      await this.enforce(manager, id, act === 'removed' ? [] : this.checked(group.words));
      await this.record(manager, actor, group, act);
    }, true);
  }

  /** A group, a removed one too. */
  async get(id: string): Promise<DictionaryGroup> {
    const group = await this.database.manager.findOneBy(DictionaryGroup, { id });
    if (!group) throw new AppError(E.unknown);
    return group;
  }

  private checked(typed: readonly string[]): DictionaryWord[] {
    const { cutter } = this.terms;
    const words = comparedWords(typed, (text) => cutter.normalise(text));
    const problems = problemsOf(words);
    if (problems.length > 0) throw new AppError(HTTP_ERRORS.invalid, {}, problems);
    return words;
  }

  private within(id: string, version: number, act: (manager: EntityManager, group: DictionaryGroup) => Promise<void>, alsoRemoved = false): Promise<DictionaryGroup> {
    return this.database.transaction(async (manager) => {
      const group = await manager.findOne(DictionaryGroup, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!group || (group.removedAt !== null && !alsoRemoved)) throw new AppError(E.unknown);
      if (group.version !== version) throw new AppError(E.stale);
      await act(manager, group);
      return group;
    });
  }

  /** Makes these the words that searches know of the group. A word stands in one group: two that add it at once meet at its row. */
  private async enforce(manager: EntityManager, groupId: string, words: readonly DictionaryWord[]): Promise<void> {
    const compared = words.map((word) => word.compared);
    await manager.query(`delete from dictionary_word where group_id = $1`, [groupId]);
    // In one order for all, so that two who add the same words do not wait for each other in a circle.
    await manager.query(`insert into dictionary_word (group_id, word) select $1, word from unnest($2::text[]) as word order by word on conflict (word) do nothing`, [groupId, compared]);
    const taken = await manager.query<{ word: string; groupId: string }[]>(
      `select word, group_id as "groupId" from dictionary_word where word = any($1::text[]) and group_id <> $2 order by word`,
      [compared, groupId],
    );
    if (taken.length > 0) throw new AppError(HTTP_ERRORS.invalid, {}, await this.conflicts(manager, words, taken));
    await this.vocabulary.keep(manager, [...new Set(compared.flatMap((word) => word.split(' ')))]);
  }

  private async conflicts(manager: EntityManager, words: readonly DictionaryWord[], taken: readonly { word: string; groupId: string }[]) {
    const groups = await manager.findBy(DictionaryGroup, { id: In(taken.map(({ groupId }) => groupId)) });
    return taken.map(({ word, groupId }) => ({
      field: 'words',
      ...T.conflict,
      params: { word: words.find(({ compared }) => compared === word)?.typed ?? word, group: groups.find(({ id }) => id === groupId)?.words.join(' | ') ?? '' },
    }));
  }

  private record(manager: EntityManager, actor: Actor, { id, words, wordsBefore, note }: DictionaryGroup, act: 'added' | 'changed' | 'removed' | 'restored'): Promise<void> {
    return this.audit.append(manager, actor, {
      action: `dictionary.${act}`,
      subjectKind: 'dictionary-group',
      subjectId: id,
      data: { words, note, ...(act === 'changed' && { before: wordsBefore }) },
    });
  }
}

const nameOf = (actor: Actor): string => (actor.kind === 'person' ? actor.name : actor.kind);
