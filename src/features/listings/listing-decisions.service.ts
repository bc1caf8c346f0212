import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Outbox } from '../../platform/events/outbox.js';
import type { Actor } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { AppError } from '../../shared/errors.js';
import { ListingRevision } from './listing-revision.entity.js';
import { type LockedListing, ListingStore, scopeOf } from './listing-store.js';
import { contentOf, type Listing } from './listing.entity.js';
import { LISTING_ERRORS as E } from './listing.errors.js';
import {
  listingPublished,
  listingRestored,
  listingReturned,
  listingRevised,
  type ListingsPublished,
  listingsPublished,
  listingSuspended,
  revisionReturned,
} from './listing.events.js';
import { isResponsible } from './listing.policy.js';
import { eventOf } from './listings.service.js';
import { changedFields } from './listing.types.js';

/** An officer's reasons, by code, and what the officer wrote. */
export interface Reasons {
  readonly reasonCodes: readonly string[];
  readonly note: string | null;
}

/** What came of publishing several: those that could not be, each with why. */
interface Publication {
  readonly published: ReadonlySet<string>;
  readonly refused: ReadonlyMap<string, AppError>;
}

/**
 * What officers decide about listings. Moderation calls these inside its own transaction, in which it also closes the case
 * and writes the log: hence the manager, and no audit entry from here.
 */
