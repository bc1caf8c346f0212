import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Actor, editableIdsOf } from '../../shared/actor.js';
import { AppError } from '../../shared/errors.js';
import { Listing } from './listing.entity.js';
import { LISTING_ERRORS as E } from './listing.errors.js';
import { isResponsible, type ListingScope, mayEdit, seesAll } from './listing.policy.js';
import type { ListingKind } from './listing.types.js';

/** What listings need to know of the enterprise that posts. */
export interface Poster {
  readonly id: string;
  readonly regionCode: string;
  readonly isVerified: boolean;
}

/** A listing with its row locked until the transaction ends, and who posted it. */
export interface LockedListing {
  readonly listing: Listing;
  readonly poster: Poster;
}

/** Loads listings for commands: locked, with the policy applied. */
@Injectable()
export class ListingStore {
  /** For its editors. Somebody else's answers as if it did not exist. */
  async lockForEditor(manager: EntityManager, actor: Actor, id: string, kind?: ListingKind): Promise<LockedListing> {
    const [found] = await this.lock(manager, [id]);
    if (!found || (kind && found.listing.kind !== kind) || !seesAll(actor, scopeOf(found))) throw new AppError(E.notFound);
    if (!mayEdit(actor, found.listing)) throw new AppError(E.notEditor);
    return found;
  }

  /** For the officers of the enterprise's region. */
  async lockForOfficer(manager: EntityManager, actor: Actor, id: string): Promise<LockedListing> {
    const [found] = await this.lock(manager, [id]);
    if (!found) throw new AppError(E.notFound);
    if (!isResponsible(actor, scopeOf(found))) throw new AppError(E.notOfficer);
    return found;
  }

  /** In the order of their ids, which every command locks in, so that two batches never wait for each other. */
  async lock(manager: EntityManager, ids: readonly string[]): Promise<LockedListing[]> {
    if (ids.length === 0) return [];
    const listings = await manager
      .createQueryBuilder(Listing, 'listing')
      .where('listing.id = any(:ids)', { ids })
      .orderBy('listing.id')
      .setLock('pessimistic_write')
      .getMany();
    const posters = await this.posters(manager, listings.map(({ enterpriseId }) => enterpriseId));
    return listings.map((listing) => ({ listing, poster: posters.get(listing.enterpriseId)! }));
  }

  /** The enterprise that the actor posts for: the named one, or the only one in which they may edit. */
  async posterFor(manager: EntityManager, actor: Actor, enterpriseId: string | undefined): Promise<Poster> {
    const own = editableIdsOf(actor);
    const chosen = enterpriseId ?? (own.length === 1 ? own[0] : undefined);
    if (!chosen || !mayEdit(actor, { enterpriseId: chosen })) throw new AppError(E.enterpriseUnclear);
    const poster = (await this.posters(manager, [chosen])).get(chosen);
    if (!poster) throw new AppError(E.enterpriseUnclear);
    return poster;
  }

  private async posters(manager: EntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, Poster>> {
    const rows = await manager.query<Poster[]>(
      `select id, region_code as "regionCode", status = 'verified' as "isVerified" from enterprise where id = any($1::uuid[])`,
      [[...new Set(ids)]],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /**
   * Writes back what a transition changed, all rows in one statement: an officer approves two hundred at once, and a
   * night's expiry may be thousands. The rows must be locked.
   */
  async saveTransitions(manager: EntityManager, listings: readonly Listing[]): Promise<void> {
    if (listings.length === 0) return;
    const rows = listings.map((listing) => ({
      id: listing.id,
      status: listing.status,
      closed_reason: listing.closedReason,
      review_note: listing.reviewNote,
      return_reasons: listing.returnReasons,
      submitted_at: listing.submittedAt,
      published_at: listing.publishedAt,
      expires_at: listing.expiresAt,
      closed_at: listing.closedAt,
      settles_at: listing.settlesAt,
      expiry_asked_at: listing.expiryAskedAt,
      updated_at: listing.updatedAt,
    }));
    await manager.query(
      `update listing set status = row.status, closed_reason = row.closed_reason, review_note = row.review_note,
         return_reasons = row.return_reasons, submitted_at = row.submitted_at, published_at = row.published_at,
         expires_at = row.expires_at, closed_at = row.closed_at, settles_at = row.settles_at, expiry_asked_at = row.expiry_asked_at,
         updated_at = row.updated_at, version = version + 1
       from jsonb_to_recordset($1::jsonb) as row (id uuid, status text, closed_reason text, review_note text, return_reasons text[],
         submitted_at timestamptz, published_at timestamptz, expires_at timestamptz, closed_at timestamptz, settles_at timestamptz, expiry_asked_at timestamptz, updated_at timestamptz)
       where listing.id = row.id`,
      [JSON.stringify(rows)],
    );
  }
}

export function scopeOf({ listing, poster }: LockedListing): ListingScope {
  return {
    enterpriseId: listing.enterpriseId,
    status: listing.status,
    wasPublished: listing.wasPublished,
    enterpriseRegion: poster.regionCode,
    isEnterpriseVerified: poster.isVerified,
  };
}
