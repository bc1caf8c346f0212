import { Injectable, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { ConfigModule } from '../../../src/config/config.module.js';
import { loadSettings } from '../../../src/config/settings.js';
import { Database } from '../../../src/platform/database/database.js';
import { DatabaseModule } from '../../../src/platform/database/database.module.js';
import { DatabaseUrls } from '../../../src/platform/database/database-urls.js';
import type { MailMessage } from '../../../src/platform/mail/mail-message.entity.js';
import { defineMail, type MailContext, MailTemplate, type RenderedMail } from '../../../src/platform/mail/mail-template.js';
import { MailModule } from '../../../src/platform/mail/mail.module.js';
import { Mailer, type NewMail } from '../../../src/platform/mail/mailer.js';
import { QueueModule } from '../../../src/platform/queue/queue.module.js';
import { Work } from '../../../src/platform/queue/work.js';
import { FixedClock } from '../../../src/shared/clock.js';
import { newId } from '../../../src/shared/ids.js';
import { testDatabase } from '../../support/postgres.js';

export const INVITED = defineMail({ name: 'test.invited', stream: 'invitations' });
export const CONFIRM = defineMail({ name: 'test.confirm', stream: 'account' });

/** Renders what the tests need: the stop link, and on demand nothing at all or an error. */
@Injectable()
export class InvitedTemplate extends MailTemplate {
  readonly definition = INVITED;
  behaviour: 'render' | 'irrelevant' | 'broken' = 'render';
  renderings = 0;

  async render({ subjectId }: MailMessage, { unsubscribeUrl }: MailContext): Promise<RenderedMail | null> {
    this.renderings++;
    if (this.behaviour === 'broken') throw new Error('cannot render');
    if (this.behaviour === 'irrelevant') return null;
    return { subject: `邀请 ${subjectId}`, html: `<a href="${unsubscribeUrl}">退订</a>`, text: `退订：${unsubscribeUrl}` };
  }
}

@Injectable()
class ConfirmTemplate extends MailTemplate {
  readonly definition = CONFIRM;

  async render(): Promise<RenderedMail> {
    return { subject: '确认邮箱', html: '<p>确认</p>', text: '确认' };
  }
}

@Module({ providers: [InvitedTemplate, ConfirmTemplate], exports: [InvitedTemplate] })
class TemplatesModule {}

export interface MailRig {
  readonly app: TestingModule;
  readonly clock: FixedClock;
  readonly database: Database;
  /** Queues a mail in a transaction of its own; null when it was queued before. */
  queue(change?: Partial<NewMail>): Promise<MailMessage | null>;
  /** A row as it stands. */
  row(id: string): Promise<MailMessage>;
  /** As if so much time had passed for what waits or is claimed: these times are the database's. */
  pass(seconds: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Mail on a real database, with the two mails above alone: the whole application would bring its own, and their templates.
 * With APP_ROLE=web no job runs by itself, and a test decides when a mail is delivered.
 */
export async function startMailRig(environment: NodeJS.ProcessEnv): Promise<MailRig> {
  const database = await testDatabase();
  const settings = loadSettings({
    SECRET_KEY: 'k'.repeat(64),
    DATABASE_URL: database.appUrl,
    PUBLIC_URL: 'https://docking.example.org',
    APP_ROLE: 'web',
    ...environment,
  });
  const clock = new FixedClock(new Date('2026-11-23T02:00:00Z'));
  const app = await Test.createTestingModule({
    imports: [
      ConfigModule.with(settings, clock),
      DatabaseModule.at(new DatabaseUrls(database.ownerUrl, database.appUrl)),
      QueueModule,
      MailModule,
      TemplatesModule,
    ],
  }).compile();
  app.useLogger(false);
  await app.init();
  await app.get(Work, { strict: false }).start();
  const sql = app.get(Database);
  const mailer = app.get(Mailer, { strict: false });
  return {
    app,
    clock,
    database: sql,
    queue: (change = {}) =>
      sql.transaction((manager) =>
        mailer.queue(manager, {
          mail: INVITED,
          eventId: newId(),
          personId: newId(),
          address: 'wang@example.cn',
          language: 'zh',
          subjectKind: 'match',
          subjectId: newId(),
          ...change,
        }),
      ),
    row: async (id) => sql.manager.findOneByOrFail<MailMessage>('MailMessage', { id }),
    pass: async (seconds) => {
      await sql.query(
        `update mail_message set next_attempt_at = next_attempt_at - make_interval(secs => $1), claimed_until = claimed_until - make_interval(secs => $1)`,
        [seconds],
      );
    },
    close: async () => {
      await app.close();
      await database.drop();
    },
  };
}
