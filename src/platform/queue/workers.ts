import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { type Job, Worker } from 'bullmq';
import { RareWarnings } from '../observability/rare-warnings.js';
import type { QueueBackend } from './backend.js';
import type { QueueName } from './job.js';
import { JobRegistry } from './job-registry.js';
import { type JobEnvelope, jobOptions, QUEUE_BACKEND, QUEUE_NAMES, Queues } from './queues.js';

const CONCURRENCY: Record<QueueName, number> = { work: 4, mail: 4 };
/** After this long without a sign of life a job belongs to a dead worker and is taken over. */
const LOCK_MS = 10_000;
const STALLED_CHECK_MS = 3_000;
/** How soon a worker looks again whether its store is back. */
const RECONNECT_MS = 1_000;
/** Jobs are idempotent, so a job that outlives many deaths of its worker is still worth doing. */
const MAX_TAKEOVERS = 100;

/** Runs the jobs, in processes whose role is to work. */
@Injectable()
export class Workers implements BeforeApplicationShutdown {
  private readonly logger = new Logger(Workers.name);
  private readonly warnings = new RareWarnings(this.logger);
  private workers: Worker[] = [];

  constructor(
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
    private readonly registry: JobRegistry,
    private readonly queues: Queues,
  ) {}

  async start(): Promise<void> {
    await this.schedule();
    this.workers = QUEUE_NAMES.map((name) => this.worker(name));
    await Promise.all(this.workers.map((worker) => worker.waitUntilReady()));
  }

  private worker(name: QueueName): Worker {
    const worker = new Worker<JobEnvelope>(name, (job) => this.run(job), {
      connection: this.backend.connection(),
      prefix: 'docking',
      concurrency: CONCURRENCY[name],
      lockDuration: LOCK_MS,
      stalledInterval: STALLED_CHECK_MS,
      maxStalledCount: MAX_TAKEOVERS,
      runRetryDelay: RECONNECT_MS,
    });
    worker.on('error', (error) => this.warnings.warn(`Worker ${name}: ${error.message}`));
    worker.on('failed', (job, error) => {
      const last = job !== undefined && job.attemptsMade >= (job.opts.attempts ?? 1);
      this.logger[last ? 'error' : 'warn'](`Job ${job?.name} ${job?.id} failed (attempt ${job?.attemptsMade}): ${error.stack ?? error.message}`);
    });
    return worker;
  }

  private async run(job: Job<JobEnvelope>): Promise<void> {
    const { handle } = this.registry.require(job.name);
    await handle(job.data.payload, { eventId: job.data.eventId, attempt: job.attemptsMade + 1 });
  }

  private async schedule(): Promise<void> {
    for (const job of this.registry.all()) {
      if (job.everyMs === null) continue;
      await this.queues
        .queue(job.queue)
        .upsertJobScheduler(job.name, { every: job.everyMs }, { name: job.name, data: { payload: {}, eventId: null }, opts: jobOptions(job) });
    }
  }

  /** Before the others end: what a job works with (database, mail) must outlive the job. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
  }
}
