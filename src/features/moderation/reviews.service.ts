import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type AuditAct, AuditLog } from '../../platform/audit/audit-log.js';
import { Database } from '../../platform/database/database.js';
import { type Hold, Outbox } from '../../platform/events/outbox.js';
import type { Actor } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { AppError } from '../../shared/errors.js';
import { EngagementStagesService } from '../engagements/engagement-stages.service.js';
import type { Settlement } from '../engagements/engagements.types.js';
import { ListingDecisionsService, type Reasons } from '../listings/listing-decisions.service.js';
import { MODERATION_ERRORS as E } from './moderation.errors.js';
import { assertMayDecide } from './review.policy.js';
import { Review } from './review.entity.js';
import { ReviewUndoService } from './review-undo.service.js';
import { reasonsFor, reasonsForSuspension } from './review-reasons.types.js';
import { ReviewSubjects, type Settled } from './review-subjects.js';
import type { Decision } from './review.types.js';

export interface Ruling extends Reasons {
  readonly decision: Decision;
}

/** What came of one of several cases: null when it is decided, else why it is not. */
export interface Outcome {
  readonly id: string;
  readonly refusal: AppError | null;
}

/** Officers' decisions. Case, subject, events and log change together or not at all. */
@Injectable()
export class ReviewsService {
  constructor(
    private readonly database: Database,
    private readonly subjects: ReviewSubjects,
    private readonly listings: ListingDecisionsService,
    private readonly engagements: EngagementStagesService,
    private readonly undo: ReviewUndoService,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * @param version the one that the officer read, if known
   * @throws AppError not-found; forbidden to a member of the enterprise; conflict when somebody else was faster, when the author
   *   took it back or handed it in again, or when the subject refuses; invalid without a reason
   * @param hold keeps it from being heard of while it can be taken back
   */
  async decide(actor: Actor, id: string, ruling: Ruling, version?: number, hold?: Hold): Promise<void> {
    const [outcome] = await this.database.transaction((manager) =>
      this.settle(manager, actor, [id], ruling, hold, (review) => {
        if (version !== undefined && review.version !== version) throw new AppError(E.alreadyDecided);
      }),
    );
    if (outcome!.refusal) throw outcome!.refusal;
  }

  /** Decides up to two hundred alike, each with its own outcome. Cases with hints are approved only when that is said. */
  async decideMany(actor: Actor, ids: readonly string[], ruling: Ruling, acknowledgeHints: boolean, hold?: Hold): Promise<Outcome[]> {
    return this.database.transaction((manager) =>
      this.settle(manager, actor, [...new Set(ids)], ruling, hold, (review) => {
        if (ruling.decision === 'approve' && review.hints.length > 0 && !acknowledgeHints) throw new AppError(E.hintsUnread);
      }),
    );
  }

  /**
   * Settles what the two sides of an engagement say differently.
   * @throws AppError as `decide` does; forbidden also to a member of the provider; conflict when the two have come to the same
   */
  async settleEngagement(actor: Actor, id: string, as: Settlement, note: string | null, version?: number): Promise<void> {
    await this.database.transaction(async (manager) => {
      const [review] = await lockReviews(manager, [id]);
      if (!review) throw new AppError(E.notFound);
      assertMayDecide(actor, review);
      if (review.subjectKind !== 'engagement') throw new AppError(E.nothingToSettle);
      review.assertOpen();
      if (version !== undefined && review.version !== version) throw new AppError(E.alreadyDecided);
      await this.engagements.settle(manager, actor, review.subjectId, as, note);
      review.close(actor, { decision: as === 'neither' ? 'return' : 'approve', reasonCodes: [], note }, this.clock.now());
      await saveDecided(manager, [review]);
      await this.audit.append(manager, actor, { action: 'engagement.settled', subjectKind: 'engagement', subjectId: review.subjectId, data: { reviewId: id, as, note } });
    });
  }

  /** Takes a published listing off the market until it is restored. @param hold keeps it from being heard of meanwhile */
  async suspendListing(actor: Actor, listingId: string, reasons: Reasons, hold?: Hold): Promise<void> {
    assertReasons(reasons.reasonCodes, reasonsForSuspension('listing'));
    await this.database.transaction(async (manager) => {
      const suspended = hold
        ? this.outbox.holding(manager, hold, () => this.listings.suspend(actor, manager, listingId, reasons))
        : this.listings.suspend(actor, manager, listingId, reasons);
      const { listing } = await suspended;
      assertMayDecide(actor, { enterpriseId: listing.enterpriseId, regionCode: await this.subjects.regionOf(manager, listing.enterpriseId) });
      await this.audit.append(manager, actor, { action: 'listing.suspended', subjectKind: 'listing', subjectId: listingId, data: { ...reasons } });
    });
  }

  async restoreListing(actor: Actor, listingId: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const { listing } = await this.listings.restore(actor, manager, listingId);
      assertMayDecide(actor, { enterpriseId: listing.enterpriseId, regionCode: await this.subjects.regionOf(manager, listing.enterpriseId) });
      await this.audit.append(manager, actor, { action: 'listing.restored', subjectKind: 'listing', subjectId: listingId });
    });
  }

  private async settle(manager: EntityManager, actor: Actor, ids: readonly string[], ruling: Ruling, hold: Hold | undefined, check: (review: Review) => void): Promise<Outcome[]> {
    const refusals = new Map<string, AppError>(ids.map((id) => [id, new AppError(E.notFound)]));
    const ready: Review[] = [];
    for (const review of await lockReviews(manager, ids)) {
      const refusal = refusalOf(() => {
        assertMayDecide(actor, review);
        review.assertOpen();
        assertOffered(review, ruling);
        check(review);
      });
      if (refusal) refusals.set(review.id, refusal);
      else ready.push(review);
    }
    if (hold) await this.undo.note(manager, ready.map(({ id }) => id));
    const apply = (): Promise<Settled[]> => this.subjects.apply(manager, actor, ready, ruling);
    const settled = hold ? await this.outbox.holding(manager, hold, apply) : await apply();
    const decided: Review[] = [];
    const acts: AuditAct[] = [];
    for (const { review, result } of settled) {
      if (result instanceof AppError) {
        refusals.set(review.id, result);
        continue;
      }
      review.close(actor, ruling, this.clock.now());
      decided.push(review);
      acts.push(result);
      refusals.delete(review.id);
    }
    await saveDecided(manager, decided);
    if (hold) await this.undo.keep(manager, decided.map(({ id }) => id), hold.key);
    await this.audit.appendMany(manager, actor, acts);
    return ids.map((id) => ({ id, refusal: refusals.get(id) ?? null }));
  }
}

