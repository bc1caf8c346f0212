import { answerDueAt, dueReminders, replySchedule } from './match-deadlines.js';

const ZONE = 'Asia/Shanghai';
const at = (local: string): Date => new Date(`${local}+08:00`);

describe('the deadlines of a match', () => {
  it('gives a provider until 17:00 of the third working day', () => {
    expect(answerDueAt(at('2026-05-18T10:26:00'), ZONE)).toEqual(at('2026-05-21T17:00:00'));
    expect(answerDueAt(at('2026-05-22T23:59:00'), ZONE)).toEqual(at('2026-05-27T17:00:00'));
  });

  it('reminds the factory after one and three working days and gives up after five, over a weekend', () => {
    const schedule = replySchedule(at('2026-05-21T09:00:00'), ZONE);
    expect(schedule).toEqual({ firstReminderAt: at('2026-05-22T17:00:00'), secondReminderAt: at('2026-05-26T17:00:00'), dueAt: at('2026-05-28T17:00:00') });
    expect(dueReminders(schedule, at('2026-05-22T16:59:59'))).toEqual({ count: 0, nextAt: schedule.firstReminderAt });
    expect(dueReminders(schedule, at('2026-05-22T17:00:00'))).toEqual({ count: 1, nextAt: schedule.secondReminderAt });
    expect(dueReminders(schedule, at('2026-05-27T08:00:00'))).toEqual({ count: 2, nextAt: schedule.dueAt });
  });
});