@Injectable()
export class ListingDecisionsService {
  constructor(
    private readonly store: ListingStore,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Puts listings on the market. Each that cannot be is left as it was and reported. `asOf`: when the case saw it handed in. */
  async publish(actor: Actor, manager: EntityManager, asOf: ReadonlyMap<string, Date>): Promise<Publication> {
    const locked = await this.store.lock(manager, [...asOf.keys()]);
    const refused = new Map<string, AppError>();
    const published: Listing[] = [];
    for (const { listing, poster } of locked) {
      try {
        assertSeen(listing, asOf.get(listing.id)!);
        if (!isResponsible(actor, scopeOf({ listing, poster }))) throw new AppError(E.notOfficer);
        if (!poster.isVerified) throw new AppError(E.notVerified);
        listing.publish(this.clock.now());
        published.push(listing);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        refused.set(listing.id, error);
      }
    }
    await this.store.saveTransitions(manager, published);
    await this.outbox.appendMany(manager, listingPublished, published.map(eventOf));
    await this.outbox.appendMany(manager, listingsPublished, byEnterprise(published));
    return { published: new Set(published.map(({ id }) => id)), refused };
  }

  /** Sends it back to its author. @param asOf when the case saw it handed in */
  async return(actor: Actor, manager: EntityManager, id: string, reasons: Reasons, asOf: Date): Promise<void> {
    const { listing } = await this.store.lockForOfficer(manager, actor, id);
    assertSeen(listing, asOf);
    listing.return(reasons.reasonCodes, reasons.note, this.clock.now());
    await this.store.saveTransitions(manager, [listing]);
    await this.outbox.append(manager, listingReturned, { ...eventOf(listing), ...reasons });
  }

  /** Takes it off the market until it is restored. */
  async suspend(actor: Actor, manager: EntityManager, id: string, reasons: Reasons): Promise<LockedListing> {
    const locked = await this.store.lockForOfficer(manager, actor, id);
    const { listing } = locked;
    listing.suspend(reasons.reasonCodes, reasons.note, this.clock.now());
    await this.store.saveTransitions(manager, [listing]);
    await this.outbox.append(manager, listingSuspended, { ...eventOf(listing), ...reasons });
    return locked;
  }

  /** Puts it back. While nobody has heard of the suspension, nobody hears of its end either. */
  async restore(actor: Actor, manager: EntityManager, id: string): Promise<LockedListing> {
    const locked = await this.store.lockForOfficer(manager, actor, id);
    const { listing } = locked;
    listing.restore(this.clock.now());
    await this.store.saveTransitions(manager, [listing]);
    const isUnheard = await this.outbox.dropHeldOf(manager, listingSuspended, { listingId: listing.id });
    if (!isUnheard) await this.outbox.append(manager, listingRestored, eventOf(listing));
    return locked;
  }

  /** Makes an edit live. The row then keeps the content that was live before, so that what changed can be shown. */
  async approveRevision(actor: Actor, manager: EntityManager, revisionId: string): Promise<void> {
    const { listing, revision } = await this.lockRevision(actor, manager, revisionId);
    const before = contentOf(listing);
    const changed = changedFields(before, revision.content);
    listing.write(revision.content, this.clock.now());
    listing.revision = revision.revision;
    await manager.save(listing);
    await manager.update(ListingRevision, revision.id, { status: 'published', content: before, decidedAt: this.clock.now() });
    await this.outbox.append(manager, listingRevised, {
      ...eventOf(listing),
      revisionId: revision.id,
      revision: listing.revision,
      changedFields: changed,
    });
  }

  async returnRevision(actor: Actor, manager: EntityManager, revisionId: string, reasons: Reasons): Promise<void> {
    const { listing, revision } = await this.lockRevision(actor, manager, revisionId);
    await manager.update(ListingRevision, revision.id, {
      status: 'returned',
      reviewNote: reasons.note,
      returnReasons: [...reasons.reasonCodes],
      decidedAt: this.clock.now(),
    });
    await this.outbox.append(manager, revisionReturned, { ...eventOf(listing), revisionId: revision.id, ...reasons });
  }

  /**
   * Takes back an officer's decision about what was handed in: it waits for review again as it did.
   * @param said what an officer had said of it before the decision
   * @throws AppError (conflict) when anything of it has changed since
   */
  async takeBack(actor: Actor, manager: EntityManager, id: string, version: number, said: Pick<Listing, 'returnReasons' | 'reviewNote'>): Promise<void> {
    const { listing } = await this.store.lockForOfficer(manager, actor, id);
    if (listing.version !== version) throw new AppError(E.changedMeanwhile);
    listing.takeBackDecision(said, this.clock.now());
    await this.store.saveTransitions(manager, [listing]);
  }

  /** The same for an edit. @throws AppError (conflict) as above */
  async takeBackRevision(actor: Actor, manager: EntityManager, revisionId: string, version: number): Promise<void> {
    const found = await manager.findOneBy(ListingRevision, { id: revisionId });
    if (!found) throw new AppError(E.notFound);
    const { listing } = await this.store.lockForOfficer(manager, actor, found.listingId);
    const revision = await manager.findOneByOrFail(ListingRevision, { id: revisionId });
    const isLast = !(await manager.existsBy(ListingRevision, { listingId: listing.id, status: 'in_review' }));
    if (listing.version !== version || !isLast || (revision.status !== 'published' && revision.status !== 'returned')) throw new AppError(E.changedMeanwhile);
    let { content } = revision;
    if (revision.status === 'published') {
      // The row holds what was live before: the two change places again.
      content = contentOf(listing);
      listing.write(revision.content, this.clock.now());
      listing.revision = revision.revision - 1;
      await manager.save(listing);
    }
    await manager.update(ListingRevision, revisionId, { status: 'in_review', content, reviewNote: null, returnReasons: [], decidedAt: null });
  }

  private async lockRevision(actor: Actor, manager: EntityManager, id: string): Promise<{ listing: Listing; revision: ListingRevision }> {
    const found = await manager.findOneBy(ListingRevision, { id });
    if (!found) throw new AppError(E.notFound);
    const { listing } = await this.store.lockForOfficer(manager, actor, found.listingId);
    // Read again under the listing's lock: its author may have taken it back in between.
    const revision = await manager.findOneBy(ListingRevision, { id, status: 'in_review' });
    if (!revision) throw new AppError(E.noRevision);
    return { listing, revision };
  }
}

/** The officer decided on what was handed in at `asOf`; what was taken back and handed in again since has not been read. */
function assertSeen(listing: Listing, asOf: Date): void {
  if (listing.submittedAt && listing.submittedAt.getTime() > asOf.getTime()) throw new AppError(E.changedMeanwhile);
}

function byEnterprise(listings: readonly Listing[]): ListingsPublished[] {
  const groups = new Map<string, string[]>();
  for (const { id, enterpriseId } of listings) groups.set(enterpriseId, [...(groups.get(enterpriseId) ?? []), id]);
  return [...groups].map(([enterpriseId, listingIds]) => ({ enterpriseId, listingIds }));
}
