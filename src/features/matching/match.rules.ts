/**
 * From which score on a suggestion is worth a mail. One threshold for all demands is fair because the text part is calibrated across
 * them: with nothing known but text, place and date, 45 points stand for a twentieth of the demand's ceiling, from where on more
 * than eight of ten judged pairs are related (docs/benchmarks.md).
 */
export const INVITE_THRESHOLD = 45;

/** The same for the exploring seat: a newcomer may fit a little less well. */
export const EXPLORING_THRESHOLD = 35;

/** Below this share of the score's weight with data, a match is suggested but never invites. */
export const COVERAGE_FLOOR = 0.5;

/** A demand with fewer seats keeps none for exploring. */
export const SEATS_WITH_EXPLORING = 3;

/** A small provider is new until he has had more invitations than this. */
export const NEWCOMER_INVITATIONS = 2;

/** Below this score a pair is not even worth a place in the queue. */
export const SUGGESTION_FLOOR = 15;

/** Suggestions that are kept for a demand. */
export const SUGGESTIONS = 30;

/** Over so many days nobody is invited more often than this share of all invitations, as long as somebody else fits who was invited less. */
export const SHARE_DAYS = 30;
export const LARGEST_SHARE = 0.05;

/** So many invitations are nobody's large share, however small the market is. */
export const SHARE_LEAST = 20;

/** Offerings of one enterprise among the suggestions of a demand: its best two stand for it. */
export const OF_ONE_ENTERPRISE = 2;
