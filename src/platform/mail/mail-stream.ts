/** Letters that gather what is new come daily or weekly; all others at once, or not at all. */
export type MailFrequency = 'instant' | 'daily' | 'weekly' | 'off';

/** The kinds of mail that a person can stop, one by one. */
export const STOPPABLE_STREAMS = ['invitations', 'interests', 'engagements', 'outcomes', 'reviews', 'saved-searches'] as const;
export type StoppableStream = (typeof STOPPABLE_STREAMS)[number];

/** How often each may come, the usual one first. What is new in somebody's searches is gathered: one letter a person, never one a search. */
export const FREQUENCIES: Readonly<Record<StoppableStream, readonly ['instant' | 'daily', ...MailFrequency[]]>> = {
  invitations: ['instant', 'off'],
  interests: ['instant', 'off'],
  engagements: ['instant', 'off'],
  outcomes: ['instant', 'off'],
  reviews: ['instant', 'off'],
  'saved-searches': ['daily', 'weekly', 'off'],
};

/** `account` (confirm an address, reset a password) cannot be stopped. */
export type MailStream = StoppableStream | 'account';
