import { type Actor, canEdit, roleIn } from '../../shared/actor.js';
import { SIDES, type Side } from './engagements.types.js';

interface TwoSides {
  readonly demandEnterpriseId: string;
  readonly offeringEnterpriseId: string;
}

/** May the actor see the engagement, and with it both sides' contacts? Only members of the two enterprises, of any role. */
export function canSee(actor: Actor, sides: TwoSides): boolean {
  return roleIn(actor, sides.demandEnterpriseId) !== null || roleIn(actor, sides.offeringEnterpriseId) !== null;
}

/** The side for which the actor may act here, or null for a mere reader. Somebody in both acts as the preferred one, else as the factory. */
export function sideOf(actor: Actor, sides: TwoSides, preferred: Side = 'factory'): Side | null {
  const mine = SIDES.filter((side) => canEdit(actor, enterpriseOf(sides, side)));
  return mine.find((side) => side === preferred) ?? mine[0] ?? null;
}

export function enterpriseOf({ demandEnterpriseId, offeringEnterpriseId }: TwoSides, side: Side): string {
  return side === 'factory' ? demandEnterpriseId : offeringEnterpriseId;
}
