import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { type Alongside, Database } from '../../platform/database/database.js';
import type { EventDefinition } from '../../platform/events/event.js';
import { Outbox } from '../../platform/events/outbox.js';
import type { Actor } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { AppError } from '../../shared/errors.js';
import { newId } from '../../shared/ids.js';
import { ListingContents } from './listing-content.js';
import { ListingRevision } from './listing-revision.entity.js';
import { type LockedListing, ListingStore } from './listing-store.js';
import type { ListingInput } from './listing.dto.js';
import { contentOf, type Listing, wrongState } from './listing.entity.js';
import { LISTING_ERRORS as E } from './listing.errors.js';
import {
  type ListingEvent,
  listingFulfilled,
  listingRecalled,
  listingRenewed,
  listingReopened,
  listingSeatsAdded,
  listingSubmitted,
  listingWithdrawn,
  revisionRecalled,
  revisionSubmitted,
} from './listing.events.js';
import { changedFields, type ListingContent, type ListingKind } from './listing.types.js';

/** What a save did: kept at once, or handed to an officer while the old content stays live. */
export type Saved = 'kept' | 'in-review';

/** What authors do with their listings. Every command locks the row, asks the policy, and tells the outbox. */
@Injectable()
export class ListingsService {
  constructor(
    private readonly database: Database,
    private readonly store: ListingStore,
    private readonly contents: ListingContents,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Saves a draft or a returned listing as often as one likes; makes a revision of a published one when its content changed.
   * @param version the one that the author changed
   * @throws AppError (conflict) when somebody saved another since, when a revision waits already, or in another state
   */
  async update(actor: Actor, kind: ListingKind, id: string, input: ListingInput, version: number): Promise<Saved> {
    return this.change(actor, kind, id, async (manager, locked) => {
      const { listing, poster } = locked;
      if (listing.version !== version) throw new AppError(E.changedMeanwhile);
      const content = this.contents.complete(input.content, poster.regionCode);
      this.contents.assertValid(content);
      const seatsBefore = listing.seats;
      listing.tags = input.tags;
      listing.seats = input.seats ?? listing.seats;
      if (listing.state === 'published') {
        const saved = await this.revise(manager, actor, locked, content);
        await manager.save(listing);
        if (kind === 'demand' && listing.seats > seatsBefore) await this.outbox.append(manager, listingSeatsAdded, eventOf(listing));
        return saved;
      }
      if (listing.state !== 'draft' && listing.state !== 'returned') throw wrongState(listing.state);
      listing.write(content, this.clock.now());
      await manager.save(listing);
      return 'kept';
    });
  }

  /** Hands it in for review. Only a verified enterprise publishes, so only a verified one submits. */
  async submit(actor: Actor, kind: ListingKind, id: string): Promise<void> {
    await this.change(actor, kind, id, async (manager, { listing, poster }) => {
      listing.submit(this.clock.now());
      if (!poster.isVerified) throw new AppError(E.notVerified);
      this.contents.assertSubmittable(contentOf(listing));
      listing.write(this.contents.withCategory(contentOf(listing)), this.clock.now());
      await manager.save(listing);
      await this.outbox.append(manager, listingSubmitted, { listingIds: [listing.id] });
      await this.log(manager, actor, 'listing.submitted', listing);
    });
  }

  /** Takes it back from review, to write on. */
  async recall(actor: Actor, kind: ListingKind, id: string): Promise<void> {
    await this.change(actor, kind, id, async (manager, { listing }) => {
      listing.recall(this.clock.now());
      await this.store.saveTransitions(manager, [listing]);
      await this.tell(manager, actor, listingRecalled, listing);
    });
  }

  /**
   * Ends it: the need was met (`fulfilled`), or it is taken off the market (`withdrawn`). Nobody finds it any more; who holds an
   * invitation hears of it some minutes later (`CLOSING_SETTLES_MINUTES`), unless it is back by then.
   */
  async close(actor: Actor, kind: ListingKind, id: string, reason: 'fulfilled' | 'withdrawn', alongside?: Alongside): Promise<void> {
    await this.change(actor, kind, id, async (manager, { listing }) => {
      const now = this.clock.now();
      listing.close(reason === 'fulfilled' ? 'fulfil' : 'withdraw', now);
      await this.store.saveTransitions(manager, [listing]);
      await this.dropRevision(manager, listing, now);
      await this.tell(manager, actor, reason === 'fulfilled' ? listingFulfilled : listingWithdrawn, listing);
      await alongside?.(manager);
    });
  }

  /**
   * Puts it back on the market after it was closed, with the edit that waited for review then. Invitations that have been withdrawn
   * meanwhile stay so; pairs are looked for anew. Nothing happens to one that is there already: an undo may be pressed twice.
   * @throws AppError (conflict) for an unverified enterprise, after `REOPENING_DAYS`, and in another state
   */
  async reopen(actor: Actor, kind: ListingKind, id: string, alongside?: Alongside): Promise<void> {
    await this.change(actor, kind, id, async (manager, { listing, poster }) => {
      if (listing.state === 'published') return alongside?.(manager);
      const { closedAt } = listing;
      listing.reopen(this.clock.now());
      if (!poster.isVerified) throw new AppError(E.notVerified);
      await this.store.saveTransitions(manager, [listing]);
      if (closedAt) await this.reviveRevision(manager, listing, closedAt);
      await this.tell(manager, actor, listingReopened, listing);
      await alongside?.(manager);
    });
  }

  /** For another term, shortly before its end or within 30 days after it. */
  async renew(actor: Actor, kind: ListingKind, id: string, alongside?: Alongside): Promise<void> {
    await this.change(actor, kind, id, async (manager, { listing, poster }) => {
      if (!poster.isVerified) throw new AppError(E.notVerified);
      const { wasExpired } = listing.renew(this.clock.now());
      await this.store.saveTransitions(manager, [listing]);
      await this.outbox.append(manager, listingRenewed, { ...eventOf(listing), wasExpired });
      await this.log(manager, actor, listingRenewed.type, listing);
      await alongside?.(manager);
    });
  }

  /** Takes back an edit that waits for review; the live content stays as it is. */
  async recallRevision(actor: Actor, kind: ListingKind, id: string): Promise<void> {
    await this.change(actor, kind, id, async (manager, { listing }) => {
      if (!(await this.dropRevision(manager, listing, this.clock.now()))) throw new AppError(E.noRevision);
      await this.log(manager, actor, revisionRecalled.type, listing);
    });
  }

  /**
   * Hands in again the edit that was taken back last. Nothing happens while one waits: an undo may be pressed twice.
   * @throws AppError (conflict) when the last edit was not taken back, or the listing is not on the market
   */
  async restoreRevision(actor: Actor, kind: ListingKind, id: string): Promise<void> {
    await this.change(actor, kind, id, async (manager, { listing }) => {
      if (listing.state !== 'published') throw wrongState(listing.state);
      const [last] = await manager.find(ListingRevision, { where: { listingId: listing.id }, order: { createdAt: 'DESC', id: 'DESC' }, take: 1 });
      if (last?.status === 'in_review') return;
      if (last?.status !== 'superseded' || !last.decidedAt) throw new AppError(E.noRevision);
      await this.reviveRevision(manager, listing, last.decidedAt);
      await this.log(manager, actor, revisionSubmitted.type, listing, { revision: last.revision, changed: changedFields(contentOf(listing), last.content) });
    });
  }

  private change<T>(actor: Actor, kind: ListingKind, id: string, work: (manager: EntityManager, locked: LockedListing) => Promise<T>): Promise<T> {
    return this.database.transaction(async (manager) => work(manager, await this.store.lockForEditor(manager, actor, id, kind)));
  }

  private async revise(manager: EntityManager, actor: Actor, { listing, poster }: LockedListing, content: ListingContent): Promise<Saved> {
    const changed = changedFields(contentOf(listing), content);
    if (changed.length === 0) return 'kept';
    if (!poster.isVerified) throw new AppError(E.notVerified);
    this.contents.assertSubmittable(content);
    if (await manager.existsBy(ListingRevision, { listingId: listing.id, status: 'in_review' })) throw new AppError(E.revisionWaits);
    const revision = manager.create(ListingRevision, {
      id: newId(),
      listingId: listing.id,
      revision: listing.revision + 1,
      content: this.contents.withCategory(content),
      status: 'in_review',
      authorId: actor.kind === 'person' ? actor.personId : null,
      reviewNote: null,
      returnReasons: [],
      createdAt: this.clock.now(),
      decidedAt: null,
    });
    await manager.insert(ListingRevision, revision);
    await this.outbox.append(manager, revisionSubmitted, { ...eventOf(listing), revisionId: revision.id });
    await this.log(manager, actor, revisionSubmitted.type, listing, { revision: revision.revision, changed });
    return 'in-review';
  }

  private async dropRevision(manager: EntityManager, listing: Listing, now: Date): Promise<boolean> {
    const waiting = await manager.findOneBy(ListingRevision, { listingId: listing.id, status: 'in_review' });
    if (!waiting) return false;
    await manager.update(ListingRevision, waiting.id, { status: 'superseded', decidedAt: now });
    await this.outbox.append(manager, revisionRecalled, { ...eventOf(listing), revisionId: waiting.id });
    return true;
  }

  /** The edit that was dropped at that moment waits for review again, handed in now. */
  private async reviveRevision(manager: EntityManager, listing: Listing, droppedAt: Date): Promise<void> {
    const dropped = await manager.findOneBy(ListingRevision, { listingId: listing.id, status: 'superseded', decidedAt: droppedAt });
    if (!dropped) return;
    await manager.update(ListingRevision, dropped.id, { status: 'in_review', decidedAt: null, createdAt: this.clock.now() });
    await this.outbox.append(manager, revisionSubmitted, { ...eventOf(listing), revisionId: dropped.id });
  }

  private async tell(manager: EntityManager, actor: Actor, event: EventDefinition<ListingEvent>, listing: Listing): Promise<void> {
    await this.outbox.append(manager, event, eventOf(listing));
    await this.log(manager, actor, event.type, listing);
  }

  private log(manager: EntityManager, actor: Actor, action: string, listing: Listing, data: Record<string, unknown> = {}): Promise<void> {
    return this.audit.append(manager, actor, { action, subjectKind: 'listing', subjectId: listing.id, data: { code: listing.code, ...data } });
  }
}

/** What every event of a listing tells. */
export function eventOf(listing: Pick<Listing, 'id' | 'kind' | 'enterpriseId'>): ListingEvent {
  return { listingId: listing.id, kind: listing.kind, enterpriseId: listing.enterpriseId };
}
