import { type Actor, isOfficerFor, roleIn } from '../../shared/actor.js';
import { AppError } from '../../shared/errors.js';
import { MODERATION_ERRORS as E } from './moderation.errors.js';

/** As much of a case as decides who may do what. */
interface ReviewScope {
  readonly regionCode: string;
  readonly enterpriseId: string;
}

/** Officers see the cases of their region; for everybody else there are none. */
export function seesReview(actor: Actor, review: Pick<ReviewScope, 'regionCode'>): boolean {
  return isOfficerFor(actor, review.regionCode);
}

/**
 * An officer of the region decides, but never about an enterprise in which they sit.
 * @throws AppError (not-found, forbidden)
 */
export function assertMayDecide(actor: Actor, review: ReviewScope): void {
  if (!seesReview(actor, review)) throw new AppError(E.notFound);
  if (roleIn(actor, review.enterpriseId) !== null) throw new AppError(E.conflictOfInterest);
}
