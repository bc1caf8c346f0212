import { defineEvent } from '../../platform/events/event.js';
import type { ContentField, ListingKind } from './listing.types.js';

/** What every event of one listing tells. */
export interface ListingEvent {
  readonly listingId: string;
  readonly kind: ListingKind;
  readonly enterpriseId: string;
}

interface ListingReturned extends ListingEvent {
  /** Codes of moderation's table of reasons, and the officer's own words. */
  readonly reasonCodes: readonly string[];
  readonly note: string | null;
}

export interface RevisionEvent extends ListingEvent {
  readonly revisionId: string;
}

interface ListingRevised extends RevisionEvent {
  /** The listing's revision from now on. */
  readonly revision: number;
  readonly changedFields: readonly ContentField[];
}

/** One event for all listings of one command: a batch of a hundred is one job for moderation, not a hundred. */
export const listingSubmitted = defineEvent<{ readonly listingIds: readonly string[] }>('listing.submitted');
export const listingRecalled = defineEvent<ListingEvent>('listing.recalled');
export const listingPublished = defineEvent<ListingEvent>('listing.published');
/** What one decision put on the market for one enterprise: its people hear of all of it in one mail. */
export interface ListingsPublished {
  readonly enterpriseId: string;
  readonly listingIds: readonly string[];
}
export const listingsPublished = defineEvent<ListingsPublished>('listings.published');
export const listingReturned = defineEvent<ListingReturned>('listing.returned');
export const listingFulfilled = defineEvent<ListingEvent>('listing.fulfilled');
export const listingWithdrawn = defineEvent<ListingEvent>('listing.withdrawn');
/** The minutes are over in which its people could have taken back that they closed it: now others hear of it. */
export const listingClosingSettled = defineEvent<ListingEvent>('listing.closing-settled');
/** Its people put it back on the market after they had closed it. */
export const listingReopened = defineEvent<ListingEvent>('listing.reopened');
export const listingExpired = defineEvent<ListingEvent>('listing.expired');
/** Some days before the end: "still needed?" `expiresAt` is ISO 8601. */
export const listingExpiryNear = defineEvent<ListingEvent & { readonly expiresAt: string }>('listing.expiry-near');
/** Published for another term; `wasExpired` says whether it had been off the market. */
export const listingRenewed = defineEvent<ListingEvent & { readonly wasExpired: boolean }>('listing.renewed');
/** A published demand talks to more providers at one time from now on; seats need no review. */
export const listingSeatsAdded = defineEvent<ListingEvent>('listing.seats-added');
export const listingSuspended = defineEvent<ListingReturned>('listing.suspended');
export const listingRestored = defineEvent<ListingEvent>('listing.restored');

/** A material edit of a published listing waits for an officer; the old content stays live. */
export const revisionSubmitted = defineEvent<RevisionEvent>('listing.revision-submitted');
export const revisionRecalled = defineEvent<RevisionEvent>('listing.revision-recalled');
export const revisionReturned = defineEvent<RevisionEvent & ListingReturned>('listing.revision-returned');
/** The new content is live. */
export const listingRevised = defineEvent<ListingRevised>('listing.revised');
