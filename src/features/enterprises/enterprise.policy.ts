import { type Actor, isOfficerFor, roleIn } from '../../shared/actor.js';
import { AppError } from '../../shared/errors.js';
import { ENTERPRISE_ERRORS } from './enterprises.errors.js';
import type { EnterpriseStatus } from './enterprises.types.js';

/** As much of an enterprise as decides who may do what. */
export interface Guarded {
  readonly id: string;
  readonly regionCode: string;
  readonly status: EnterpriseStatus;
}

/** Has a page that everybody may read. A suspended one says that it is suspended, so that its partners are not left guessing. */
export function isPublic({ status }: Pick<Guarded, 'status'>): boolean {
  return status === 'verified' || status === 'suspended';
}

/** Sees contacts, members and what officers wrote: who sits in it, officers of its region, and the platform itself. */
export function seesInside(actor: Actor, enterprise: Guarded): boolean {
  return actor.kind === 'system' || roleIn(actor, enterprise.id) !== null || isOfficerFor(actor, enterprise.regionCode);
}

export function mayKnowOf(actor: Actor, enterprise: Guarded): boolean {
  return isPublic(enterprise) || seesInside(actor, enterprise);
}

/** @throws AppError forbidden for a seat that does not allow it, not-found for who has none: what is behind the public page is not there for them */
export function assertMayEdit(actor: Actor, enterprise: Guarded): void {
  assertSeat(actor, enterprise, ['owner', 'editor']);
}

/** @throws AppError as above */
export function assertMayOwn(actor: Actor, enterprise: Guarded): void {
  assertSeat(actor, enterprise, ['owner']);
}

/**
 * Officers of the region decide, but not about an enterprise in which they sit.
 * @throws AppError not-found, not-your-region, own-case
 */
export function assertMayDecide(actor: Actor, enterprise: Guarded): void {
  if (actor.kind === 'system') return;
  if (!mayKnowOf(actor, enterprise)) throw new AppError(ENTERPRISE_ERRORS.notFound);
  if (!isOfficerFor(actor, enterprise.regionCode)) throw new AppError(ENTERPRISE_ERRORS.notYourRegion);
  if (roleIn(actor, enterprise.id) !== null) throw new AppError(ENTERPRISE_ERRORS.ownCase);
}

function assertSeat(actor: Actor, enterprise: Guarded, roles: readonly string[]): void {
  if (actor.kind === 'system') return;
  const role = roleIn(actor, enterprise.id);
  if (role !== null && roles.includes(role)) return;
  throw new AppError(seesInside(actor, enterprise) ? ENTERPRISE_ERRORS.forbidden : ENTERPRISE_ERRORS.notFound);
}
