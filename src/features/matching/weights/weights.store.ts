import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../../platform/database/database.js';
import type { Actor } from '../../../shared/actor.js';
import { Clock } from '../../../shared/clock.js';
import { newId } from '../../../shared/ids.js';
import type { Page, PageRequest } from '../../../shared/paging.js';
import { completed, STARTING_WEIGHTS } from '../scoring/weights.js';
import type { WeightsTrial } from './weights-trial.js';
import type { ProposedWeights, WeightsChange, WeightsInForce, WeightsOrigin, WeightsVersion } from './weights.types.js';

type Row = Omit<WeightsVersion, 'factory' | 'provider'> & { readonly factory: Record<string, number>; readonly provider: Record<string, number> };

const VERSION = `w.id, w.name, w.origin, w.factory, w.provider, w.note, w.author_name as "authorName", w.made_at as "madeAt", w.base, w.trial`;

/** Versions of the weights, and which one is in force. Rows are only ever added. */
@Injectable()
export class WeightsStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Read anew for each ranking, by its key: so all processes change over with the same commit. */
  async inForce(manager: EntityManager = this.database.manager): Promise<WeightsInForce> {
    const [row] = await manager.query<(Pick<Row, 'name' | 'factory' | 'provider'> & { number: number })[]>(
      `select c.number, w.name, w.factory, w.provider from scoring_weights_change c join scoring_weights w on w.id = c.weights_id order by c.number desc limit 1`,
    );
    return row ? { number: row.number, name: row.name, ...completed(row) } : { number: 0, ...STARTING_WEIGHTS };
  }

  /** The starting table is known before anybody has written it down. */
  async version(name: string, manager: EntityManager = this.database.manager): Promise<WeightsVersion | null> {
    const [row] = await manager.query<Row[]>(`select ${VERSION} from scoring_weights w where w.name = $1`, [name]);
    if (row) return { ...row, ...completed(row) };
    return name === STARTING_WEIGHTS.name ? { ...STARTING_WEIGHTS, id: newId(), origin: 'starting', note: '', authorName: '', madeAt: this.clock.now(), base: 0, trial: null } : null;
  }

  /** What was in force when, the latest first. */
  async changes({ page, pageSize }: PageRequest): Promise<Page<WeightsChange>> {
    const [items, [count]] = await Promise.all([
      this.database.query<WeightsChange>(
        `select c.number, w.name, w.note, c.author_name as "authorName", c.at from scoring_weights_change c join scoring_weights w on w.id = c.weights_id
         order by c.number desc limit $1 offset $2`,
        [pageSize, (page - 1) * pageSize],
      ),
      this.database.query<{ total: number }>('select count(*) as total from scoring_weights_change'),
    ]);
    return { items, page, pageSize, total: count!.total };
  }

  /** Keeps a proposal. Nothing is scored with it yet. */
  async add(manager: EntityManager, actor: Actor, { factory, provider, origin, note }: ProposedWeights, base: number, trial: WeightsTrial): Promise<WeightsVersion> {
    const [{ number }] = await manager.query<[{ number: number }]>(`select nextval('scoring_weights_number')::int as number`);
    return this.insert(manager, actor, { name: `${origin}-${number}`, origin, factory, provider, note, base, trial });
  }

  /**
   * Makes a version the one in force.
   * @returns false when somebody has written a change of this number meanwhile
   */
  async putInForce(manager: EntityManager, actor: Actor, version: WeightsVersion, number: number): Promise<boolean> {
    // The starting table is written down when it is left or brought back, so that its numbers outlive the program that had them.
    await this.keepStarting(manager);
    const [written] = await manager.query<{ number: number }[]>(
      `insert into scoring_weights_change (number, weights_id, author_id, author_name, at)
       select $1, w.id, $3, $4, $5 from scoring_weights w where w.name = $2
       on conflict on constraint pk_scoring_weights_change do nothing returning number`,
      [number, version.name, authorId(actor), authorName(actor), this.clock.now()],
    );
    return written !== undefined;
  }

  private async keepStarting(manager: EntityManager): Promise<void> {
    const { name, factory, provider } = STARTING_WEIGHTS;
    await this.insert(manager, { kind: 'system', language: 'zh' }, { name, origin: 'starting', factory, provider, note: '', base: 0, trial: null });
  }

  private async insert(manager: EntityManager, actor: Actor, row: Omit<WeightsVersion, 'id' | 'authorName' | 'madeAt'> & { readonly origin: WeightsOrigin }): Promise<WeightsVersion> {
    const version: WeightsVersion = { ...row, id: newId(), authorName: authorName(actor), madeAt: this.clock.now() };
    await manager.query(
      `insert into scoring_weights (id, name, origin, factory, provider, note, author_id, author_name, made_at, base, trial)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict on constraint uq_scoring_weights_name do nothing`,
      [version.id, version.name, version.origin, JSON.stringify(version.factory), JSON.stringify(version.provider), version.note, authorId(actor), version.authorName, version.madeAt, version.base, JSON.stringify(version.trial)],
    );
    return version;
  }
}

function authorId(actor: Actor): string | null {
  return actor.kind === 'person' ? actor.personId : null;
}

function authorName(actor: Actor): string {
  return actor.kind === 'person' ? actor.name : '';
}
