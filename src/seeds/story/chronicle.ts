import { revisionSubmitted } from '../../features/listings/listing.events.js';
import { Review } from '../../features/moderation/review.entity.js';
import { REVIEW_HOURS } from '../../features/moderation/service-clock.js';
import type { AuditAct } from '../../platform/audit/audit-log.js';
import type { Actor } from '../../shared/actor.js';
import { newId } from '../../shared/ids.js';
import { addWorkingHours } from '../../shared/working-hours.js';
import { actorOf, type Cast, type CastEnterprise } from './cast.js';
import type { StockedListing } from './stock.js';
import type { StoryCalendar } from './story.calendar.js';

/** An act of the story's past, for the log. */
export interface PastAct {
  readonly at: Date;
  readonly actor: Actor;
  readonly act: AuditAct;
}

/** The cases that officers have decided, and what everybody did that the log keeps; oldest first. Open cases are moderation's to open. */
export class Chronicle {
  readonly reviews: Review[] = [];
  readonly acts: PastAct[] = [];

  constructor(
    private readonly cast: Cast,
    private readonly calendar: StoryCalendar,
    listings: readonly StockedListing[],
  ) {
    for (const enterprise of cast.enterprises) this.tellEnterprise(enterprise);
    for (const listing of listings) this.tellListing(listing);
    this.acts.sort((a, b) => a.at.getTime() - b.at.getTime());
  }

  private tellEnterprise({ row, contact, story }: CastEnterprise): void {
    if (row.submittedAt === null) return;
    const { officer, person } = this.cast.officerOf(row.regionCode);
    const about = { subjectKind: 'enterprise', subjectId: row.id };
    const note = row.returnReason;
    this.log(row.submittedAt, actorOf(contact), { ...about, action: 'enterprise.submitted', data: { code: row.code } });
    if (row.status === 'pending') return;
    const isReturned = row.status === 'returned';
    const decidedAt = row.verifiedAt ?? row.updatedAt;
    const reasonCodes = isReturned ? row.reasonCodes : [];
    const reviewId = this.review({
      subjectKind: 'enterprise',
      subjectId: row.id,
      subjectTitle: row.name,
      listingKind: null,
      listingId: null,
      enterprise: { row, officerId: officer.id },
      status: isReturned ? 'returned' : 'approved',
      openedAt: row.submittedAt,
      decidedAt,
      reasonCodes,
      note: isReturned ? note : null,
    });
    const action = isReturned ? 'enterprise.returned' : 'enterprise.verified';
    this.log(decidedAt, actorOf(person), { ...about, action, data: { reviewId, reasonCodes, note: isReturned ? note : null } });
    if (story.state?.is !== 'suspended') return;
    this.log(row.updatedAt, actorOf(person), { ...about, action: 'enterprise.suspended', data: { code: row.code, reasonCodes: row.reasonCodes, note } });
  }

  private tellListing({ enterprise, row, decidedAt, story }: StockedListing): void {
    if (row.submittedAt === null) return;
    const { officer, person } = this.cast.officerOf(enterprise.row.regionCode);
    const about = { subjectKind: 'listing', subjectId: row.id };
    const isReturned = row.status === 'returned';
    const { returnReasons: reasonCodes, reviewNote: note } = row;
    this.log(row.submittedAt, actorOf(enterprise.contact), { ...about, action: 'listing.submitted', data: { code: row.code } });
    if (decidedAt === null) return;
    const decision = isReturned ? { reasonCodes, note } : { reasonCodes: [], note: null };
    const reviewId = this.review({
      subjectKind: 'listing',
      subjectId: row.id,
      subjectTitle: row.title,
      listingKind: row.kind,
      listingId: row.id,
      enterprise: { row: enterprise.row, officerId: officer.id },
      status: isReturned ? 'returned' : 'approved',
      openedAt: row.submittedAt,
      decidedAt,
      ...decision,
    });
    this.log(decidedAt, actorOf(person), { ...about, action: isReturned ? 'listing.returned' : 'listing.published', data: { reviewId, ...decision } });
    if (story.state?.is === 'suspended') this.log(row.updatedAt, actorOf(person), { ...about, action: 'listing.suspended', data: { reasonCodes, note } });
    if (story.edit) {
      this.log(this.calendar.ago(story.edit.daysAgo), actorOf(enterprise.contact), { ...about, action: revisionSubmitted.type, data: { code: row.code, revision: row.revision + 1 } });
    }
    if (row.closedReason) {
      const actor: Actor = row.closedReason === 'expired' ? { kind: 'system', language: 'zh' } : actorOf(enterprise.contact);
      this.log(row.updatedAt, actor, { ...about, action: `listing.${row.closedReason}`, data: { code: row.code } });
    }
  }

  private log(at: Date, actor: Actor, act: AuditAct): void {
    this.acts.push({ at, actor, act });
  }

  private review({ enterprise: { row, officerId }, ...facts }: DecidedCase): string {
    const review = Object.assign(new Review(), {
      id: newId(),
      ...facts,
      enterpriseId: row.id,
      regionCode: row.regionCode,
      dueAt: addWorkingHours(facts.openedAt, REVIEW_HOURS, this.calendar.zone),
      officerId,
      hints: [],
    });
    this.reviews.push(review);
    return review.id;
  }
}

type DecidedCase = Pick<
  Review,
  'subjectKind' | 'subjectId' | 'subjectTitle' | 'listingKind' | 'listingId' | 'status' | 'openedAt' | 'decidedAt' | 'reasonCodes' | 'note'
> & { readonly enterprise: { readonly row: CastEnterprise['row']; readonly officerId: string } };
