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

  /** Takes the pass upon itself: the one that was left, else a new one. Null while another process is at it. */
  async claim(worker: string): Promise<RematchState | null> {
    const [rows] = await this.database.query<RematchState[]>(
      `update rematch set worker = $1, seen_at = now(),
              started_at = case when finished_at is null and started_at is not null then started_at else now() end, finished_at = null,
              after = case when finished_at is null then after end,
              demands = case when finished_at is null then demands else 0 end, written = case when finished_at is null then written else 0 end
        where worker is null or worker = $1 or seen_at < now() - ${SILENCE}
       returning ${STATE}`,
      [worker],
    );
    return rows?.[0] ?? null;
  }

  /** Says how far it is. False when another process has taken over. */
  async save(worker: string, { after, demands, written }: RematchState): Promise<boolean> {
    const [rows] = await this.database.query<unknown[]>(
      `update rematch set seen_at = now(), after = $2, demands = $3, written = $4 where worker = $1 returning worker`,
      [worker, after, demands, written],
    );
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
