import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { patiently } from './patience.js';

/** A mail that the product handed over: what the trial checks and answers. */
export interface TrialMail {
  readonly to: string;
  readonly messageId: string;
  readonly template: string;
  readonly text: string;
  /** The time of the trial's clock, in milliseconds. */
  readonly arrivedAt: number;
  /** Addresses in its text, in their order. */
  readonly links: readonly string[];
}

/** The trial's own SMTP server. It keeps every mail, doubles too: finding them is its purpose. */
export class TrialMailbox {
  readonly mails: TrialMail[] = [];
  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, session, done) => {
      simpleParser(stream).then((mail) => {
        this.mails.push({
          to: session.envelope.rcptTo[0]?.address ?? '',
          messageId: mail.messageId ?? '',
          template: String(mail.headers.get('x-mail-template') ?? ''),
          text: mail.text ?? '',
          arrivedAt: Date.now(),
          links: mail.text?.match(/https?:\/\/[^\s<>）)」]+/g) ?? [],
        });
        done();
      }, done);
    },
  });

  async open(): Promise<string> {
    // A client that is killed in the middle of a session is part of the trial.
    this.server.on('error', () => undefined);
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  /** The first mail that fits, waited for. */
  waitFor(fits: (mail: TrialMail) => boolean): Promise<TrialMail> {
    return patiently('a mail', 20, () => this.mails.find(fits) ?? null);
  }

  of(template: string): TrialMail[] {
    return this.mails.filter((mail) => mail.template === template);
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(resolve));
  }
}