/** In the order of their ids, so that two officers with overlapping selections wait for each other and never in a circle. */
async function lockReviews(manager: EntityManager, ids: readonly string[]): Promise<Review[]> {
  return manager
    .createQueryBuilder(Review, 'review')
    .where('review.id = any(:ids)', { ids })
    .orderBy('review.id')
    .setLock('pessimistic_write')
    .getMany();
}

/** All rows in one statement; they are locked. */
async function saveDecided(manager: EntityManager, reviews: readonly Review[]): Promise<void> {
  if (reviews.length === 0) return;
  await manager.query(
    `update review set status = row.status, decided_at = row."decidedAt", officer_id = row."officerId", reason_codes = row."reasonCodes",
       note = row.note, version = version + 1
     from jsonb_to_recordset($1::jsonb) as row (id uuid, status text, "decidedAt" timestamptz, "officerId" uuid, "reasonCodes" text[], note text)
     where review.id = row.id`,
    [JSON.stringify(reviews.map(({ id, status, decidedAt, officerId, reasonCodes, note }) => ({ id, status, decidedAt, officerId, reasonCodes, note })))],
  );
}

function assertOffered(review: Review, { decision, reasonCodes }: Ruling): void {
  if (review.subjectKind === 'engagement') throw new AppError(E.settledOtherwise);
  if (decision === 'approve') return;
  if (decision === 'reject' && review.subjectKind !== 'enterprise') throw new AppError(E.decisionNotOffered);
  assertReasons(reasonCodes, reasonsFor(review.subjectKind));
}

function assertReasons(codes: readonly string[], offered: readonly { readonly code: string }[]): void {
  if (codes.length === 0) throw new AppError(E.reasonMissing);
  const unknown = codes.find((code) => !offered.some((reason) => reason.code === code));
  if (unknown !== undefined) throw new AppError(E.reasonUnknown, { code: unknown });
}

function refusalOf(check: () => void): AppError | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}
