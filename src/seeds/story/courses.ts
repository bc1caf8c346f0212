import { askAfter } from '../../features/engagements/asking.types.js';
import type { Engagement } from '../../features/engagements/engagement.entity.js';
import { EngagementReport } from '../../features/engagements/engagement-report.entity.js';
import type { ReportKind, Side } from '../../features/engagements/engagements.types.js';
import { newId } from '../../shared/ids.js';
import { localDate } from '../../shared/zoned-time.js';
import type { StoryCalendar } from './story.calendar.js';
import type { DaysAgo, StoryCourse } from './story.types.js';

const YUAN = 10_000;

/**
 * Lets an engagement take its course by the entity's own transitions at the times of then, and returns what the two sides told. Who is
 * still to be asked is asked at the next time that is to come, not for those that have passed.
 */
export function takeCourse(engagement: Engagement, course: StoryCourse, people: Readonly<Record<Side, string>>, calendar: StoryCalendar): EngagementReport[] {
  const reports: EngagementReport[] = [];
  const { signed, accepted } = course;
  const tell = (side: Side, kind: ReportKind, daysAgo: DaysAgo, what: { amount?: number; dayOf?: DaysAgo; isOpen?: boolean } = {}): EngagementReport => {
    const toldAt = calendar.ago(daysAgo);
    const report = Object.assign(new EngagementReport(), {
      id: newId(),
      engagementId: engagement.id,
      side,
      personId: people[side],
      kind,
      isSo: true,
      amount: what.amount === undefined ? null : Math.round(what.amount * YUAN),
      day: what.dayOf === undefined ? null : localDate(calendar.ago(what.dayOf), calendar.zone),
      toldAt,
      closedAt: what.isOpen ? null : toldAt,
    });
    reports.push(report);
    return report;
  };
  for (const stage of ['proposal', 'negotiation'] as const) {
    const daysAgo = course[stage];
    if (daysAgo === undefined) continue;
    engagement.advance(stage);
    tell(stage === 'proposal' ? 'provider' : 'factory', stage, daysAgo);
  }
  if (signed) {
    const isSettled = signed.confirmedDaysAgo !== undefined;
    const stated = tell('provider', 'signed', signed.daysAgo, { amount: signed.amount, dayOf: signed.daysAgo, isOpen: !isSettled });
    if (signed.factorySays) {
      tell('factory', 'signed', signed.factorySays.daysAgo, { amount: signed.factorySays.amount, dayOf: signed.daysAgo, isOpen: true });
      engagement.disputedAt = calendar.ago(signed.factorySays.daysAgo);
    }
    if (signed.confirmedDaysAgo !== undefined) {
      tell('factory', 'signed', signed.confirmedDaysAgo, { amount: signed.amount, dayOf: signed.daysAgo });
      if (stated.statement.isSo) engagement.confirm(calendar.ago(signed.confirmedDaysAgo), 'signed', stated.statement);
    }
  }
  if (accepted) {
    const stated = tell('factory', 'accepted', accepted.daysAgo, { dayOf: accepted.daysAgo, isOpen: accepted.confirmedDaysAgo === undefined });
    if (accepted.confirmedDaysAgo !== undefined) {
      tell('provider', 'accepted', accepted.confirmedDaysAgo, { dayOf: accepted.daysAgo });
      if (stated.statement.isSo) engagement.confirm(calendar.ago(accepted.confirmedDaysAgo), 'accepted', stated.statement);
    }
  }
  if (course.ended) {
    engagement.end(calendar.ago(course.ended.daysAgo), { personId: people.factory, enterpriseId: engagement.demandEnterpriseId }, course.ended.reason, null);
    return reports;
  }
  if (engagement.stage !== 'accepted') {
    engagement.askAt = engagement.signedAt ? askAfter('signed', engagement.signedAt, calendar.now) : askAfter('open', engagement.openedAt, calendar.now);
  }
  return reports;
}
