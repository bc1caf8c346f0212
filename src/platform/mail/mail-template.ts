import type { MailMessage } from './mail-message.entity.js';
import type { MailStream } from './mail-stream.js';

/** One mail that the platform writes, dotted: `match.invited`. */
export interface MailDefinition {
  readonly name: string;
  readonly stream: MailStream;
}

const defined = new Map<string, MailDefinition>();

/** @throws when the name is taken: two mails of one name would hide each other's rows */
export function defineMail(mail: MailDefinition): MailDefinition {
  if (defined.has(mail.name)) throw new Error(`The mail ${mail.name} is defined twice.`);
  defined.set(mail.name, mail);
  return mail;
}

export function definedMails(): readonly MailDefinition[] {
  return [...defined.values()];
}

/** What a template makes: complete, escaped, in the language of the message. */
export interface RenderedMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

export interface MailContext {
  /** Stops this mail's stream in one click; null where it cannot be stopped. The mail shows it, and its header carries it. */
  readonly unsubscribeUrl: string | null;
}

/**
 * Writes one kind of mail. A feature provides a subclass for each of its definitions in its module; boot fails for a
 * definition without a template and for two templates of one definition.
 */
export abstract class MailTemplate {
  abstract readonly definition: MailDefinition;

  /**
   * Loads what the mail tells of and renders it; called anew for each attempt, so the same row must give the same mail.
   * Null when it is no longer true (the invitation was withdrawn while it waited): then nothing is sent.
   */
  abstract render(message: MailMessage, context: MailContext): Promise<RenderedMail | null>;
}
