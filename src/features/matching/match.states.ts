import { StateMachine } from '../../shared/state-machine.js';
import {
  matchDeclined,
  matchEngaged,
  matchExpired,
  matchInterested,
  matchInvited,
  matchLapsed,
  matchRefused,
  matchReminderDue,
  matchWithdrawn,
} from './matching.events.js';

/** `suggested` was found but told to nobody; the last five are over. */
export const MATCH_STATUSES = ['suggested', 'invited', 'interested', 'engaged', 'declined', 'expired', 'refused', 'lapsed', 'withdrawn'] as const;
export type MatchStatus = (typeof MATCH_STATUSES)[number];

/** States in which a match holds one of the demand's seats, for as long as it has not ended. */
export const SEATED: readonly MatchStatus[] = ['invited', 'interested', 'engaged'];

/** The same as an SQL condition on a row of `match` with this alias. */
export function holdsSeat(match: string): string {
  return `${match}.status in (${SEATED.map((status) => `'${status}'`).join(', ')}) and ${match}.ended_at is null`;
}

export type MatchCommand = 'invite' | 'seat' | 'express-interest' | 'decline' | 'expire' | 'accept' | 'refuse' | 'remind' | 'lapse' | 'withdraw' | 'suggest-again';

/** `provider` and `factory` are owners and editors of the two enterprises; `platform` is a job. */
export type MatchRole = 'provider' | 'factory' | 'platform';

/** The lifecycle of a match. What is not in this table is refused and changes nothing. */
export const MATCH_LIFECYCLE = new StateMachine<MatchStatus, MatchCommand, MatchRole>([
  { command: 'invite', from: ['suggested'], to: 'invited', by: ['platform'], event: matchInvited.type },
  // A provider who came forward by himself: he needs no invitation, only a free seat.
  { command: 'seat', from: ['suggested'], to: 'interested', by: ['provider', 'platform'], event: matchInterested.type },
  { command: 'express-interest', from: ['invited'], to: 'interested', by: ['provider'], event: matchInterested.type },
  { command: 'decline', from: ['invited'], to: 'declined', by: ['provider'], event: matchDeclined.type },
  { command: 'expire', from: ['invited'], to: 'expired', by: ['platform'], event: matchExpired.type },
  { command: 'accept', from: ['interested'], to: 'engaged', by: ['factory'], event: matchEngaged.type },
  { command: 'refuse', from: ['interested'], to: 'refused', by: ['factory'], event: matchRefused.type },
  { command: 'remind', from: ['interested'], to: 'interested', by: ['platform'], event: matchReminderDue.type },
  { command: 'lapse', from: ['interested'], to: 'lapsed', by: ['platform'], event: matchLapsed.type },
  // From `suggested` only who came forward and waits for a seat: of any other suggestion nobody was told.
  { command: 'withdraw', from: ['suggested', 'invited', 'interested'], to: 'withdrawn', by: ['platform'], event: matchWithdrawn.type },
  // What was withdrawn was never answered: when the listing is back, the pair may be found again.
  { command: 'suggest-again', from: ['withdrawn'], to: 'suggested', by: ['platform'], event: null },
]);
