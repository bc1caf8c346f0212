import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Settings } from '../../config/settings.js';
import { Database } from '../../platform/database/database.js';
import { Clock } from '../../shared/clock.js';
import { newId } from '../../shared/ids.js';
import { addWorkingHours } from '../../shared/working-hours.js';
import { EngagementsQueries } from '../engagements/engagements.queries.js';
import { EnterpriseQueries } from '../enterprises/enterprises.queries.js';
import { type ListingForReview, ListingsQueries } from '../listings/listings.queries.js';
import { enterpriseHints } from './enterprise-hints.js';
import { contactHints, DUPLICATE_SIMILARITY, type HintTexts, vagueHints } from './hints.js';
import { REVIEW_HOURS } from './service-clock.js';
import type { Hint, SubjectKind } from './review.types.js';

/** A case about to be opened. */
interface Opening {
  readonly subjectKind: SubjectKind;
  readonly subjectId: string;
  readonly title: string;
  readonly listingKind: 'demand' | 'offering' | null;
  readonly listingId: string | null;
  readonly enterpriseId: string;
  readonly regionCode: string;
  /** When the subject was handed in: the clock runs from here, and a decision counts only for what was handed in then. */
  readonly openedAt: Date;
  readonly hints: readonly Hint[];
}

/**
 * Opens and closes cases as things are handed in and taken back. Each of these may run twice and in any order: they look at
 * the subject as it is now, and a subject has at most one open case.
 */
@Injectable()
export class ReviewOpening {
  constructor(
    private readonly database: Database,
    private readonly listings: ListingsQueries,
    private readonly enterprises: EnterpriseQueries,
    private readonly engagements: EngagementsQueries,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  async openForListings(ids: readonly string[]): Promise<void> {
    await this.database.transaction(async (manager) => {
      await lockOpen(manager, ids);
      const waiting = await this.listings.waitingForReview(manager, ids);
      const like = new Map((await this.listings.mostLike(manager, waiting.map(({ id }) => id), DUPLICATE_SIMILARITY)).map((found) => [found.id, found]));
      await this.open(
        manager,
        waiting.map((listing) => {
          const same = like.get(listing.id);
          const duplicate: Hint[] = same
            ? [{ code: 'duplicate', listingId: same.likeId, listingCode: same.likeCode, title: same.likeTitle, similarity: Math.round(same.similarity * 100) / 100 }]
            : [];
          return { ...openingOf('listing', listing.id, listing), hints: [...duplicate, ...textHints(listing)] };
        }),
      );
    });
  }

  async openForRevision(revisionId: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      await lockOpen(manager, [revisionId]);
      const waiting = await this.listings.revisionWaitingForReview(manager, revisionId);
      if (waiting) await this.open(manager, [{ ...openingOf('revision', revisionId, waiting), hints: textHints(waiting) }]);
    });
  }

  async openForEnterprise(enterpriseId: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      await lockOpen(manager, [enterpriseId]);
      const waiting = await pendingEnterprise(manager, enterpriseId);
      if (!waiting) return;
      await this.open(manager, [
        {
          subjectKind: 'enterprise',
          subjectId: enterpriseId,
          title: waiting.name,
          listingKind: null,
          listingId: null,
          enterpriseId,
          regionCode: waiting.regionCode,
          openedAt: waiting.submittedAt,
          hints: enterpriseHints(await this.enterprises.doubtsOf(enterpriseId)),
        },
      ]);
    });
  }

  /** What the two sides of an engagement say differently. @param within the caller's transaction, where there is one */
  async openForEngagement(engagementId: string, within: EntityManager = this.database.manager): Promise<void> {
    await within.transaction(async (manager) => {
      await lockOpen(manager, [engagementId]);
      const disputed = await this.engagements.disputed(manager, engagementId);
      if (!disputed) return;
      const { title, enterpriseId, regionCode, disputedAt: openedAt } = disputed;
      await this.open(manager, [{ subjectKind: 'engagement', subjectId: engagementId, title, listingKind: null, listingId: null, enterpriseId, regionCode, openedAt, hints: [] }]);
    });
  }

  /** Closes the case of what was taken back, unless it has been handed in again since. */
  async closeIfTakenBack(subjectKind: SubjectKind, subjectId: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      await lockOpen(manager, [subjectId]);
      if (await this.isWaiting(manager, subjectKind, subjectId)) return;
      await manager.query(`update review set status = 'withdrawn', decided_at = $2, version = version + 1 where subject_id = $1 and status = 'open'`, [
        subjectId,
        this.clock.now(),
      ]);
    });
  }

  private async isWaiting(manager: EntityManager, subjectKind: SubjectKind, id: string): Promise<boolean> {
    if (subjectKind === 'listing') return (await this.listings.waitingForReview(manager, [id])).length > 0;
    if (subjectKind === 'revision') return (await this.listings.revisionWaitingForReview(manager, id)) !== null;
    if (subjectKind === 'engagement') return (await this.engagements.disputed(manager, id)) !== null;
    return (await pendingEnterprise(manager, id)) !== null;
  }

  /** A case that is open already is brought up to date when the subject was handed in again. */
  private async open(manager: EntityManager, openings: readonly Opening[]): Promise<void> {
    if (openings.length === 0) return;
    const rows = openings.map((opening) => ({
      ...opening,
      id: newId(),
      dueAt: addWorkingHours(opening.openedAt, REVIEW_HOURS, this.settings.timeZone),
    }));
    await manager.query(
      `insert into review (id, subject_kind, subject_id, subject_title, listing_kind, listing_id, enterprise_id, region_code, status,
         opened_at, due_at, reason_codes, hints, version)
       select row.id, row."subjectKind", row."subjectId", row.title, row."listingKind", row."listingId", row."enterpriseId", row."regionCode",
         'open', row."openedAt", row."dueAt", '{}', row.hints, 1
       from jsonb_to_recordset($1::jsonb) as row (id uuid, "subjectKind" text, "subjectId" uuid, title text, "listingKind" text, "listingId" uuid,
         "enterpriseId" uuid, "regionCode" text, "openedAt" timestamptz, "dueAt" timestamptz, hints jsonb)
       on conflict (subject_id) where status = 'open' do update set subject_title = excluded.subject_title, opened_at = excluded.opened_at,
         due_at = excluded.due_at, region_code = excluded.region_code, hints = excluded.hints, version = review.version + 1
       where review.opened_at < excluded.opened_at`,
      [JSON.stringify(rows)],
    );
  }
}

