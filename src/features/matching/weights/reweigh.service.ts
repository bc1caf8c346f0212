import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { Clock } from '../../../shared/clock.js';
import { localDate } from '../../../shared/zoned-time.js';
import { Settings } from '../../../config/settings.js';
import { RankingService } from '../ranking.service.js';
import { SuggestionsStore } from '../suggestions.store.js';
import { WeightsStore } from './weights.store.js';

const BATCH = 100;
/** Beyond this, how many more there are tells nobody anything. */
export const MOST_COUNTED = 10_000;
const WEIGHTS = `(m.explanation #>> '{basis,weights}')`;
/** As two ranges, which the index on the expression answers; `<>` it cannot. */
const UNDER_OTHERS = `m.status = 'suggested' and (${WEIGHTS} < $1 or ${WEIGHTS} > $1)`;
const OPEN = `l.kind = 'demand' and l.status = 'published' and l.expires_at > $2 and (l.deadline is null or l.deadline >= $3) and e.status = 'verified'`;

/** Brings stored suggestions under the table in force. What somebody was told of keeps the number that he was told. */
@Injectable()
export class ReweighService {
  /** The pass of this process: a second one at the same time would only do its work twice. */
  private running: Promise<number> | null = null;

  constructor(
    private readonly database: Database,
    private readonly store: WeightsStore,
    private readonly ranking: RankingService,
    private readonly suggestions: SuggestionsStore,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** Suggestions of open demands that still stand under another table; at most `MOST_COUNTED`. */
  async left(): Promise<number> {
    const { name } = await this.store.inForce();
    const [row] = await this.database.query<{ n: number }>(
      `select count(*) as n from (select 1 from match m join listing l on l.id = m.demand_id join enterprise e on e.id = l.enterprise_id
         where ${UNDER_OTHERS} and ${OPEN} limit ${MOST_COUNTED}) as counted`,
      [name, ...this.openAt()],
    );
    return row!.n;
  }

  /**
   * Ranks each open demand anew that has a suggestion under another table; returns how many. One pass in the order of the ids: run again after
   * a crash, it finds those that are left. A ranking that began before the change may write an old number behind it; the next round takes it.
   */
  run(): Promise<number> {
    this.running ??= this.pass().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async pass(): Promise<number> {
    let done = 0;
    for (let after = ''; ; ) {
      const { name } = await this.store.inForce();
      const rows = await this.database.query<{ id: string }>(
        `select l.id from listing l join enterprise e on e.id = l.enterprise_id
          where ${OPEN} and ($4 = '' or l.id > nullif($4, '')::uuid) and exists (select 1 from match m where m.demand_id = l.id and ${UNDER_OTHERS})
          order by l.id limit ${BATCH}`,
        [name, ...this.openAt(), after],
      );
      for (const { id } of rows) {
        await this.ranking.suggestForDemand(id);
        await this.rateVolunteers(id, name);
        after = id;
        done += 1;
      }
      if (rows.length < BATCH) return done;
    }
  }

  /** Who came forward stays in the queue wherever he stands; his number is made anew like the others'. */
  private async rateVolunteers(demandId: string, name: string): Promise<void> {
    const volunteers = await this.database.query<{ offeringId: string }>(
      `select m.offering_id as "offeringId" from match m where m.demand_id = $2 and m.is_volunteer and ${UNDER_OTHERS}`,
      [name, demandId],
    );
    for (const { offeringId } of volunteers) {
      const pair = await this.ranking.ratePair(demandId, offeringId);
      if (pair !== null && 'explanation' in pair) await this.database.transaction((manager) => this.suggestions.upsert(manager, [pair]));
    }
  }

  private openAt(): [Date, string] {
    const now = this.clock.now();
    return [now, localDate(now, this.settings.timeZone)];
  }
}
