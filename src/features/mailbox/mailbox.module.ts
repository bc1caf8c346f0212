import { Module } from '@nestjs/common';
import { MailboxController } from './mailbox.controller.js';
import { MailboxPages } from './mailbox.pages.js';

/** Reading, on this machine, the mails that stayed on it. */
@Module({ controllers: [MailboxController, MailboxPages] })
export class MailboxModule {}
