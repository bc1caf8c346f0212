import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { Outbox } from '../../platform/events/outbox.js';
import type { Actor } from '../../shared/actor.js';
import { AppError } from '../../shared/errors.js';
import { LISTING_ERRORS as E } from './listing.errors.js';
import { listingRecalled } from './listing.events.js';
import { mayEdit } from './listing.policy.js';
import { eventOf } from './listings.service.js';
import type { ListingKind } from './listing.types.js';

interface RemovedListing {
  readonly id: string;
  readonly code: string;
  readonly kind: ListingKind;
  readonly enterpriseId: string;
  readonly wasInReview: boolean;
}

/** Takes back what was made in bulk and by mistake, where nobody has done anything with it yet. */
@Injectable()
export class UntouchedRemovalService {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Deletes those of an enterprise's listings that are as they were made: drafts, and what waits for review, which is taken back from there. What was changed, has
   * got a file, or was decided on stays. They are not kept aside: where they came from is. The log is written last.
   * @throws AppError forbidden for who may not edit there any more
   * @returns the ids of those that are gone
   */
  async remove(actor: Actor, manager: EntityManager, enterpriseId: string, ids: readonly string[]): Promise<string[]> {
    if (!mayEdit(actor, { enterpriseId })) throw new AppError(E.notEditor);
    await manager.query('select 1 from listing where id = any($1::uuid[]) order by id for update', [ids]);
    const [removed] = await manager.query<[RemovedListing[], number]>(
      `delete from listing l where id = any($1::uuid[]) and enterprise_id = $2 and version = 1 and status in ('draft', 'in_review')
          and not exists (select 1 from listing_attachment a where a.listing_id = l.id) and not exists (select 1 from removed_attachment a where a.listing_id = l.id)
       returning id, code, kind, enterprise_id as "enterpriseId", status = 'in_review' as "wasInReview"`,
      [ids, enterpriseId],
    );
    const waited = removed.filter(({ wasInReview }) => wasInReview);
    await this.outbox.appendMany(manager, listingRecalled, waited.map(eventOf));
    const logged = (action: string, listings: readonly RemovedListing[]) => listings.map(({ id, code }) => ({ action, subjectKind: 'listing', subjectId: id, data: { code } }));
    await this.audit.appendMany(manager, actor, [...logged(listingRecalled.type, waited), ...logged('listing.draft-removed', removed)]);
    return removed.map(({ id }) => id);
  }
}
