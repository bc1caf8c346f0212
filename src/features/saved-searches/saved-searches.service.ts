import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.js';
import type { PersonActor } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { DAY_MS } from '../../shared/durations.js';
import { AppError } from '../../shared/errors.js';
import { newId } from '../../shared/ids.js';
import { DirectoryQueries } from '../directory/directory.queries.js';
import { SavedStatesService } from '../directory/saved-states.service.js';
import { SAVED_ERRORS } from './saved-searches.errors.js';

/** More is no help to anybody, and each costs a search a day. */
const MOST = 20;
const WEEK_MS = 7 * DAY_MS;

export interface SavedSearch {
  readonly id: string;
  /** The query of the search page's address, with its `?`; the same search always has the same. */
  readonly search: string;
  readonly createdAt: Date;
}

/** Keeps people's searches. What is new in them is told by `SavedSearchJobs`. */
@Injectable()
export class SavedSearchesService {
  constructor(
    private readonly database: Database,
    private readonly directory: DirectoryQueries,
    private readonly states: SavedStatesService,
    private readonly clock: Clock,
  ) {}

  /**
   * Saves a search; one that is there already stays as it is.
   * @param search the query of an address of the search page
   * @throws AppError (invalid) for one that asks nothing; (conflict) when there are too many
   */
  async save(actor: PersonActor, search: string): Promise<SavedSearch> {
    const canonical = this.states.canonical(search);
    if (canonical === null) throw new AppError(SAVED_ERRORS.asksNothing);
    return this.database.transaction(async (manager) => {
      await this.lock(manager, actor);
      const there = await this.read(manager, actor.personId, canonical);
      if (there && there.removedAt === null) return there;
      await this.assertRoom(manager, actor);
      const now = this.clock.now();
      await manager.query(
        `insert into saved_search (id, person_id, search, created_at, told_until) values ($1, $2, $3, $4, $4)
             on conflict (person_id, search) do update set removed_at = null, told_until = excluded.told_until`,
        [newId(), actor.personId, canonical, now],
      );
      return (await this.read(manager, actor.personId, canonical))!;
    });
  }

  /** @throws AppError (not-found) for somebody else's, and for one that is removed already */
  async remove(actor: PersonActor, id: string): Promise<SavedSearch> {
    const [rows] = await this.database.manager.query<[SavedSearch[], number]>(
      `update saved_search set removed_at = $3 where id = $1 and person_id = $2 and removed_at is null returning id, search, created_at as "createdAt"`,
      [id, actor.personId, this.clock.now()],
    );
    if (!rows[0]) throw new AppError(SAVED_ERRORS.notFound);
    return rows[0];
  }

  /** Takes a removal back. What was new meanwhile is told too. @throws AppError (not-found); (conflict) when there are too many by now */
  async restore(actor: PersonActor, id: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      await this.lock(manager, actor);
      await this.assertRoom(manager, actor);
      const [rows] = await manager.query<[unknown[], number]>(
        `update saved_search set removed_at = null where id = $1 and person_id = $2 and removed_at is not null returning id`,
        [id, actor.personId],
      );
      if (rows.length === 0) throw new AppError(SAVED_ERRORS.notFound);
    });
  }

  /** The newest first, each with how many are new in it since a week ago. */
  async mine(actor: PersonActor): Promise<(SavedSearch & { readonly newOnes: number })[]> {
    const saved = await this.database.query<SavedSearch>(
      `select id, search, created_at as "createdAt" from saved_search where person_id = $1 and removed_at is null order by created_at desc, id limit ${MOST}`,
      [actor.personId],
    );
    const now = this.clock.now();
    return Promise.all(
      saved.map(async (one) => ({ ...one, newOnes: (await this.directory.published(this.states.stateOf(one.search), { after: new Date(now.getTime() - WEEK_MS), until: now }, 1)).total })),
    );
  }

  /** One person's saves one after the other, so that two at once do not slip past the bound. */
  private async lock(manager: EntityManager, { personId }: PersonActor): Promise<void> {
    await manager.query('select id from person where id = $1 for update', [personId]);
  }

  private async assertRoom(manager: EntityManager, { personId }: PersonActor): Promise<void> {
    const [row] = await manager.query<{ count: number }[]>('select count(*)::integer as count from saved_search where person_id = $1 and removed_at is null', [personId]);
    if (row!.count >= MOST) throw new AppError(SAVED_ERRORS.tooMany, { most: MOST });
  }

  private async read(manager: EntityManager, personId: string, search: string): Promise<(SavedSearch & { readonly removedAt: Date | null }) | undefined> {
    const [row] = await manager.query<(SavedSearch & { removedAt: Date | null })[]>(
      `select id, search, created_at as "createdAt", removed_at as "removedAt" from saved_search where person_id = $1 and search = $2`,
      [personId, search],
    );
    return row;
  }
}
