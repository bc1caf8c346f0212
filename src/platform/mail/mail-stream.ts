/** The kinds of mail that a person can stop, one by one. */
export const STOPPABLE_STREAMS = ['invitations', 'interests', 'engagements', 'outcomes', 'reviews', 'saved-searches'] as const;
export type StoppableStream = (typeof STOPPABLE_STREAMS)[number];

/** `account` (confirm an address, reset a password) cannot be stopped. */
export type MailStream = StoppableStream | 'account';
