import { createPostgresBackend, createRedisBackend, type ConnectionOptions, setDefaultBackendFactory } from 'bullmq';
import type { DatabaseUrls } from '../database/database-urls.js';

/** What a Queue or a Worker connects to, and what to call it in the start-up block. */
export interface QueueBackend {
  readonly engine: 'redis' | 'postgres';
  connection(): ConnectionOptions;
}

/** Redis when there is one, else the Postgres that is there already. Set once, before the first queue is made. */
export function chooseBackend(redisUrl: string | undefined, database: DatabaseUrls): QueueBackend {
  if (redisUrl) {
    setDefaultBackendFactory(createRedisBackend);
    return { engine: 'redis', connection: () => ({ url: redisUrl, maxRetriesPerRequest: null }) };
  }
  setDefaultBackendFactory(createPostgresBackend);
  return {
    engine: 'postgres',
    // Each Queue and Worker owns a pool of its own and a LISTEN client: keep the pools small.
    connection: () =>
      ({ connectionString: database.appUrl, schema: 'bullmq', migrate: true, max: 3 }) as unknown as ConnectionOptions,
  };
}
