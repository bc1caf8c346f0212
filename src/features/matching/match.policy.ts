import { type Actor, canEdit, roleIn } from '../../shared/actor.js';
import type { Match } from './match.entity.js';
import type { MatchStatus } from './match.states.js';

interface MatchSides {
  readonly demandEnterpriseId: string;
  readonly offeringEnterpriseId: string;
}

export type MatchSide = 'factory' | 'provider';

/** From which side the actor looks at a match, or null when it is none of their business. Somebody in both is the factory. */
export function sideOf(actor: Actor, match: MatchSides): MatchSide | null {
  if (roleIn(actor, match.demandEnterpriseId)) return 'factory';
  return roleIn(actor, match.offeringEnterpriseId) ? 'provider' : null;
}

/** A provider learns of a match when he is invited or came forward himself; mere suggestions are the factory's to see. */
export function isVisibleTo(side: MatchSide | null, match: { readonly status: MatchStatus; readonly isVolunteer: boolean }): boolean {
  if (side === 'factory') return true;
  return side === 'provider' && (match.status !== 'suggested' || match.isVolunteer);
}

/** Owners and editors answer for the provider, and the colleague to whom one of them has passed the invitation. */
export function canAnswer(actor: Actor, match: Pick<Match, 'offeringEnterpriseId' | 'passedTo'>): boolean {
  if (canEdit(actor, match.offeringEnterpriseId)) return true;
  return actor.kind === 'person' && roleIn(actor, match.offeringEnterpriseId) !== null && match.passedTo.includes(actor.personId);
}

/** Owners and editors answer for the factory. */
export function canReply(actor: Actor, match: MatchSides): boolean {
  return canEdit(actor, match.demandEnterpriseId);
}
