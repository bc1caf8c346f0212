import { defineEvent } from '../../platform/events/event.js';

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

export const engagementOpened = defineEvent<EngagementEvent>('engagement.opened');
export const engagementEnded = defineEvent<EngagementEnded>('engagement.ended');
