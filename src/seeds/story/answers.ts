import { Engagement } from '../../features/engagements/engagement.entity.js';
import type { EngagementReport } from '../../features/engagements/engagement-report.entity.js';
import type { Side } from '../../features/engagements/engagements.types.js';
import { answerDueAt, dueReminders, replySchedule } from '../../features/matching/match-deadlines.js';
import type { Match } from '../../features/matching/match.entity.js';
import { newId } from '../../shared/ids.js';
import { takeCourse } from './courses.js';
import { hoursAfter, type StoryCalendar } from './story.calendar.js';
import type { StoryAnswer, StoryCourse } from './story.types.js';

/** Hours that a provider took where the story does not say, that it took to ask a colleague, and that a factory took to reply. */
const ANSWER_HOURS = 10;
const PASSING_HOURS = 3;
const REPLY_HOURS = 5;

/** What came of a yes of both sides. */
interface Lived {
  readonly engagement: Engagement;
  readonly reports: readonly EngagementReport[];
}

/** Who speaks: ids of persons. */
interface Speakers {
  readonly provider: string;
  readonly factory: string;
  /** The colleague whom an invitation was passed to. */
  readonly colleague: string | null;
}

/**
 * Lets one suggestion live what the story tells of it, by the entity's own transitions at the times of then, and returns the
 * engagement if one opened, with what its sides told since. Nothing is announced: all of it is past.
 */
export function live(match: Match, answer: StoryAnswer, { provider, factory, colleague }: Speakers, calendar: StoryCalendar): Lived | null {
  const invitedAt = calendar.ago(answer.invitedDaysAgo);
  const answeredAt = hoursAfter(invitedAt, answer.afterHours ?? ANSWER_HOURS);
  const dueAt = answerDueAt(invitedAt, calendar.zone);
  match.createdAt = invitedAt;
  match.invite(invitedAt, dueAt, false);
  switch (answer.became) {
    case 'invited':
      return null;
    case 'passed':
      if (colleague) match.passTo(hoursAfter(invitedAt, PASSING_HOURS), colleague);
      return null;
    case 'expired':
      match.expire(dueAt);
      return null;
    case 'declined':
      match.decline(answeredAt, provider, answer.reason, answer.message ?? null);
      return null;
    case 'interested':
      becomeInterested(match, answeredAt, provider, answer.message, calendar);
      return null;
    case 'lapsed':
      becomeInterested(match, answeredAt, provider, answer.message, calendar);
      match.lapse(match.replyDueAt ?? calendar.now);
      return null;
    case 'refused':
      becomeInterested(match, answeredAt, provider, answer.message, calendar);
      match.refuse(hoursAfter(answeredAt, REPLY_HOURS), factory, answer.reason, answer.note ?? null);
      return null;
    case 'engaged':
      becomeInterested(match, answeredAt, provider, answer.message, calendar);
      match.accept(hoursAfter(answeredAt, REPLY_HOURS), factory, null);
      return begun(match, answer.course ?? {}, { factory, provider }, calendar);
  }
}

/** With the reminders that the factory has had by then, so that none is sent again. */
function becomeInterested(match: Match, at: Date, provider: string, message: string, calendar: StoryCalendar): void {
  const schedule = replySchedule(at, calendar.zone);
  match.expressInterest(at, provider, message, schedule);
  const { count, nextAt } = dueReminders(schedule, calendar.now);
  if (count > 0) match.remind(at, count, nextAt);
}

function begun(match: Match, course: StoryCourse, people: Readonly<Record<Side, string>>, calendar: StoryCalendar): Lived {
  const engagement = engagementOf(match);
  const reports = takeCourse(engagement, course, people, calendar);
  if (engagement.endedAt) match.endEngagement(engagement.endedAt);
  return { engagement, reports };
}

function engagementOf(match: Match): Engagement {
  const { id: matchId, demandId, offeringId, demandEnterpriseId, offeringEnterpriseId, repliedAt } = match;
  return Object.assign(new Engagement(), {
    id: newId(),
    matchId,
    demandId,
    offeringId,
    demandEnterpriseId,
    offeringEnterpriseId,
    stage: 'contact' as const,
    openedAt: repliedAt ?? new Date(0),
    endedAt: null,
    endedBy: null,
    endedByEnterpriseId: null,
    endReason: null,
    endNote: null,
    signedAt: null,
    signedAmount: null,
    signedOn: null,
    acceptedAt: null,
    acceptedOn: null,
    disputedAt: null,
    askAt: null,
  });
}
