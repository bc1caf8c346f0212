import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AuditAct } from '../../platform/audit/audit-log.js';
import type { Actor } from '../../shared/actor.js';
import { AppError } from '../../shared/errors.js';
import { EnterprisesService } from '../enterprises/enterprises.service.js';
import { ListingDecisionsService, type Reasons } from '../listings/listing-decisions.service.js';
import { MODERATION_ERRORS as E } from './moderation.errors.js';
import type { Review } from './review.entity.js';
import type { Decision } from './review.types.js';

export interface Settled {
  readonly review: Review;
  /** What to write into the log, or why the subject refused; then nothing of it has changed. */
  readonly result: AuditAct | AppError;
}

type Ruling = Reasons & { readonly decision: Decision };

/** Carries decisions out on what the cases are about, in the caller's transaction. */
@Injectable()
export class ReviewSubjects {
  constructor(
    private readonly listings: ListingDecisionsService,
    private readonly enterprises: EnterprisesService,
  ) {}

  /** Listings to be published go together, in a few statements; everything else one by one, each in a savepoint. */
  async apply(manager: EntityManager, actor: Actor, reviews: readonly Review[], ruling: Ruling): Promise<Settled[]> {
    const together = ruling.decision === 'approve' ? reviews.filter(({ subjectKind }) => subjectKind === 'listing') : [];
    const settled = await this.publish(manager, actor, together, ruling);
    for (const review of reviews) {
      if (!together.includes(review)) settled.push({ review, result: await this.settleOne(manager, actor, review, ruling) });
    }
    return settled;
  }

  async regionOf(manager: EntityManager, enterpriseId: string): Promise<string> {
    const [row] = await manager.query<{ region: string }[]>('select region_code as region from enterprise where id = $1', [enterpriseId]);
    return row!.region;
  }

  private async publish(manager: EntityManager, actor: Actor, reviews: readonly Review[], ruling: Ruling): Promise<Settled[]> {
    if (reviews.length === 0) return [];
    const { published, refused } = await this.listings.publish(actor, manager, new Map(reviews.map(({ subjectId, openedAt }) => [subjectId, openedAt])));
    return reviews.map((review) => ({
      review,
      result: published.has(review.subjectId) ? actOf('listing.published', review, ruling) : (refused.get(review.subjectId) ?? new AppError(E.alreadyDecided)),
    }));
  }

  private async settleOne(manager: EntityManager, actor: Actor, review: Review, ruling: Ruling): Promise<AuditAct | AppError> {
    try {
      // A transaction within one is a savepoint: a subject that refuses takes back its own changes only.
      return await manager.transaction((savepoint) => this.rule(savepoint, actor, review, ruling));
    } catch (error) {
      if (error instanceof AppError) return error;
      throw error;
    }
  }

  private async rule(manager: EntityManager, actor: Actor, review: Review, ruling: Ruling): Promise<AuditAct> {
    const { subjectId: id } = review;
    const { decision, reasonCodes, note } = ruling;
    const reasons = { reasonCodes, note };
    if (review.subjectKind === 'listing') {
      await this.listings.return(actor, manager, id, reasons, review.openedAt);
      return actOf('listing.returned', review, ruling);
    }
    if (review.subjectKind === 'revision') {
      if (decision === 'approve') await this.listings.approveRevision(actor, manager, id);
      else await this.listings.returnRevision(actor, manager, id, reasons);
      return actOf(decision === 'approve' ? 'listing.revised' : 'listing.revision-returned', review, ruling);
    }
    switch (decision) {
      case 'approve':
        await this.enterprises.verify(actor, id, reasons, manager);
        return actOf('enterprise.verified', review, ruling);
      case 'return':
        await this.enterprises.return(actor, id, reasons, manager);
        return actOf('enterprise.returned', review, ruling);
      case 'reject':
        await this.enterprises.reject(actor, id, reasons, manager);
        return actOf('enterprise.rejected', review, ruling);
    }
  }
}

function actOf(action: string, review: Review, { reasonCodes, note }: Ruling): AuditAct {
  const isEnterprise = review.subjectKind === 'enterprise';
  return {
    action,
    subjectKind: isEnterprise ? 'enterprise' : 'listing',
    // The log of a listing holds what became of its edits too.
    subjectId: isEnterprise ? review.subjectId : review.listingId!,
    data: { reviewId: review.id, reasonCodes, note, ...(review.subjectKind === 'revision' ? { revisionId: review.subjectId } : {}) },
  };
}
