import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { type JobsOptions, Queue } from 'bullmq';
import { RareWarnings } from '../observability/rare-warnings.js';
import type { QueueBackend } from './backend.js';
import type { JobDefinition, QueueName } from './job.js';

export const QUEUE_BACKEND = Symbol('queue backend');
export const QUEUE_NAMES: readonly QueueName[] = ['work', 'mail'];

/** What travels: the payload as it is, and the event that caused it. */
export interface JobEnvelope {
  readonly payload: object;
  readonly eventId: string | null;
}

interface EnqueueOptions {
  /** De-duplicates while a job with this id waits or runs. No colon, not only digits. */
  readonly id?: string;
  readonly delayMs?: number;
}

/** BullMQ takes jobs without a priority (0) first. */
const WAITING_PRIORITY = 10;

/** The way jobs get into the queues. */
@Injectable()
export class Queues implements OnApplicationShutdown {
  private readonly warnings = new RareWarnings(new Logger(Queues.name));
  private readonly queues = new Map<QueueName, Queue>();

  constructor(@Inject(QUEUE_BACKEND) private readonly backend: QueueBackend) {}

  get engine(): QueueBackend['engine'] {
    return this.backend.engine;
  }

  queue(name: QueueName): Queue {
    let queue = this.queues.get(name);
    if (!queue) {
      queue = new Queue(name, { connection: this.backend.connection(), prefix: 'docking' });
      queue.on('error', (error) => this.warnings.warn(`Queue ${name}: ${error.message}`));
      this.queues.set(name, queue);
    }
    return queue;
  }

  async enqueue<Payload extends object>(job: JobDefinition<Payload>, payload: Payload, options: EnqueueOptions = {}): Promise<void> {
    await this.addAll([{ job: job as JobDefinition<object>, envelope: { payload, eventId: null }, ...options }]);
  }

  /** Adds many at once, per queue in one call. */
  async addAll(entries: readonly ({ job: JobDefinition<object>; envelope: JobEnvelope } & EnqueueOptions)[]): Promise<void> {
    for (const name of QUEUE_NAMES) {
      const jobs = entries
        .filter(({ job }) => job.queue === name)
        .map(({ job, envelope, id, delayMs }) => ({
          name: job.name,
          data: envelope,
          opts: { ...jobOptions(job), jobId: id, delay: delayMs, priority: job.canWait(envelope.payload) ? WAITING_PRIORITY : 0 },
        }));
      if (jobs.length > 0) await this.queue(name).addBulk(jobs);
    }
  }

  /** Jobs per state and queue, for the readiness page. */
  async counts(): Promise<Record<QueueName, Record<string, number>>> {
    const counts = QUEUE_NAMES.map(async (name) => [name, await this.queue(name).getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed')] as const);
    return Object.fromEntries(await Promise.all(counts)) as Record<QueueName, Record<string, number>>;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
  }
}

/** The options of a job as its definition states them. A finished job leaves nothing behind; a failed one stays a week. */
export function jobOptions(job: JobDefinition<object>): JobsOptions {
  return {
    attempts: job.attempts,
    backoff: { type: 'exponential', delay: job.backoffMs, jitter: 0.3 },
    removeOnComplete: true,
    removeOnFail: { age: 7 * 24 * 3600, count: 10_000 },
  };
}
