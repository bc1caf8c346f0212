import { Redis } from 'ioredis';
import { DatabaseUrls } from '../../src/platform/database/database-urls.js';
import { chooseBackend } from '../../src/platform/queue/backend.js';
import { queueContract } from './queue.contract.js';

const url = process.env['REDIS_TEST_URL'];
const describeOnRedis = url ? describe : describe.skip;

describeOnRedis('the queue on Redis', () => {
  queueContract(async () => {
    const redis = new Redis(url!);
    await redis.flushdb();
    return {
      backend: chooseBackend(url, new DatabaseUrls('', '')),
      close: async () => {
        await redis.flushdb();
        await redis.quit();
      },
    };
  });
});
