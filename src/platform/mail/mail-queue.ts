import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { Database } from '../database/database.js';
import { MailMessage } from './mail-message.entity.js';

/** After this long without a renewal a claim belongs to a dead process. */
const LEASE_SECONDS = 20;
const FIRST_PAUSE_SECONDS = 15;
const LONGEST_PAUSE_SECONDS = 6 * 3600;
/** A mail that was just queued is on its way through the job queue: only what is this late was lost on that way. */
const RELAY_GRACE_SECONDS = 120;

/** What came of an attempt; `pending` means: again after a pause, which doubles each time. */
export type MailOutcome =
  | { readonly status: 'sent' }
  | { readonly status: 'pending' | 'failed' | 'suppressed'; readonly reason: string };

/**
 * The rows of `mail_message` as a queue: who works at which, and what came of it. Each step is one statement. A claim is
 * known by its number of attempts: who has lost it (a process that slept through its lease) can no longer write.
 * Times are the database's, which all processes share.
 */
@Injectable()
export class MailQueue {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Takes a mail whose turn has come, or whose process died; null when there is nothing to do about it. */
  async claim(id: string): Promise<MailMessage | null> {
    const rows = await this.database.query<{ id: string }>(
      `with claimed as (
         update mail_message
            set status = 'sending', attempts = attempts + 1, claimed_until = now() + make_interval(secs => $2)
          where id = $1
            and (status = 'pending' and next_attempt_at <= now() or status = 'sending' and claimed_until < now())
         returning id)
       select id from claimed`,
      [id, LEASE_SECONDS],
    );
    return rows.length === 0 ? null : this.database.manager.findOneByOrFail(MailMessage, { id });
  }

  /** Keeps the claim while `work` runs: a mail server may think for minutes. */
  async holding<T>(message: MailMessage, work: () => Promise<T>): Promise<T> {
    const renewal = setInterval(() => void this.renew(message).catch(() => undefined), (LEASE_SECONDS * 1_000) / 4);
    try {
      return await work();
    } finally {
      clearInterval(renewal);
    }
  }

  private async renew({ id, attempts }: MailMessage): Promise<void> {
    await this.database.query(
      `update mail_message set claimed_until = now() + make_interval(secs => $3)
        where id = $1 and status = 'sending' and attempts = $2`,
      [id, attempts, LEASE_SECONDS],
    );
  }

  /** Writes what came of an attempt. Nothing happens when the claim was lost meanwhile. */
  async settle({ id, attempts }: MailMessage, outcome: MailOutcome): Promise<void> {
    await this.database.query(
      `update mail_message
          set status = $3, sent_at = $4, error = $5, claimed_until = null, next_attempt_at = now() + make_interval(secs => $6)
        where id = $1 and status = 'sending' and attempts = $2`,
      [
        id,
        attempts,
        outcome.status,
        outcome.status === 'sent' ? this.clock.now() : null,
        outcome.status === 'sent' ? null : outcome.reason,
        outcome.status === 'pending' ? pauseSeconds(attempts) : 0,
      ],
    );
  }

  /** Mails whose turn has come and that no job is known to bring: retries, and what a dead process left. */
  async overdue(limit: number): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `select id from mail_message
        where status = 'pending' and next_attempt_at <= now() - make_interval(secs => case attempts when 0 then $2 else 0 end)
           or status = 'sending' and claimed_until < now()
        order by next_attempt_at, id limit $1`,
      [limit, RELAY_GRACE_SECONDS],
    );
    return rows.map(({ id }) => id);
  }
}

/** The pause after so many attempts: 15 s, 30 s, 1 min … 6 h. */
function pauseSeconds(attempts: number): number {
  return Math.min(FIRST_PAUSE_SECONDS * 2 ** (attempts - 1), LONGEST_PAUSE_SECONDS);
}
