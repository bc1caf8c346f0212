import { type Actor, canEdit, roleIn } from '../../shared/actor.js';

interface TwoSides {
  readonly demandEnterpriseId: string;
  readonly offeringEnterpriseId: string;
}

/** May the actor see the engagement, and with it both sides' contacts? Only members of the two enterprises, of any role. */
export function canSee(actor: Actor, sides: TwoSides): boolean {
  return roleIn(actor, sides.demandEnterpriseId) !== null || roleIn(actor, sides.offeringEnterpriseId) !== null;
}

/** The enterprise for which the actor may act here, or null for a mere reader. Somebody in both acts as the factory. */
export function actsFor(actor: Actor, sides: TwoSides): string | null {
  return [sides.demandEnterpriseId, sides.offeringEnterpriseId].find((enterpriseId) => canEdit(actor, enterpriseId)) ?? null;
}
