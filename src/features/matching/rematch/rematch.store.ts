import { Injectable } from '@nestjs/common';
import { Settings } from '../../../config/settings.js';
import { Database } from '../../../platform/database/database.js';
import { Clock } from '../../../shared/clock.js';
import { localDate } from '../../../shared/zoned-time.js';

/** How far a pass over all open demands is. */
export interface RematchState {
  /** The last demand that is done; null at the start. */
  readonly after: string | null;
  /** Demands done and suggestions written or dropped so far. */
  readonly demands: number;
  readonly written: number;
}

/** The pass that was begun last. */
export interface RematchPass extends RematchState {
  /** When it began, in the database's own words: a date of this program has no microseconds. */
  readonly name: string;
  readonly isOver: boolean;
}

/** A process that says nothing for so long is taken for dead. */
const SILENCE = `interval '2 minutes'`;

const STATE = 'after, demands, written';

/** One pass at a time in all processes, kept so that another one can go on with it. */
@Injectable()
export class RematchStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** The pass to go on with: the one that was left or is under way, else a new one. */
  async begin(): Promise<string> {
    await this.database.query(
      `update rematch set started_at = now(), finished_at = null, after = null, demands = 0, written = 0 where started_at is null or finished_at is not null`,
    );
    const [row] = await this.database.query<{ name: string }>('select started_at::text as name from rematch');
    return row!.name;
  }

  /** Takes a pass upon itself. Null while another process is at it, and when it is over. */
  async claim(worker: string, name: string): Promise<RematchState | null> {
    const [rows] = await this.database.query<RematchState[]>(
      `update rematch set worker = $1, seen_at = now()
        where started_at = $2::timestamptz and finished_at is null and (worker is null or worker = $1 or seen_at < now() - ${SILENCE})
       returning ${STATE}`,
      [worker, name],
    );
    return rows?.[0] ?? null;
  }

  /** How far the last pass is, whoever is at it. Null when there never was one. */
  async last(): Promise<RematchPass | null> {
    const [row] = await this.database.query<RematchPass>(
      `select ${STATE}, started_at::text as name, finished_at is not null as "isOver" from rematch where started_at is not null`,
    );
    return row ?? null;
  }

  /** Takes a pass away from whoever is at it: he ends after the batch that is under way. */
  async halt(name: string): Promise<void> {
    await this.database.query('update rematch set worker = null where started_at = $1::timestamptz', [name]);
  }

  /** Says how far it is. False when another process has taken over. */
  async save(worker: string, { after, demands, written }: RematchState): Promise<boolean> {
    const [rows] = await this.database.query<unknown[]>(
      `update rematch set seen_at = now(), after = $2, demands = $3, written = $4 where worker = $1 returning worker`,
      [worker, after, demands, written],
    );
    return rows !== undefined && rows.length > 0;
  }

  /** Says that it is still at it. False when another process has taken over. */
  async beat(worker: string): Promise<boolean> {
    const [rows] = await this.database.query<unknown[]>('update rematch set seen_at = now() where worker = $1 returning worker', [worker]);
    return rows !== undefined && rows.length > 0;
  }

  /** Lets go of it; a pass that is not at its end waits for the next one who claims it. */
  async release(worker: string, isDone: boolean): Promise<void> {
    await this.database.query(`update rematch set worker = null, finished_at = case when $2 then now() end where worker = $1`, [worker, isDone]);
  }

  /** Demands that are open now, in the order of their ids, after one. */
  async openDemands(after: string | null, limit: number): Promise<string[]> {
    const now = this.clock.now();
    const rows = await this.database.query<{ id: string }>(
      `select l.id from listing l join enterprise e on e.id = l.enterprise_id
        where l.kind = 'demand' and l.status = 'published' and l.expires_at > $1 and (l.deadline is null or l.deadline >= $2) and e.status = 'verified'
          and ($3::uuid is null or l.id > $3) order by l.id limit $4`,
      [now, localDate(now, this.settings.timeZone), after, limit],
    );
    return rows.map(({ id }) => id);
  }

  async countOpenDemands(): Promise<number> {
    const now = this.clock.now();
    const [row] = await this.database.query<{ n: number }>(
      `select count(*) as n from listing l join enterprise e on e.id = l.enterprise_id
        where l.kind = 'demand' and l.status = 'published' and l.expires_at > $1 and (l.deadline is null or l.deadline >= $2) and e.status = 'verified'`,
      [now, localDate(now, this.settings.timeZone)],
    );
    return row!.n;
  }
}
