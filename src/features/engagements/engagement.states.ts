import { StateMachine } from '../../shared/state-machine.js';
import type { ConfirmedStage, EngagementStage } from './engagements.types.js';
import { engagementAccepted, engagementAdvanced, engagementEnded, engagementSigned } from './engagements.events.js';

type EngagementCommand = 'propose' | 'negotiate' | 'sign' | 'accept' | 'end' | 'resume-contact' | 'resume-proposal' | 'resume-negotiation' | 'resume-signed';
/** Owners and editors of either enterprise; of the one that ended it; both enterprises saying the same; an officer who settles what they say differently. */
type EngagementRole = 'side' | 'ender' | 'both' | 'officer';

export const ENGAGEMENT_LIFECYCLE = new StateMachine<EngagementStage, EngagementCommand, EngagementRole>([
  { command: 'propose', from: ['contact'], to: 'proposal', by: ['side'], event: engagementAdvanced.type },
  { command: 'negotiate', from: ['contact', 'proposal'], to: 'negotiation', by: ['side'], event: engagementAdvanced.type },
  { command: 'sign', from: ['contact', 'proposal', 'negotiation'], to: 'signed', by: ['both', 'officer'], event: engagementSigned.type },
  { command: 'accept', from: ['signed'], to: 'accepted', by: ['both', 'officer'], event: engagementAccepted.type },
  // Also after a signature: contracts fall through. What was accepted has come to its end already.
  { command: 'end', from: ['contact', 'proposal', 'negotiation', 'signed'], to: 'ended', by: ['side'], event: engagementEnded.type },
  // The undo of an end, back to where it stood, while the other side has not been told.
  { command: 'resume-contact', from: ['ended'], to: 'contact', by: ['ender'], event: null },
  { command: 'resume-proposal', from: ['ended'], to: 'proposal', by: ['ender'], event: null },
  { command: 'resume-negotiation', from: ['ended'], to: 'negotiation', by: ['ender'], event: null },
  { command: 'resume-signed', from: ['ended'], to: 'signed', by: ['ender'], event: null },
]);

/** The command that leads to a stage. */
export const COMMAND_TO = { proposal: 'propose', negotiation: 'negotiate', signed: 'sign', accepted: 'accept' } as const;

/** What the next statement of both sides is about: the signature first, then the acceptance; null where there is nothing left to state. */
export function awaitedIn(stage: EngagementStage): ConfirmedStage | null {
  if (ENGAGEMENT_LIFECYCLE.find(stage, 'sign')) return 'signed';
  return ENGAGEMENT_LIFECYCLE.find(stage, 'accept') ? 'accepted' : null;
}
