import { defineEvent } from '../../platform/events/event.js';
import type { ConfirmedStage, ReportedStage, Settlement } from './engagements.types.js';

export interface EngagementEvent {
  readonly engagementId: string;
  readonly matchId: string;
  readonly demandId: string;
  readonly demandEnterpriseId: string;
  readonly offeringEnterpriseId: string;
}

export interface EngagementEnded extends EngagementEvent {
  /** The side that ended it; the other one is told. */
  readonly byEnterpriseId: string;
  readonly personId: string;
}

export interface EngagementAdvanced extends EngagementEvent {
  readonly stage: ReportedStage;
  readonly byEnterpriseId: string;
}

/** One side has stated a signature or an acceptance, and the other one is asked. */
export interface EngagementStated extends EngagementEvent {
  readonly stage: ConfirmedStage;
  readonly reportId: string;
  readonly byEnterpriseId: string;
}

/** What both sides have said alike, or an officer has settled. */
export interface EngagementConfirmed extends EngagementEvent {
  readonly by: 'both' | 'officer';
}

/** The two sides' statements differ. */
export interface EngagementDisputed extends EngagementEvent {
  readonly stage: ConfirmedStage;
}

export interface EngagementSettled extends EngagementEvent {
  readonly stage: ConfirmedStage;
  readonly as: Settlement;
  /** The officer's words to both. */
  readonly note: string | null;
}

/** It is time to ask how it stands. */
export interface EngagementAskDue extends EngagementEvent {
  /** Days since both agreed (or signed): 7, 30 or 90. */
  readonly days: number;
}

export const engagementOpened = defineEvent<EngagementEvent>('engagement.opened');
export const engagementEnded = defineEvent<EngagementEnded>('engagement.ended');
export const engagementAdvanced = defineEvent<EngagementAdvanced>('engagement.advanced');
export const engagementStated = defineEvent<EngagementStated>('engagement.stated');
export const engagementSigned = defineEvent<EngagementConfirmed>('engagement.signed');
export const engagementAccepted = defineEvent<EngagementConfirmed>('engagement.accepted');
export const engagementDisputed = defineEvent<EngagementDisputed>('engagement.disputed');
/** The sides have come to the same, or have taken back what they said: there is nothing to settle any more. */
export const engagementReconciled = defineEvent<EngagementEvent>('engagement.reconciled');
export const engagementSettled = defineEvent<EngagementSettled>('engagement.settled');
export const engagementAskDue = defineEvent<EngagementAskDue>('engagement.ask-due');
