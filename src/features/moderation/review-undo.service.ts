import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { Database } from '../../platform/database/database.js';
import { Outbox } from '../../platform/events/outbox.js';
import type { Actor } from '../../shared/actor.js';
import { AppError } from '../../shared/errors.js';
import { EnterprisesService } from '../enterprises/enterprises.service.js';
import type { BeforeDecision } from '../enterprises/enterprises.types.js';
import { ListingDecisionsService } from '../listings/listing-decisions.service.js';
import { MODERATION_ERRORS as E } from './moderation.errors.js';
import { assertMayDecide } from './review.policy.js';
import { Review } from './review.entity.js';

/** What a case is about, as it was before the decision, and the version that the decision left behind. */
interface Before {
  readonly version: number;
  readonly listing: { readonly reviewNote: string | null; readonly returnReasons: string[] } | null;
  readonly enterprise: BeforeDecision;
}

/** Columns of the case `r`, its enterprise `e` and its listing `l` as `Before` has them, but for the version. */
const BEFORE = `jsonb_build_object(
  'listing', case when l.id is not null then jsonb_build_object('reviewNote', l.review_note, 'returnReasons', l.return_reasons) end,
  'enterprise', jsonb_build_object('isDisputed', e.is_disputed, 'verifiedAt', e.verified_at, 'verifiedBy', e.verified_by,
    'reasonCodes', e.reason_codes, 'returnReason', e.return_reason))`;
const FROM = 'review r join enterprise e on e.id = r.enterprise_id left join listing l on l.id = r.listing_id';

/**
 * Takes back what an officer has just decided. While that is possible the decision's events are held: nobody has had a mail, nothing
 * was matched. Cases that were decided together are taken back together, for they are told of together.
 */
@Injectable()
export class ReviewUndoService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly listings: ListingDecisionsService,
    private readonly enterprises: EnterprisesService,
    private readonly audit: AuditLog,
  ) {}

  /** Notes what the cases are about, before they are decided. They are locked. */
  async note(manager: EntityManager, ids: readonly string[]): Promise<void> {
    await manager.query(`update review set before = noted.before from (select r.id, ${BEFORE} as before from ${FROM} where r.id = any($1::uuid[])) noted where noted.id = review.id`, [ids]);
  }

  /** Notes under which key those that were decided can be taken back, and what was left behind. */
  async keep(manager: EntityManager, ids: readonly string[], key: string): Promise<void> {
    await manager.query(
      `update review set decision_id = $2, before = review.before || jsonb_build_object('version', left_behind.version)
         from (select r.id, coalesce(l.version, e.version) as version from ${FROM} where r.id = any($1::uuid[])) left_behind where left_behind.id = review.id`,
      [ids, key],
    );
  }

  /**
   * Takes a decision back; returns the cases, which are open again. Nothing happens the second time.
   * @throws AppError (not-found) but for the officer who decided; (conflict) when others have heard of it, or anything has changed since
   */
  async undo(actor: Actor, key: string): Promise<string[]> {
    return this.database.transaction(async (manager) => {
      const reviews = await manager.find(Review, { where: { decisionId: key }, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
      const officerId = actor.kind === 'person' ? actor.office?.officerId : undefined;
      if (reviews.length === 0 || officerId === undefined || reviews.some((review) => !review.wasDecidedBy(officerId))) throw new AppError(E.notFound);
      const ids = reviews.map(({ id }) => id);
      if (reviews.every(({ status }) => status === 'open')) return ids;
      if (!(await this.outbox.dropHeld(manager, key))) throw new AppError(E.undoTooLate);
      for (const review of reviews) await this.takeBack(actor, manager, review);
      await this.audit.appendMany(
        manager,
        actor,
        reviews.map(({ id, subjectKind, subjectId, listingId, status }) => ({
          action: 'review.taken-back',
          subjectKind: subjectKind === 'enterprise' ? 'enterprise' : 'listing',
          subjectId: listingId ?? subjectId,
          data: { reviewId: id, was: status },
        })),
      );
      await manager.query(`update review set status = 'open', decided_at = null, reason_codes = '{}', note = null, version = version + 1 where id = any($1::uuid[])`, [ids]);
      return ids;
    });
  }

  private async takeBack(actor: Actor, manager: EntityManager, review: Review): Promise<void> {
    assertMayDecide(actor, review);
    const { version, listing, enterprise } = review.before as Before;
    if (review.subjectKind === 'enterprise') return this.enterprises.takeBackDecision(actor, manager, review.subjectId, version, enterprise);
    if (review.subjectKind === 'revision') return this.listings.takeBackRevision(actor, manager, review.subjectId, version);
    return this.listings.takeBack(actor, manager, review.subjectId, version, listing!);
  }
}
