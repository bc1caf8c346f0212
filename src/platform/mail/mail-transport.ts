/** A mail as it leaves us. Everything in it is the same on a second try, so that a receiver can recognise the double. */
export interface OutgoingMail {
  /** Without angle brackets. */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly date: Date;
  readonly headers: Readonly<Record<string, string>>;
}

/** The server will not take this mail however often it is offered: no such mailbox, message refused. */
export class MailRefused extends Error {
  override name = 'MailRefused';
}

/** The way out for mail. */
export abstract class MailTransport {
  /**
   * Resolves when the server has taken responsibility for the mail.
   * @throws MailRefused for a refusal that is final; any other error means: try again later
   */
  abstract send(mail: OutgoingMail): Promise<void>;

  /**
   * Whether the server is known to have a mail with this Message-ID. Asked before a mail is sent again whose first
   * sending was cut off between the server's yes and our mark of it. False where nobody can know.
   */
  abstract holds(messageId: string): Promise<boolean>;
}
