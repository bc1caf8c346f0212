import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Settings } from '../../config/settings.js';
import { DatabaseUrls } from '../database/database-urls.js';
import { Outbox } from '../events/outbox.js';
import { chooseBackend } from './backend.js';
import { HousekeepingJobs } from './housekeeping.jobs.js';
import { JobRegistry } from './job-registry.js';
import { OutboxRelay } from './outbox-relay.js';
import { QUEUE_BACKEND, Queues } from './queues.js';
import { Work } from './work.js';
import { Workers } from './workers.js';

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
    Work,
  ],
  exports: [Outbox, Queues, Work],
})
export class QueueModule {}
