import type { Text } from '../../shared/language.js';
import { ENTERPRISE_REASONS } from '../enterprises/enterprise-reasons.types.js';
import { LISTING_REASONS } from '../listings/listing-reasons.types.js';
import type { SubjectKind } from './review.types.js';

/** A reason as officers choose it and as its letter says it. */
export interface ReviewReason {
  readonly code: string;
  readonly name: Text;
  readonly letter: Text;
}

/** The reasons that a case of a kind can be returned (or, an enterprise, rejected) for, in the order of the officer's keys. */
export function reasonsFor(subjectKind: SubjectKind): readonly ReviewReason[] {
  return subjectKind === 'enterprise' ? ENTERPRISE_REASONS : LISTING_REASONS.filter((reason) => reason.for !== 'suspend');
}

/** The reasons for taking a published listing off the market, or a verified enterprise. */
export function reasonsForSuspension(subject: 'listing' | 'enterprise'): readonly ReviewReason[] {
  return subject === 'enterprise' ? ENTERPRISE_REASONS : LISTING_REASONS.filter((reason) => reason.for !== 'return');
}
