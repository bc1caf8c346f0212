import { type Actor, canEdit, isOfficerFor, roleIn } from '../../shared/actor.js';
import type { ListingStatus } from './listing.types.js';

/** What the policy has to know of a listing. */
export interface ListingScope {
  readonly enterpriseId: string;
  readonly status: ListingStatus;
  readonly wasPublished: boolean;
  /** The enterprise's region: its authority is responsible for what it posts. */
  readonly enterpriseRegion: string;
  readonly isEnterpriseVerified: boolean;
}

/** On the market: published, by an enterprise that is verified now. */
export function isLive(listing: Pick<ListingScope, 'status' | 'isEnterpriseVerified'>): boolean {
  return listing.status === 'published' && listing.isEnterpriseVerified;
}

/** Its own people and the officers of its region see everything of it, in every state. */
export function seesAll(actor: Actor, listing: Pick<ListingScope, 'enterpriseId' | 'enterpriseRegion'>): boolean {
  return actor.kind === 'system' || roleIn(actor, listing.enterpriseId) !== null || isResponsible(actor, listing);
}

/** May the actor read what it says? Everybody, while it is on the market. */
export function canSee(actor: Actor, listing: ListingScope): boolean {
  return isLive(listing) || seesAll(actor, listing);
}

/** May the actor know that it existed? Once published, its page says what became of it instead of "not found". */
export function canKnow(actor: Actor, listing: ListingScope): boolean {
  return listing.wasPublished || seesAll(actor, listing);
}

export function isResponsible(actor: Actor, listing: Pick<ListingScope, 'enterpriseRegion'>): boolean {
  return actor.kind === 'system' || isOfficerFor(actor, listing.enterpriseRegion);
}

export function mayEdit(actor: Actor, listing: Pick<ListingScope, 'enterpriseId'>): boolean {
  return actor.kind === 'system' || canEdit(actor, listing.enterpriseId);
}

/**
 * Attachments hold drawings and lists with names in them: its own people and officers see them. The other side of an
 * engagement gets them through that engagement.
 */
export function canSeeAttachments(actor: Actor, listing: Pick<ListingScope, 'enterpriseId' | 'enterpriseRegion'>): boolean {
  return seesAll(actor, listing);
}
