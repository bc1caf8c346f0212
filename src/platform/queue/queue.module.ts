import { Global, Injectable, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Settings } from '../../config/settings.js';
import { DatabaseUrls } from '../database/database-urls.js';
import { Outbox } from '../events/outbox.js';
import { chooseBackend } from './backend.js';
import { HousekeepingJobs } from './housekeeping.jobs.js';
import { JobRegistry } from './job-registry.js';
import { OutboxRelay } from './outbox-relay.js';
import { QUEUE_BACKEND, Queues } from './queues.js';
import { Workers } from './workers.js';

/** Starts relay and workers once everything is wired, unless this process only serves pages. */
@Injectable()
class WorkRole implements OnApplicationBootstrap {
  constructor(
    private readonly settings: Settings,
    private readonly relay: OutboxRelay,
    private readonly workers: Workers,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.settings.role === 'web') return;
    await this.workers.start();
    await this.relay.start();
  }
}

@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    { provide: QUEUE_BACKEND, inject: [Settings, DatabaseUrls], useFactory: (settings: Settings, urls: DatabaseUrls) => chooseBackend(settings.redisUrl, urls) },
    Outbox,
    JobRegistry,
    Queues,
    Workers,
    OutboxRelay,
    HousekeepingJobs,
    WorkRole,
  ],
  exports: [Outbox, Queues],
})
export class QueueModule {}
