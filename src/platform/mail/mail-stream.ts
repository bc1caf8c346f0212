/** The kinds of mail that a person can stop, one by one. `account` (confirm an address, reset a password) cannot be stopped. */
export const MAIL_STREAMS = ['invitations', 'interests', 'engagements', 'outcomes', 'reviews', 'saved-searches', 'account'] as const;
export type MailStream = (typeof MAIL_STREAMS)[number];

export function isMailStream(value: string): value is MailStream {
  return (MAIL_STREAMS as readonly string[]).includes(value);
}

/** A stream that people may stop. */
export type StoppableStream = Exclude<MailStream, 'account'>;
