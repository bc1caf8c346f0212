import { StateMachine } from '../../shared/state-machine.js';
import { engagementEnded } from './engagements.events.js';

/** The stages between the first contact and an outcome are added with the messages and confirmations that lead to them. */
export type EngagementStage = 'contact' | 'ended';
type EngagementCommand = 'end';
/** Both sides have the same rights: owners and editors of either enterprise. */
type EngagementRole = 'side';

export const ENGAGEMENT_LIFECYCLE = new StateMachine<EngagementStage, EngagementCommand, EngagementRole>([
  { command: 'end', from: ['contact'], to: 'ended', by: ['side'], event: engagementEnded.type },
]);
