import { DatabaseUrls } from '../../src/platform/database/database-urls.js';
import { chooseBackend } from '../../src/platform/queue/backend.js';
import { testDatabase } from '../support/postgres.js';
import { queueContract } from './queue.contract.js';

describe('the queue on Postgres', () => {
  queueContract(async () => {
    const { ownerUrl, appUrl, drop } = await testDatabase();
    return { backend: chooseBackend(undefined, new DatabaseUrls(ownerUrl, appUrl)), close: drop };
  });
});
