import { createApp } from '../../src/app.setup.js';
import { loadSettings } from '../../src/config/settings.js';
import { VocabularyService } from '../../src/features/vocabulary/vocabulary.service.js';
import type { DatabaseUrls } from '../../src/platform/database/database-urls.js';
import { Queues } from '../../src/platform/queue/queues.js';

/**
 * What the application's first start on a migrated database leaves there: the code lists, the words that the vocabulary knows
 * from the program itself, the tables of the queue. No job has run.
 */
export async function startFirst(urls: DatabaseUrls): Promise<void> {
  const settings = loadSettings({
    APP_ROLE: 'web',
    DATABASE_URL: urls.appUrl,
    DATABASE_OWNER_URL: urls.ownerUrl,
    SECRET_KEY: 'a-secret-of-the-tests-a-secret-of-the-tests',
    SMTP_URL: 'smtp://127.0.0.1:9',
    LOG_LEVEL: 'silent',
  });
  const app = await createApp(settings, urls);
  await app.init();
  await app.get(VocabularyService, { strict: false }).keepUp();
  await app.get(Queues).counts();
  await app.close();
}
