import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail as it arrived over SMTP. */
export interface ReceivedMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Lower-case names. */
  readonly headers: ReadonlyMap<string, unknown>;
  readonly messageId: string;
  /** Every address in the text part, in its order. */
  readonly links: readonly string[];
}

/** A real SMTP server of the test's own: what is in it was handed over for good. */
export interface Mailbox {
  readonly url: string;
  readonly mails: readonly ReceivedMail[];
  /** The first mail that fits, waited for. */
  waitFor(fits: (mail: ReceivedMail) => boolean, ms?: number): Promise<ReceivedMail>;
  close(): Promise<void>;
}

export async function startMailbox(): Promise<Mailbox> {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      simpleParser(stream).then(
        (parsed) => {
          mails.push(received(parsed, session.envelope.rcptTo[0]?.address ?? ''));
          done();
        },
        (error: Error) => done(error),
      );
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  if (!address || typeof address === 'string') throw new Error('The mailbox has no port');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    mails,
    async waitFor(fits, ms = 20_000) {
      for (const end = Date.now() + ms; ; ) {
        const mail = mails.find(fits);
        if (mail) return mail;
        if (Date.now() > end) throw new Error(`No such mail; there are: ${mails.map(({ to, subject }) => `${to}: ${subject}`).join(' | ')}`);
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function received(mail: ParsedMail, to: string): ReceivedMail {
  const text = mail.text ?? '';
  return {
    to,
    subject: mail.subject ?? '',
    text,
    html: mail.html || '',
    headers: mail.headers,
    messageId: mail.messageId ?? '',
    links: text.match(/https?:\/\/[^\s<>）)」]+/g) ?? [],
  };
}
