import { defineEvent } from '../../platform/events/event.js';

export interface EnterpriseEvent {
  readonly enterpriseId: string;
}

/** Handed in for verification, for the first time or again. */
export const enterpriseSubmitted = defineEvent<EnterpriseEvent>('enterprise.submitted');
export const enterpriseVerified = defineEvent<EnterpriseEvent>('enterprise.verified');
/** Sent back to its members; why stands in the row. */
export const enterpriseReturned = defineEvent<EnterpriseEvent>('enterprise.returned');
export const enterpriseRejected = defineEvent<EnterpriseEvent>('enterprise.rejected');
export const enterpriseSuspended = defineEvent<EnterpriseEvent>('enterprise.suspended');
export const enterpriseRestored = defineEvent<EnterpriseEvent>('enterprise.restored');

/** Facts changed that matching or a list shows: preferences, capacity, size, evidence. */
export const enterpriseChanged = defineEvent<EnterpriseEvent>('enterprise.changed');

/** An enterprise has blocked another one: neither is to be brought together with the other again. */
export const enterpriseBlocked = defineEvent<EnterpriseEvent & { readonly blockedEnterpriseId: string }>('enterprise.blocked');

/** An address without a confirmed account was invited; a seat waits until its owner has confirmed it. */
export const memberInvited = defineEvent<EnterpriseEvent & { readonly invitationId: string }>('member.invited');

/** A person has a seat, by an owner's hand or by accepting an invitation. */
export const memberAdded = defineEvent<EnterpriseEvent & { readonly personId: string }>('member.added');
