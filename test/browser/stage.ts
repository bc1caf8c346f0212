import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Browser } from 'playwright-core';
import { SessionsService } from '../../src/features/identity/sessions.service.js';
import { Database } from '../../src/platform/database/database.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { DESKTOP, openBrowser, PHONE } from '../support/browser.js';
import { PageInspector } from './page-inspector.js';
import { type Device, User } from './user.js';

/** The four ways in which the portal is used: every journey goes each of them. */
export const DEVICES: readonly [string, Device][] = [
  ['at a desk, with JavaScript', { viewport: DESKTOP, javaScript: true }],
  ['at a desk, without JavaScript', { viewport: DESKTOP, javaScript: false }],
  ['on a phone, with JavaScript', { viewport: PHONE, javaScript: true }],
  ['on a phone, without JavaScript', { viewport: PHONE, javaScript: false }],
];

interface Staging {
  readonly environment?: NodeJS.ProcessEnv;
  /** What has to be there before jobs are worked. */
  readonly prepare?: (app: NestFastifyApplication) => Promise<unknown>;
  /** Pages that come up on the way are looked at in every look, not only as they stand. */
  readonly examinesOnTheWay?: boolean;
}

/** What the journeys of one file share: a running product, one browser, and somebody who looks at each page that comes up. */
export class Stage {
  private readonly users: User[] = [];

  private constructor(
    readonly test: TestApp,
    readonly inspector: PageInspector,
    private readonly browser: Browser,
    private readonly dataDir: string,
  ) {}

  static async open({ environment = {}, prepare, examinesOnTheWay = false }: Staging = {}): Promise<Stage> {
    const dataDir = await mkdtemp(join(tmpdir(), 'journeys-'));
    // Without SMTP_URL: letters are read where people without a mail server read them.
    const [test, browser] = await Promise.all([startTestApp({ SMTP_URL: '', DATA_DIR: dataDir, ...environment }, prepare), openBrowser()]);
    return new Stage(test, new PageInspector(browser, test.url, examinesOnTheWay), browser, dataDir);
  }

  /** Somebody whom the portal does not know yet. */
  async somebody(device: Device): Promise<User> {
    const user = await User.sitDown(this.browser, device, this.inspector, this.test.url);
    this.users.push(user);
    return user;
  }

  /** Somebody who has signed in before: the form for that is a journey of its own. */
  async known(email: string, device: Device): Promise<User> {
    const user = await this.somebody(device);
    const [person] = await this.test.app.get(Database).query<{ id: string }>('select id from person where email = $1', [email]);
    const { secret } = await this.test.app.get(SessionsService, { strict: false }).begin(person!.id, 'the tests');
    await user.context.addCookies([{ name: 'sid', value: secret, url: this.test.url, httpOnly: true, sameSite: 'Lax' }]);
    return user;
  }

  /** Everybody goes home, and nothing was wrong with what they saw. */
  async leave(): Promise<void> {
    await Promise.all(this.users.splice(0).map(({ context }) => context.close()));
    expect(this.inspector.take()).toEqual([]);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.test.close();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}
