import { defineEvent } from '../../platform/events/event.js';

/** The pair and its two enterprises: enough to know whom to tell. */
export interface MatchEvent {
  readonly matchId: string;
  readonly demandId: string;
  readonly offeringId: string;
  readonly demandEnterpriseId: string;
  readonly offeringEnterpriseId: string;
}

/** Who answered; null when the platform did it. */
export interface MatchAnswered extends MatchEvent {
  readonly personId: string | null;
}

/** `suggested` is a provider who came forward and waited for a seat. */
export type WithdrawnFrom = 'suggested' | 'invited' | 'interested';

export interface MatchWithdrawn extends MatchEvent {
  /** What it was before: only somebody who was told of the match is told that it is over. */
  readonly from: WithdrawnFrom;
}

/** The factory has not answered an interest. */
export interface MatchReminderDue extends MatchEvent {
  /** 1 or 2. */
  readonly reminder: number;
}

/** Somebody asked a colleague to answer. */
export interface MatchPassed extends MatchEvent {
  readonly fromPersonId: string;
  readonly toPersonId: string;
}

export const matchInvited = defineEvent<MatchEvent>('match.invited');
export const matchInterested = defineEvent<MatchAnswered>('match.interested');
export const matchDeclined = defineEvent<MatchAnswered>('match.declined');
export const matchExpired = defineEvent<MatchEvent>('match.expired');
export const matchEngaged = defineEvent<MatchAnswered>('match.engaged');
export const matchRefused = defineEvent<MatchAnswered>('match.refused');
export const matchReminderDue = defineEvent<MatchReminderDue>('match.reminder-due');
export const matchLapsed = defineEvent<MatchEvent>('match.lapsed');
export const matchWithdrawn = defineEvent<MatchWithdrawn>('match.withdrawn');
export const matchPassed = defineEvent<MatchPassed>('match.passed');

/** The table by which matches are scored was replaced, or brought back. */
export interface ScoringWeightsChanged {
  /** The number of the change, from 1. */
  readonly number: number;
}

export const scoringWeightsChanged = defineEvent<ScoringWeightsChanged>('matching.weights-changed');
