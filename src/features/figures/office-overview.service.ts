import { Injectable } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { HTTP_ERRORS } from '../../platform/http/http.errors.js';
import { Database } from '../../platform/database/database.js';
import { type Actor, overseenRegion } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { AppError } from '../../shared/errors.js';
import { localDate } from '../../shared/zoned-time.js';
import { type UnmetNeed, UnmetNeedsQueries } from '../vocabulary/unmet-needs.queries.js';
import { CourseQueries } from './course.queries.js';
import { firstDay, type Period, periodStart } from './figure-period.js';
import type { Flow, Waits } from './figures.types.js';
import { type AuthorityWork, type EngagementCourse, type ListOf, OfficeOverviewQueries, type UnansweredDemand, type UninvitedProvider } from './office-overview.queries.js';

/** Words that a page shows. */
const MOST_WORDS = 20;
/** Before the platform. */
const EARLIEST = '2000-01-01';

export interface OfficeOverview {
  readonly period: Period;
  /** A region's code, or null for all of them. */
  readonly regionCode: string | null;
  readonly work: readonly AuthorityWork[];
  readonly flow: readonly Flow[];
  /** Of the scope; for all of them with a row for everywhere. */
  readonly waits: readonly Waits[];
  readonly engagements: EngagementCourse;
  readonly unanswered: ListOf<UnansweredDemand>;
  readonly uninvited: ListOf<UninvitedProvider>;
  readonly searches: readonly UnmetNeed[];
}

/** What those who answer for a region, or for all of them, report from. Small numbers are not withheld from them. */
@Injectable()
export class OfficeOverviewService {
  constructor(
    private readonly queries: OfficeOverviewQueries,
    private readonly course: CourseQueries,
    private readonly database: Database,
    private readonly unmet: UnmetNeedsQueries,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** @throws AppError (forbidden) for who oversees nothing */
  async of(actor: Actor, period: Period): Promise<OfficeOverview> {
    const regionCode = overseenRegion(actor);
    if (regionCode === undefined) throw new AppError(HTTP_ERRORS.forbidden);
    const scope = regionCode ?? '';
    const now = this.clock.now();
    const { timeZone } = this.settings;
    const since = periodStart(period, now, timeZone);
    const [work, flow, waits, engagements, unanswered, uninvited, searches] = await Promise.all([
      this.queries.work(scope, since),
      this.queries.flow(scope, since),
      this.course.waits(this.database.manager, since),
      this.queries.engagements(scope, since),
      this.queries.unanswered(scope),
      this.queries.uninvited(scope, since),
      this.unmet.top({ from: firstDay(period, now, timeZone) ?? EARLIEST, to: localDate(now, timeZone), regionCode: scope }, MOST_WORDS),
    ]);
    return { period, regionCode, work, flow, waits: waits.filter((row) => regionCode === null || row.regionCode === regionCode), engagements, unanswered, uninvited, searches };
  }
}
