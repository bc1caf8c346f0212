import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Settings } from '../../config/settings.js';
import { Database } from '../../platform/database/database.js';
import { Outbox } from '../../platform/events/outbox.js';
import { Clock } from '../../shared/clock.js';
import { dueReminders, replySchedule } from './match-deadlines.js';
import { Match } from './match.entity.js';
import { TrainingRowsStore } from './learning/training-rows.store.js';
import { matchExpired, matchLapsed, matchReminderDue } from './matching.events.js';

const BATCH = 500;

/** What time does to matches. Everything is re-read under its lock, so an answer in the same second wins or loses as a whole. */
@Injectable()
export class MatchTimersService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly training: TrainingRowsStore,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** Expires invitations, reminds factories, and lets interests lapse, as far as they are due now. */
  async run(): Promise<void> {
    const now = this.clock.now();
    await this.each(`status = 'invited' and answer_due_at <= $1`, (manager, match) => this.expire(manager, match, now));
    await this.each(`status = 'interested' and remind_at <= $1`, (manager, match) => this.remindOrLapse(manager, match, now));
  }

  private async each(due: string, act: (manager: EntityManager, match: Match) => Promise<void>): Promise<void> {
    for (let after = ''; ; ) {
      const rows = await this.database.query<{ id: string }>(
        `select id from match where ${due} and ($2 = '' or id > nullif($2, '')::uuid) order by id limit ${BATCH}`,
        [this.clock.now(), after],
      );
      for (const { id } of rows) {
        await this.database.transaction(async (manager) => {
          const match = await manager.findOneOrFail(Match, { where: { id }, lock: { mode: 'pessimistic_write' } });
          await act(manager, match);
        });
        after = id;
      }
      if (rows.length < BATCH) return;
    }
  }

  private async expire(manager: EntityManager, match: Match, now: Date): Promise<void> {
    if (match.status !== 'invited' || !match.answerDueAt || match.answerDueAt > now) return;
    match.expire(now);
    await manager.save(match);
    await this.training.keepAnswer(manager, match.id);
    await this.outbox.append(manager, matchExpired, match.facts);
  }

  private async remindOrLapse(manager: EntityManager, match: Match, now: Date): Promise<void> {
    if (match.status !== 'interested' || !match.interestedAt || !match.replyDueAt) return;
    if (match.replyDueAt <= now) {
      match.lapse(now);
      await manager.save(match);
      await this.training.keepAnswer(manager, match.id);
      await this.outbox.append(manager, matchLapsed, match.facts);
      return;
    }
    const due = dueReminders({ ...replySchedule(match.interestedAt, this.settings.timeZone), dueAt: match.replyDueAt }, now);
    if (due.count <= match.reminders) return;
    match.remind(now, due.count, due.nextAt);
    await manager.save(match);
    await this.outbox.append(manager, matchReminderDue, { ...match.facts, reminder: due.count });
  }
}
