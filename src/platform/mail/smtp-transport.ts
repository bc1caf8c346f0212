import type { OnApplicationShutdown, OnModuleDestroy } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import type { HandoverJournal } from './handover-journal.js';
import { MailRefused, MailTransport, type OutgoingMail } from './mail-transport.js';

const SECOND = 1_000;
const SHUTDOWN_MS = 5 * SECOND;

/** What nodemailer adds to its errors. */
interface SmtpFailure {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
}

/** SMTP through nodemailer, over a few connections that stay open. */
export class SmtpTransport extends MailTransport implements OnModuleDestroy, OnApplicationShutdown {
  private readonly transporter;

  /**
   * @param url smtp:// or smtps://, with user and password where the server wants them; nodemailer's options may follow
   *   as a query (`?tls.servername=…`)
   * @param from sender of every mail
   * @param journal for a server on this machine, whose connections take a whole mail at once: what the last byte of a
   *   mail was written for is noted, and not sent again when this process dies before it has heard the answer. On a way
   *   that is longer a noted mail could still be half in our own memory, and be lost with it: there is no journal then.
   */
  constructor(
    url: string,
    private readonly from: string,
    private readonly journal: HandoverJournal | null = null,
  ) {
    super();
    this.transporter = createTransport({
      pool: true,
      url,
      maxConnections: 4,
      maxMessages: 100,
      dnsTimeout: 10 * SECOND,
      connectionTimeout: 10 * SECOND,
      greetingTimeout: 30 * SECOND,
      // RFC 5321, 4.5.3.2: a server may think for ten minutes over a message. Giving up sooner is what makes doubles.
      socketTimeout: 600 * SECOND,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    // Without a listener a failure of an idle connection would end the process; the next send opens a new one.
    this.transporter.on('error', () => undefined);
    if (journal) {
      this.transporter.use('stream', ({ data, message }, done) => {
        // The end of the message's stream is what writes the closing dot, in the same turn.
        message.processFunc((content) => content.once('end', () => journal.note(String(data.messageId))));
        done();
      });
    }
  }

  async send(mail: OutgoingMail): Promise<void> {
    const messageId = `<${mail.messageId}>`;
    try {
      await this.transporter.sendMail({
        from: this.from,
        to: { name: '', address: mail.to },
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        messageId,
        date: mail.date,
        headers: mail.headers,
        xMailer: false,
      });
    } catch (error) {
      this.journal?.forget(messageId);
      throw isFinal(error as SmtpFailure) ? new MailRefused((error as Error).message) : error;
    }
  }

  async holds(messageId: string): Promise<boolean> {
    return this.journal?.has(`<${messageId}>`) ?? false;
  }

  /** The end is near: mails under way may finish, but a server that stalls cannot hold it up. They go out at the next start. */
  onModuleDestroy(): void {
    setTimeout(() => this.transporter.close({ force: true }), SHUTDOWN_MS).unref();
  }

  onApplicationShutdown(): void {
    this.transporter.close();
    this.journal?.close();
  }
}

/**
 * A 5xx is final where it speaks of the recipient or the message. Before that (login, sender, TLS) it speaks of our
 * settings, which somebody will put right: the mail waits. 503 means the session got out of step.
 */
function isFinal({ code, command, responseCode }: SmtpFailure): boolean {
  if (responseCode === undefined) return code === 'EENVELOPE';
  const isRefusal = responseCode >= 500 && responseCode < 600 && responseCode !== 503;
  return isRefusal && (command === 'RCPT TO' || command === 'DATA');
}
