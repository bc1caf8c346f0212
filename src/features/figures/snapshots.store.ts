import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Settings } from '../../config/settings.js';
import { Database } from '../../platform/database/database.js';
import { Clock } from '../../shared/clock.js';
import { localDate } from '../../shared/zoned-time.js';
import { UnmetNeedsQueries } from '../vocabulary/unmet-needs.queries.js';
import { ExposureQueries } from '../matching/fairness/exposure.queries.js';
import { CourseQueries } from './course.queries.js';
import { firstDay, type Period, PERIODS, periodStart } from './figure-period.js';
import type { Figures } from './figures.types.js';
import { MarketCountsQueries } from './market-counts.queries.js';
import { LEAST_SHOWN } from './withhold.js';

/** Of the stored figures; raised when `Figures` changes, so that those of an older version are counted anew instead of misread. */
const FORMAT = 4;
/** Words searched for in vain that are shown. */
const MOST_WORDS = 30;
/** Before the platform. */
const EARLIEST = '2000-01-01';

/** Counts the figures and keeps what was counted, for all processes. */
@Injectable()
export class SnapshotsStore {
  constructor(
    private readonly database: Database,
    private readonly market: MarketCountsQueries,
    private readonly course: CourseQueries,
    private readonly exposure: ExposureQueries,
    private readonly unmet: UnmetNeedsQueries,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** All periods as they were counted last; null when one is missing or of another version. */
  async read(): Promise<ReadonlyMap<Period, Figures> | null> {
    return this.readWith(this.database.manager);
  }

  /** Counts everything anew: all periods of one moment, in one reading of the database that no change moves under. */
  async count(): Promise<ReadonlyMap<Period, Figures>> {
    return this.locked((manager) => this.countWith(manager));
  }

  /** The same, unless another process has just done it while this one waited its turn. */
  async countIfMissing(): Promise<ReadonlyMap<Period, Figures>> {
    return this.locked(async (manager) => (await this.readWith(manager)) ?? this.countWith(manager));
  }

  /**
   * One process counts at a time: the next one waits, and its figures are the newer ones. LOCK TABLE comes before the transaction's first
   * reading, with which its view of the database begins; readers of the figures do not wait for it.
   */
  private locked<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.database.dataSource.transaction('REPEATABLE READ', async (manager) => {
      await manager.query('lock table figure_snapshot in share row exclusive mode');
      return work(manager);
    });
  }

  private async countWith(manager: EntityManager): Promise<ReadonlyMap<Period, Figures>> {
    const now = this.clock.now();
    const all = new Map<Period, Figures>();
    for (const period of PERIODS) all.set(period, await this.figuresOf(manager, period, now));
    for (const [period, figures] of all) {
      await manager.query(
        `insert into figure_snapshot (period, format, as_of, figures) values ($1, $2, $3, $4)
         on conflict (period) do update set format = excluded.format, as_of = excluded.as_of, figures = excluded.figures`,
        [period, FORMAT, now, JSON.stringify(figures)],
      );
    }
    return all;
  }

  private async figuresOf(manager: EntityManager, period: Period, now: Date): Promise<Figures> {
    const zone = this.settings.timeZone;
    const since = periodStart(period, now, zone);
    const { summary, ...market } = await this.market.count(manager, now, since);
    const { flow, ...deals } = await this.course.deals(manager, since);
    return {
      period,
      asOf: now.toISOString(),
      from: firstDay(period, now, zone),
      summary: { ...summary, ...deals },
      ...market,
      flow,
      funnel: await this.course.funnel(manager, now, since),
      waits: await this.course.waits(manager, since),
      exposure: await this.exposure.count(manager, now, since),
      trend: await this.course.trend(manager, period === 'quarter' ? 'week' : 'month', now, since),
      unanswered: this.market.byTopCategory(await this.course.unanswered(manager, now, since)),
      searches: (await this.unmet.top({ from: firstDay(period, now, zone) ?? EARLIEST, to: localDate(now, zone) }, MOST_WORDS, manager))
        .filter(({ count }) => count >= LEAST_SHOWN)
        .map(({ words, count }) => ({ words, count })),
    };
  }

  private async readWith(manager: EntityManager): Promise<ReadonlyMap<Period, Figures> | null> {
    const rows = await manager.query<{ period: Period; figures: Figures }[]>('select period, figures from figure_snapshot where format = $1', [FORMAT]);
    const found = new Map(rows.map(({ period, figures }) => [period, figures]));
    return PERIODS.every((period) => found.has(period)) ? found : null;
  }
}
