import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Lower-case name → raw value. */
  readonly headers: ReadonlyMap<string, string>;
  /** Without angle brackets. */
  readonly messageId: string;
  readonly template: string;
  /** Every address in the text part, in its order. */
  readonly links: readonly string[];
}

/** What the server answers instead of taking a mail. */
export interface SmtpAnswer {
  readonly code: number;
  readonly text: string;
}

/** Decides about a recipient or a whole message; undefined takes it. */
type Verdict<T> = (subject: T) => SmtpAnswer | undefined | Promise<SmtpAnswer | undefined>;

export interface Mailbox {
  /** For `SMTP_URL`. */
  readonly url: string;
  /** Everything that came, doubles too, in the order of arrival. */
  readonly mails: readonly ReceivedMail[];
  onRecipient: Verdict<string>;
  /** Called when the message has arrived whole and before the server answers. */
  onMessage: Verdict<ReceivedMail>;
  /** The first mail that fits, those that are there already included. @throws after `timeoutMs` */
  waitFor(isMeant: (mail: ReceivedMail) => boolean, timeoutMs?: number): Promise<ReceivedMail>;
  /** Forgets what came so far. */
  clear(): void;
  close(): Promise<void>;
}

const TAKE = (): undefined => undefined;

/** A real SMTP server in the test's process, on a free port of the loopback interface. */
export async function startMailbox(): Promise<Mailbox> {
  const mails: ReceivedMail[] = [];
  const waiting = new Set<() => void>();
  const server = new SMTPServer({
    name: 'localhost',
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    closeTimeout: 200,
    logger: false,
    onRcptTo: ({ address }, _session, done) => {
      answer(Promise.resolve(address).then((to) => mailbox.onRecipient(to)), done);
    },
    onData: (stream, session, done) => {
      const receive = async (): Promise<SmtpAnswer | undefined> => {
        const mail = received(session.envelope.rcptTo[0]?.address ?? '', await simpleParser(stream));
        const refusal = await mailbox.onMessage(mail);
        if (refusal) return refusal;
        mails.push(mail);
        for (const look of waiting) look();
        return undefined;
      };
      answer(receive(), done);
    },
  });
  server.on('error', () => undefined);
  const { port } = await new Promise<AddressInfo>((ready) => {
    const listening = server.listen(0, '127.0.0.1', () => ready(listening.address() as AddressInfo));
  });
  const mailbox: Mailbox = {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    onRecipient: TAKE,
    onMessage: TAKE,
    waitFor: (isMeant, timeoutMs = 20_000) =>
      new Promise((found, failed) => {
        const finish = (mail: ReceivedMail | undefined): void => {
          clearTimeout(timer);
          waiting.delete(look);
          if (mail) found(mail);
          else failed(new Error(`No such mail in ${timeoutMs} ms. Came: ${mails.map(({ template, to }) => `${template} to ${to}`).join(', ') || 'none'}`));
        };
        const look = (): void => {
          const mail = mails.find(isMeant);
          if (mail) finish(mail);
        };
        const timer = setTimeout(() => finish(undefined), timeoutMs);
        waiting.add(look);
        look();
      }),
    clear: () => void mails.splice(0),
    close: () => new Promise((closed) => server.close(closed)),
  };
  return mailbox;
}

function answer(verdict: Promise<SmtpAnswer | undefined>, done: (error?: Error | null) => void): void {
  verdict.then(
    (refusal) => done(refusal ? Object.assign(new Error(refusal.text), { responseCode: refusal.code }) : null),
    (error: Error) => done(error),
  );
}

function received(to: string, mail: ParsedMail): ReceivedMail {
  const text = mail.text ?? '';
  const headers = new Map(mail.headerLines.map(({ key, line }) => [key, line.slice(line.indexOf(':') + 1).trim()]));
  return {
    to,
    subject: mail.subject ?? '',
    html: mail.html || '',
    text,
    headers,
    messageId: (mail.messageId ?? '').replace(/^<|>$/g, ''),
    template: headers.get('x-mail-template') ?? '',
    links: text.match(/https?:\/\/[^\s<>）)」。，；]+/g) ?? [],
  };
}
