import { Injectable } from '@nestjs/common';
import { defineJob, Handles } from '../queue/job.js';
import { Queues } from '../queue/queues.js';
import { MailDelivery } from './mail-delivery.js';
import { MailQueue } from './mail-queue.js';
import { type MailQueued, mailQueued } from './mail.events.js';

const SWEEP_MS = 10_000;
const SWEEP_SIZE = 200;
const PERIOD_MS = 60_000;

export const sendMail = defineJob<MailQueued>({ name: 'mail.send', queue: 'mail', on: [mailQueued] });
/** On the queue of mail: that of other work may be an hour long after a large import. */
const sweepMail = defineJob<object>({ name: 'mail.sweep', queue: 'mail', everyMs: SWEEP_MS });

/** Retries stand on the mails' own rows, not on the queue's jobs: they survive the loss of the queue's store. */
@Injectable()
export class MailJobs {
  constructor(
    private readonly delivery: MailDelivery,
    private readonly queue: MailQueue,
    private readonly queues: Queues,
  ) {}

  @Handles(sendMail)
  async send({ messageId }: MailQueued): Promise<void> {
    await this.delivery.deliver(messageId);
  }

  /** Gives a job to each mail that has none: its pause is over, or its process died. */
  @Handles(sweepMail)
  async sweep(): Promise<void> {
    // A failed job keeps its id for days: an id of its own every few minutes, so that none blocks its mail for long.
    const period = Math.floor(Date.now() / PERIOD_MS);
    for (const messageId of await this.queue.overdue(SWEEP_SIZE)) {
      await this.queues.enqueue(sendMail, { messageId }, { id: `mail.send-${messageId}-${period}` });
    }
  }
}
