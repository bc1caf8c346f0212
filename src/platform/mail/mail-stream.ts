/** The kinds of mail that a person can stop, one by one. */
export type StoppableStream = 'invitations' | 'interests' | 'engagements' | 'outcomes' | 'reviews' | 'saved-searches';

/** `account` (confirm an address, reset a password) cannot be stopped. */
export type MailStream = StoppableStream | 'account';
