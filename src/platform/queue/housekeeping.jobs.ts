import { Injectable } from '@nestjs/common';
import { HOUR_MS } from '../../shared/durations.js';
import { defineJob, Handles } from './job.js';
import { OutboxRelay } from './outbox-relay.js';

const pruneOutbox = defineJob<object>({ name: 'events.prune', everyMs: 6 * HOUR_MS });

@Injectable()
export class HousekeepingJobs {
  constructor(private readonly relay: OutboxRelay) {}

  @Handles(pruneOutbox)
  async prune(): Promise<void> {
    await this.relay.prune();
  }
}
