import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Permission } from '../../platform/http/permission.js';
import { Mailbox } from '../../platform/mail/sink/mailbox.js';
import { mailboxMessage, mailboxPage, type MailboxQuery, mailboxQuery, messageOf, pageOf } from './mailbox.dto.js';

/** The mails that never left this machine, for trials and tests. 404 where mail is delivered for real. */
@ApiTags('mailbox')
@Controller('api/v1/mailbox')
@Permission('loopback')
export class MailboxController {
  constructor(private readonly mailbox: Mailbox) {}

  @Get()
  @ApiOperation({ operationId: 'listMailbox', summary: 'Mails kept on this machine; for clients on this machine only' })
  @ApiOkResponse({ standardSchema: mailboxPage })
  async list(@Query({ schema: mailboxQuery }) { to, ...page }: MailboxQuery): Promise<z.output<typeof mailboxPage>> {
    return pageOf(await this.mailbox.list(page, to));
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getMailboxMessage', summary: 'One mail with its headers, both its parts and its links' })
  @ApiOkResponse({ standardSchema: mailboxMessage })
  async read(@Param('id') id: string): Promise<z.output<typeof mailboxMessage>> {
    return messageOf(await this.mailbox.read(id));
  }
}
