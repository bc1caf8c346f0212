import type { OnApplicationShutdown } from '@nestjs/common';
import { MailTransport, type OutgoingMail } from '../mail-transport.js';
import { SmtpTransport } from '../smtp-transport.js';
import type { MailFolder } from './mail-folder.js';
import { SmtpSink } from './smtp-sink.js';

/**
 * Mail that stays on this machine, for development and trials: by real SMTP to a server in this process. Unlike a server
 * elsewhere it can be asked what it has, so that not even a killed process makes a double.
 */
export class SinkTransport extends MailTransport implements OnApplicationShutdown {
  private readonly sink: SmtpSink;
  /** Started by the first mail: a process that sends none (it only serves pages) needs no server. */
  private smtp: Promise<SmtpTransport> | undefined;

  constructor(
    private readonly folder: MailFolder,
    private readonly from: string,
  ) {
    super();
    this.sink = new SmtpSink(folder);
  }

  async send(mail: OutgoingMail): Promise<void> {
    this.smtp ??= this.start();
    await (await this.smtp).send(mail);
  }

  /** A folder that cannot be written now may be writable at the next attempt. */
  private async start(): Promise<SmtpTransport> {
    try {
      return new SmtpTransport(await this.sink.listen(), this.from);
    } catch (error) {
      this.smtp = undefined;
      throw error;
    }
  }

  holds(messageId: string): Promise<boolean> {
    return this.folder.holds(messageId);
  }

  async onApplicationShutdown(): Promise<void> {
    if (!this.smtp) return;
    (await this.smtp).onApplicationShutdown();
    await this.sink.close();
  }
}
