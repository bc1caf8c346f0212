import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { Database } from '../../platform/database/database.js';
import { Outbox } from '../../platform/events/outbox.js';
import { SYSTEM } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { DAY_MS } from '../../shared/durations.js';
import { ListingStore } from './listing-store.js';
import type { Listing } from './listing.entity.js';
import { listingClosingSettled, listingExpired, listingExpiryNear } from './listing.events.js';
import { NEAR_END_DAYS } from './listing.types.js';
import { eventOf } from './listings.service.js';

/** So many at once: a night's end of terms must not hold one long transaction. */
const BATCH = 500;

/** Ends the terms that are over, asks "still needed?" some days before, and settles what was closed. Each may run twice: the rows remember. */
@Injectable()
export class ListingTermsService {
  constructor(
    private readonly database: Database,
    private readonly store: ListingStore,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Returns how many listings have expired. */
  expireDue(): Promise<number> {
    return this.inBatches(`status = 'published' and expires_at <= $1`, this.clock.now(), async (manager, listings) => {
      const now = this.clock.now();
      for (const listing of listings) listing.expire(now);
      await this.store.saveTransitions(manager, listings);
      await this.outbox.appendMany(manager, listingExpired, listings.map(eventOf));
      await this.audit.appendMany(
        manager,
        SYSTEM,
        listings.map(({ id, code }) => ({ action: listingExpired.type, subjectKind: 'listing', subjectId: id, data: { code } })),
      );
    });
  }

  /** Returns how many authors are asked. */
  askNearEnd(): Promise<number> {
    const horizon = new Date(this.clock.now().getTime() + NEAR_END_DAYS * DAY_MS);
    return this.inBatches(`status = 'published' and expires_at <= $1 and expiry_asked_at is null`, horizon, async (manager, listings) => {
      const now = this.clock.now();
      for (const listing of listings) listing.expiryAskedAt = now;
      await this.store.saveTransitions(manager, listings);
      await this.outbox.appendMany(
        manager,
        listingExpiryNear,
        listings.map((listing) => ({ ...eventOf(listing), expiresAt: listing.expiresAt!.toISOString() })),
      );
    });
  }

  /** Lets others hear of what its people closed and did not put back in time. Returns how many listings. */
  settleClosed(): Promise<number> {
    return this.inBatches('settles_at <= $1', this.clock.now(), async (manager, listings) => {
      for (const listing of listings) listing.settlesAt = null;
      await this.store.saveTransitions(manager, listings);
      await this.outbox.appendMany(manager, listingClosingSettled, listings.map(eventOf));
    });
  }

  /** Works through the listings that meet a condition (written in this file, never from input). */
  private async inBatches(
    condition: string,
    instant: Date,
    work: (manager: EntityManager, listings: Listing[]) => Promise<void>,
  ): Promise<number> {
    for (let total = 0; ; ) {
      const count = await this.database.transaction(async (manager) => {
        const rows = await manager.query<{ id: string }[]>(
          `select id from listing where ${condition} order by id limit ${BATCH} for update skip locked`,
          [instant],
        );
        const locked = await this.store.lock(manager, rows.map(({ id }) => id));
        if (locked.length > 0) await work(manager, locked.map(({ listing }) => listing));
        return locked.length;
      });
      total += count;
      if (count < BATCH) return total;
    }
  }
}
