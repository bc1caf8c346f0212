import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { isLoopback, Settings } from '../../config/settings.js';
import { HandoverJournal } from './handover-journal.js';
import { MailDelivery } from './mail-delivery.js';
import { MailLink } from './mail-link.entity.js';
import { MailLinks } from './mail-links.js';
import { MailMessage } from './mail-message.entity.js';
import { MailPreference } from './mail-preference.entity.js';
import { MailPreferences } from './mail-preferences.js';
import { MailQueue } from './mail-queue.js';
import { MailTemplates } from './mail-templates.js';
import { MailTransport } from './mail-transport.js';
import { MailJobs } from './mail.jobs.js';
import { Mailer } from './mailer.js';
import { MailFolder } from './sink/mail-folder.js';
import { Mailbox } from './sink/mailbox.js';
import { SinkTransport } from './sink/sink-transport.js';
import { SmtpTransport } from './smtp-transport.js';

/** A trial of a whole region's listings fits; at some 15 kB each these are a few hundred megabytes at the most. */
const SINK_LIMIT = 20_000;

function sinkFolder({ dataDir }: Settings): MailFolder {
  return new MailFolder(join(dataDir, 'mail'), SINK_LIMIT);
}

function chooseTransport(settings: Settings): MailTransport {
  const { smtpUrl, mailFrom, dataDir } = settings;
  if (!smtpUrl) return new SinkTransport(sinkFolder(settings), mailFrom);
  const isOnThisMachine = isLoopback(new URL(smtpUrl).hostname.replace(/^\[|\]$/g, ''));
  return new SmtpTransport(smtpUrl, mailFrom, isOnThisMachine ? new HandoverJournal(join(dataDir, 'handover')) : null);
}

@Global()
@Module({
  imports: [DiscoveryModule, TypeOrmModule.forFeature([MailMessage, MailLink, MailPreference])],
  providers: [
    { provide: MailTransport, inject: [Settings], useFactory: chooseTransport },
    { provide: Mailbox, inject: [Settings], useFactory: (settings: Settings) => new Mailbox(settings.smtpUrl ? null : sinkFolder(settings)) },
    Mailer,
    MailLinks,
    MailPreferences,
    MailTemplates,
    MailQueue,
    MailDelivery,
    MailJobs,
  ],
  exports: [Mailer, MailLinks, MailPreferences, Mailbox],
})
export class MailModule {}
