import { workingDayDeadline } from '../../shared/working-days.js';
import type { ReplySchedule } from './match.entity.js';

/** Working days that a provider has to answer an invitation. */
const ANSWER_DAYS = 3;
/** Working days after which a factory is reminded of an interest, and after which the interest lapses. */
const REMINDER_DAYS = [1, 3] as const;
const REPLY_DAYS = 5;

/** Until when an invitation of this moment can be answered: 17:00 of the third working day. */
export function answerDueAt(invitedAt: Date, zone: string): Date {
  return workingDayDeadline(invitedAt, ANSWER_DAYS, zone);
}

export function replySchedule(interestedAt: Date, zone: string): ReplySchedule {
  return {
    firstReminderAt: workingDayDeadline(interestedAt, REMINDER_DAYS[0], zone),
    secondReminderAt: workingDayDeadline(interestedAt, REMINDER_DAYS[1], zone),
    dueAt: workingDayDeadline(interestedAt, REPLY_DAYS, zone),
  };
}

/**
 * How many reminders are due by now, and when to look again. A server that was off for days sends one reminder for all
 * that it missed.
 */
export function dueReminders({ firstReminderAt, secondReminderAt, dueAt }: ReplySchedule, now: Date): { count: number; nextAt: Date } {
  if (now >= secondReminderAt) return { count: 2, nextAt: dueAt };
  if (now >= firstReminderAt) return { count: 1, nextAt: secondReminderAt };
  return { count: 0, nextAt: firstReminderAt };
}
