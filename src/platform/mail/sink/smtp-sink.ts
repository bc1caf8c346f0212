import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { MailFolder } from './mail-folder.js';

const LOOPBACK = '127.0.0.1';
const MAX_MAIL_BYTES = 25 * 1024 * 1024;

/** A real SMTP server on this machine that takes every mail and delivers none: it goes into a folder. */
export class SmtpSink {
  private readonly server: SMTPServer;

  constructor(private readonly folder: MailFolder) {
    this.server = new SMTPServer({
      name: 'localhost',
      disabledCommands: ['STARTTLS', 'AUTH'],
      disableReverseLookup: true,
      size: MAX_MAIL_BYTES,
      rejectOversized: true,
      closeTimeout: 1_000,
      logger: false,
      onData: (stream, session, done) => {
        this.take(stream, session).then(
          () => done(null),
          (error: Error) => done(error),
        );
      },
    });
    // A connection that breaks is the sender's concern; it tries again.
    this.server.on('error', () => undefined);
  }

  private async take(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
    const recipients = session.envelope.rcptTo.map(({ address }) => address);
    await this.folder.store(recipients, stream);
  }

  /** Listens on a free port of the loopback interface and returns the address for `SmtpTransport`. */
  async listen(): Promise<string> {
    await this.folder.open();
    const listening = await new Promise<AddressInfo>((ready, failed) => {
      const server = this.server.listen(0, LOOPBACK, () => ready(server.address() as AddressInfo));
      server.once('error', failed);
    });
    return `smtp://${LOOPBACK}:${listening.port}`;
  }

  close(): Promise<void> {
    return new Promise((closed) => this.server.close(closed));
  }
}
