import fc from 'fast-check';
import { AppError } from '../../shared/errors.js';
import { Match } from './match.entity.js';
import { MATCH_LIFECYCLE, MATCH_STATUSES, type MatchStatus, SEATED } from './match.states.js';

const NOW = new Date('2026-05-18T02:00:00Z');
const later = (hours: number): Date => new Date(NOW.getTime() + hours * 3_600_000);
const SCHEDULE = { firstReminderAt: later(24), secondReminderAt: later(72), dueAt: later(120) };

function match(status: MatchStatus = 'suggested'): Match {
  return Object.assign(new Match(), {
    id: 'm',
    status,
    answerDueAt: status === 'invited' ? later(72) : null,
    replyDueAt: status === 'interested' ? later(120) : null,
    passedTo: [],
    reminders: 0,
    endedAt: null,
    reason: null,
  });
}

/** Every command as the method that carries it out. */
const ACTS: Record<string, (of: Match, now: Date) => void> = {
  invite: (m, now) => m.invite(now, later(72), false),
  'express-interest': (m, now) => m.expressInterest(now, 'p', null, SCHEDULE),
  seat: (m, now) => m.seatVolunteer(now, SCHEDULE),
  decline: (m, now) => m.decline(now, 'p', 'capacity', null),
  expire: (m, now) => m.expire(now),
  accept: (m, now) => m.accept(now, 'f', null),
  refuse: (m, now) => m.refuse(now, 'f', 'price', null),
  remind: (m, now) => m.remind(now, 1, later(72)),
  lapse: (m, now) => m.lapse(now),
  withdraw: (m, now) => m.withdraw(now, 'demand-closed'),
};

describe('a match', () => {
  it('goes from a suggestion to an engagement', () => {
    const m = match();
    m.invite(NOW, later(72), true);
    expect(m).toMatchObject({ status: 'invited', invitedAt: NOW, answerDueAt: later(72), isExploring: true });
    m.expressInterest(later(1), 'p', '可以先做 2 台', SCHEDULE);
    expect(m).toMatchObject({ status: 'interested', answeredBy: 'p', message: '可以先做 2 台', remindAt: later(24), replyDueAt: later(120) });
    m.remind(later(25), 1, later(72));
    m.accept(later(30), 'f', null);
    expect(m).toMatchObject({ status: 'engaged', repliedBy: 'f', reminders: 1, endedAt: null });
    m.endEngagement(later(40));
    expect(m).toMatchObject({ status: 'engaged', endedAt: later(40) });
  });

  it('lets a provider who came forward wait for a seat', () => {
    const m = match();
    m.queueVolunteer(NOW, 'p', '我们能做');
    expect(m).toMatchObject({ status: 'suggested', isVolunteer: true, answeredBy: 'p' });
    m.seatVolunteer(later(5), SCHEDULE);
    expect(m).toMatchObject({ status: 'interested', message: '我们能做', interestedAt: later(5) });
  });

  it('takes no answer at or after the deadline, also before the timer came round', () => {
    const m = match('invited');
    for (const act of [ACTS['express-interest']!, ACTS.decline!]) {
      expect(() => act(m, later(72))).toThrow(expect.objectContaining({ code: 'match.expired', kind: 'gone' }));
    }
    expect(() => match('interested').accept(later(120), 'f', null)).toThrow(expect.objectContaining({ code: 'match.lapsed' }));
    expect(m.status).toBe('invited');
  });

  it('follows the table and nothing else, whatever comes in whatever order', () => {
    fc.assert(
      fc.property(fc.constantFrom(...MATCH_STATUSES), fc.array(fc.constantFrom(...Object.keys(ACTS)), { maxLength: 12 }), (start, commands) => {
        const m = match(start);
        for (const command of commands) {
          const before = m.status;
          const transition = MATCH_LIFECYCLE.transitions.find((t) => t.command === command && t.from.includes(before));
          try {
            ACTS[command]!(m, later(2));
            expect(transition?.to).toBe(m.status);
          } catch (error) {
            if (!(error instanceof AppError)) throw error;
            expect(transition).toBeUndefined();
            expect(m.status).toBe(before);
          }
          // A seat is held exactly while nothing has ended the match.
          if (SEATED.includes(m.status) && m.status !== start) expect(m.endedAt).toBeNull();
          if (!SEATED.includes(m.status) && m.status !== 'suggested' && m.status !== start) expect(m.endedAt).not.toBeNull();
        }
      }),
    );
  });

  it('names what it is now when it refuses', () => {
    try {
      match('declined').invite(NOW, later(1), false);
      throw new Error('was not refused');
    } catch (error) {
      expect((error as AppError).definition.zh).toContain('「不合适」');
      expect((error as AppError).definition.en).toContain('“Not for us”');
    }
  });
});
