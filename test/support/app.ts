import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import supertest from 'supertest';
import { createApp } from '../../src/app.setup.js';
import { findFreePort } from '../../src/config/free-port.js';
import { loadSettings, type Settings } from '../../src/config/settings.js';
import { RematchJobs } from '../../src/features/matching/rematch/rematch.jobs.js';
import { DatabaseUrls } from '../../src/platform/database/database-urls.js';
import { Work } from '../../src/platform/queue/work.js';
import { FixedClock } from '../../src/shared/clock.js';
import { type Mailbox, startMailbox } from './mailbox.js';
import { testDatabase } from './postgres.js';

/** Monday 23 November 2026, 10:00 in Beijing: a working day, in working hours. */
export const TEST_NOW = new Date('2026-11-23T02:00:00Z');

export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly settings: Settings;
  readonly urls: DatabaseUrls;
  /** Stands still at `TEST_NOW` until a test moves it. */
  readonly clock: FixedClock;
  readonly mailbox: Mailbox;
  /** `http://127.0.0.1:port`: the application listens, so that browsers and generated clients can come in. */
  readonly url: string;
  request(): ReturnType<typeof supertest>;
  close(): Promise<void>;
}

/**
 * The whole application on a database of its own, with its mail in a real SMTP server.
 * @param prepare what has to be there before jobs are worked
 * @param reach puts something between the application and its database
 */
export async function startTestApp(
  environment: NodeJS.ProcessEnv = {},
  prepare?: (app: NestFastifyApplication) => Promise<unknown>,
  reach: (url: string) => string | Promise<string> = (url) => url,
): Promise<TestApp> {
  const [database, mailbox, port] = await Promise.all([testDatabase(), startMailbox(), findFreePort('127.0.0.1')]);
  const urls = new DatabaseUrls(database.ownerUrl, await reach(database.appUrl));
  const settings = loadSettings({
    HOST: '127.0.0.1',
    PORT: String(port),
    DATABASE_URL: urls.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    SECRET_KEY: 'a-secret-of-the-tests-a-secret-of-the-tests',
    SMTP_URL: mailbox.url,
    LOG_LEVEL: 'silent',
    // What is decided shows at once; the tests of undoing set their own.
    UNDO_SECONDS: '0',
    ...environment,
  });
  const clock = new FixedClock(TEST_NOW);
  const app = await createApp(settings, urls, { clock });
  // It would begin when the workers do and take away what a test has put in by hand: suggestions of offerings that no index has. Tests run it themselves.
  Object.assign(app.get(RematchJobs, { strict: false }), { run: () => Promise.resolve() });
  await app.init();
  await prepare?.(app);
  await app.get(Work).start();
  await app.listen({ host: settings.host, port: settings.port });
  const url = `http://127.0.0.1:${port}`;
  return {
    app,
    settings,
    urls,
    clock,
    mailbox,
    url,
    request: () => supertest(url),
    close: async () => {
      await app.close();
      await mailbox.close();
      await database.drop();
    },
  };
}
