import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { Database } from '../../platform/database/database.js';
import { Outbox } from '../../platform/events/outbox.js';
import type { Actor } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { AppError, type FieldError } from '../../shared/errors.js';
import { ListingCodes } from './listing-codes.js';
import { ListingContents } from './listing-content.js';
import { ListingStore, type Poster } from './listing-store.js';
import type { NewListing } from './listing.dto.js';
import { Listing } from './listing.entity.js';
import { LISTING_ERRORS as E } from './listing.errors.js';
import { listingSubmitted } from './listing.events.js';
import { type ListingKind } from './listing.types.js';

interface CreationRequest {
  readonly kind: ListingKind;
  /** Needed when the actor may edit in several enterprises. */
  readonly enterpriseId?: string | undefined;
  /** Hand them in for review in the same transaction. */
  readonly submit: boolean;
}

/** What became of one of the listings that were sent, in the order in which they were sent. */
export type Creation =
  | { readonly result: 'created' | 'existing'; readonly id: string; readonly code: string; readonly externalId: string | null }
  | { readonly result: 'refused'; readonly problems: readonly FieldError[]; readonly externalId: string | null };

/** Creates drafts, one or a hundred, and hands them in. An `externalId` that the enterprise has used gives back what is there. */
@Injectable()
export class ListingCreationService {
  constructor(
    private readonly database: Database,
    private readonly store: ListingStore,
    private readonly codes: ListingCodes,
    private readonly contents: ListingContents,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError (invalid) with the fields to change; (conflict) when an unverified enterprise submits */
  async create(actor: Actor, request: CreationRequest, item: NewListing): Promise<{ id: string; code: string; isNew: boolean }> {
    const [creation] = await this.createMany(actor, request, [item]);
    if (creation!.result === 'refused') throw new AppError(E.incomplete, {}, creation!.problems);
    return { id: creation!.id, code: creation!.code, isNew: creation!.result === 'created' };
  }

  /**
   * All that can be created are created in one transaction; the others are refused one by one, with what to change.
   * @param alongside part of that transaction, with what is new
   */
  async createMany(actor: Actor, request: CreationRequest, items: readonly NewListing[], alongside?: (manager: EntityManager, createdIds: readonly string[]) => Promise<void>): Promise<Creation[]> {
    return this.database.transaction(async (manager) => {
      const poster = await this.store.posterFor(manager, actor, request.enterpriseId);
      if (request.submit && !poster.isVerified) throw new AppError(E.notVerified);
      const drafts = items.map((item) => this.draft(actor, request, poster, item));
      const listings = drafts.filter((draft) => draft instanceof Listing);
      await this.insert(manager, request.kind, poster, listings);
      const there = await this.existing(manager, request.kind, poster, items);
      const created = listings.filter((listing) => listing.externalId === null || there.get(listing.externalId)?.id === listing.id);
      await alongside?.(manager, created.map(({ id }) => id));
      if (request.submit) await this.announce(manager, actor, created);
      const isCreated = new Set(created);
      return drafts.map((draft, i): Creation => {
        const externalId = items[i]!.externalId;
        if (!(draft instanceof Listing)) return { result: 'refused', problems: draft, externalId };
        const kept = isCreated.has(draft) ? draft : there.get(externalId!)!;
        return { result: isCreated.has(draft) ? 'created' : 'existing', id: kept.id, code: kept.code, externalId };
      });
    });
  }

  private draft(actor: Actor, { kind, submit }: CreationRequest, poster: Poster, item: NewListing): Listing | FieldError[] {
    const now = this.clock.now();
    const content = this.contents.complete(item.content, poster.regionCode);
    const problems = [...this.contents.problems(content), ...(submit ? this.contents.submissionProblems(content) : [])];
    if (problems.length > 0) return problems;
    const listing = Listing.draft(
      {
        kind,
        enterpriseId: poster.id,
        authorId: actor.kind === 'person' ? actor.personId : null,
        externalId: item.externalId,
        language: item.language ?? actor.language,
        tags: item.tags,
        seats: item.seats,
      },
      now,
    );
    listing.write(submit ? this.contents.withCategory(content) : content, now);
    if (submit) listing.submit(now);
    return listing;
  }

  private async insert(manager: EntityManager, kind: ListingKind, poster: Poster, listings: readonly Listing[]): Promise<void> {
    if (listings.length === 0) return;
    const codes = await this.codes.take(manager, kind, poster.regionCode, listings.length);
    listings.forEach((listing, i) => (listing.code = codes[i]!));
    // In the order of the keys: two requests that send the same ones in another order would wait for each other in a circle.
    const rows = [...listings].sort((a, b) => ((a.externalId ?? '') < (b.externalId ?? '') ? -1 : 1));
    await manager.createQueryBuilder().insert().into(Listing).values(rows).orIgnore().updateEntity(false).execute();
  }

  /** What stands in the table now under the keys of the enterprise that were sent. */
  private async existing(
    manager: EntityManager,
    kind: ListingKind,
    poster: Poster,
    items: readonly NewListing[],
  ): Promise<ReadonlyMap<string, { id: string; code: string }>> {
    const keys = items.map(({ externalId }) => externalId).filter((key) => key !== null);
    if (keys.length === 0) return new Map();
    const rows = await manager.query<{ id: string; code: string; externalId: string }[]>(
      `select id, code, external_id as "externalId" from listing where enterprise_id = $1 and kind = $2 and external_id = any($3::text[])`,
      [poster.id, kind, keys],
    );
    return new Map(rows.map((row) => [row.externalId, row]));
  }

  private async announce(manager: EntityManager, actor: Actor, created: readonly Listing[]): Promise<void> {
    if (created.length === 0) return;
    await this.outbox.append(manager, listingSubmitted, { listingIds: created.map(({ id }) => id) });
    await this.audit.appendMany(
      manager,
      actor,
      created.map(({ id, code }) => ({ action: 'listing.submitted', subjectKind: 'listing', subjectId: id, data: { code } })),
    );
  }
}