/** Cases are locked before their subjects, as in a decision: two that lock the other way round would wait for each other. */
async function lockOpen(manager: EntityManager, subjectIds: readonly string[]): Promise<void> {
  await manager.query(`select 1 from review where subject_id = any($1::uuid[]) and status = 'open' order by id for update`, [subjectIds]);
}

/** An enterprise that waits for verification, locked against change; null when it does not. */
async function pendingEnterprise(manager: EntityManager, id: string): Promise<{ name: string; regionCode: string; submittedAt: Date } | null> {
  const [row] = await manager.query<{ name: string; regionCode: string; submittedAt: Date }[]>(
    `select name, region_code as "regionCode", submitted_at as "submittedAt" from enterprise where id = $1 and status = 'pending' for share`,
    [id],
  );
  return row ?? null;
}

function openingOf(subjectKind: 'listing' | 'revision', subjectId: string, listing: ListingForReview): Omit<Opening, 'hints'> {
  return {
    subjectKind,
    subjectId,
    title: listing.content.title,
    listingKind: listing.kind,
    listingId: listing.id,
    enterpriseId: listing.enterpriseId,
    regionCode: listing.enterpriseRegion,
    openedAt: listing.submittedAt,
  };
}

function textHints({ kind, content }: ListingForReview): Hint[] {
  const { title, body, materials, methods, effect, product, application, quantity } = content;
  const texts: HintTexts = { title, body, product, materials, methods, effect, application, quantity: quantity ?? '' };
  return [...contactHints(texts), ...vagueHints(kind, texts)];
}
