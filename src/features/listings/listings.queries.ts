import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.js';
import { type Actor, enterpriseIdsOf } from '../../shared/actor.js';
import { AppError } from '../../shared/errors.js';
import { Clock } from '../../shared/clock.js';
import { isId } from '../../shared/ids.js';
import { Kept } from '../../shared/kept.js';
import type { Page } from '../../shared/paging.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { asListingCode } from './listing-codes.js';
import type { ListingSummary, ListingsQuery, ListingView } from './listing.dto.js';
import { contentOf } from './listing.entity.js';
import { LISTING_ERRORS as E } from './listing.errors.js';
import { canKnow, canSee, isResponsible } from './listing.policy.js';
import { LISTING_COLUMNS, type ListingRow, scopeOfRow, viewOf } from './listing.view.js';
import type { ListingContent, ListingKind, ListingStatus } from './listing.types.js';

export type { ListingSummary };

/** Up to so many are counted for each reader; to count a market of a hundred thousand takes longer than to read its page. */
const FEW = 2_000;
const COUNTED_MS = 60_000;
/** Lists by category, region and industry whose counts are held. */
const MOST_COUNTS = 500;

/** How much of a text a list shows, in characters. */
const SNIPPET = 120;

/** What moderation needs to know of a listing or of an edit of one. */
export interface ListingForReview {
  /** The listing's id. */
  readonly id: string;
  readonly code: string;
  readonly kind: ListingKind;
  readonly status: ListingStatus;
  readonly enterpriseId: string;
  /** The enterprise's region. */
  readonly enterpriseRegion: string;
  readonly submittedAt: Date;
  readonly content: ListingContent;
}

/** Another listing of the same enterprise with a like title. */
interface LikeListing {
  readonly id: string;
  readonly likeId: string;
  readonly likeCode: string;
  readonly likeTitle: string;
  /** 0 to 1, by pg_trgm. */
  readonly similarity: number;
}

/** Reads listings, each for somebody: the actor is the scope. */
@Injectable()
export class ListingsQueries {
  private readonly counts = new Kept<number>(COUNTED_MS, MOST_COUNTS, (count) => count > FEW);

  constructor(
    private readonly database: Database,
    private readonly taxonomy: TaxonomyService,
    private readonly clock: Clock,
  ) {}

  /**
   * One listing by its id or its public code.
   * @throws AppError (not-found), also for what the actor may not know of; (gone) for one that is no longer public
   */
  async view(actor: Actor, kind: ListingKind, idOrCode: string): Promise<ListingView> {
    const row = await this.row(kind, idOrCode);
    if (!row || !canKnow(actor, scopeOfRow(row))) throw new AppError(E.notFound);
    if (!canSee(actor, scopeOfRow(row))) throw new AppError(E.ended);
    return viewOf(actor, row, this.clock.now());
  }

  /** What the page of an ended listing says: that it existed, and what became of it. Null for what nobody may know of. */
  async ended(actor: Actor, kind: ListingKind, idOrCode: string): Promise<Pick<ListingView, 'code' | 'title' | 'closedReason' | 'status'> | null> {
    const row = await this.row(kind, idOrCode);
    if (!row || !canKnow(actor, scopeOfRow(row))) return null;
    return { code: row.code, title: row.title, closedReason: row.closedReason, status: row.status };
  }

  /** A listing for an officer of its region. @throws AppError (not-found) for everybody else */
  async forOfficer(actor: Actor, id: string): Promise<{ id: string; code: string; title: string; status: ListingStatus }> {
    const [row] = await this.database.query<ListingRow>(
      `select ${LISTING_COLUMNS} from listing l join enterprise e on e.id = l.enterprise_id where l.id = $1`,
      [id],
    );
    if (!row || !isResponsible(actor, row)) throw new AppError(E.notFound);
    return { id: row.id, code: row.code, title: row.title, status: row.status };
  }

  /** A page of what is on the market, the newest first, or of all that the actor's enterprises have, the last touched first. */
  async list(actor: Actor, kind: ListingKind, query: ListingsQuery): Promise<Page<ListingSummary>> {
    const parameters: unknown[] = [kind];
    const bind = (value: unknown): string => `$${parameters.push(value)}`;
    const conditions = ['l.kind = $1'];
    if (query.scope === 'own') {
      const own = enterpriseIdsOf(actor);
      conditions.push(`l.enterprise_id = any(${bind(own)}::uuid[])`);
      if (query.status) conditions.push(`l.status = ${bind(query.status)}`);
    } else {
      conditions.push(`l.status = 'published'`, `e.status = 'verified'`);
    }
    if (query.enterpriseId) conditions.push(`l.enterprise_id = ${bind(query.enterpriseId)}`);
    if (query.category) conditions.push(`(l.category_code = ${bind(query.category)} or l.category_code like ${bind(`${escapeLike(query.category)}-%`)})`);
    if (query.industry) conditions.push(`l.industry_code = any(${bind(this.taxonomy.tree('industry').under(query.industry))}::text[])`);
    if (query.region) conditions.push(`l.region_code = any(${bind(this.taxonomy.regionsUnder(query.region))}::text[])`);
    const from = `from listing l join enterprise e on e.id = l.enterprise_id where ${conditions.join(' and ')}`;
    const total = await this.total(from, [...parameters]);
    const order = query.scope === 'own' ? 'l.updated_at desc, l.id desc' : 'l.published_at desc, l.id desc';
    const items = await this.database.query<SummaryRow>(
      `select ${SUMMARY_COLUMNS} ${from} order by ${order} limit ${bind(query.pageSize)} offset ${bind((query.page - 1) * query.pageSize)}`,
      parameters,
    );
    return { items: items.map(summaryOf), page: query.page, pageSize: query.pageSize, total };
  }

  /** Exact while there are few; of many, what was counted within the last minute. */
  private total(from: string, parameters: readonly unknown[]): Promise<number> {
    return this.counts.get(JSON.stringify([from, parameters]), this.clock.now(), async () => {
      const [row] = await this.database.query<{ count: number }>(`select count(*)::integer as count ${from}`, [...parameters]);
      return row!.count;
    });
  }

  /** Listings that wait for a decision, locked against change until the transaction ends. */
  async waitingForReview(manager: EntityManager, ids: readonly string[]): Promise<ListingForReview[]> {
    const rows = await manager.query<ListingRow[]>(
      `select ${LISTING_COLUMNS} from listing l join enterprise e on e.id = l.enterprise_id
       where l.id = any($1::uuid[]) and l.status = 'in_review' order by l.id for share of l`,
      [ids],
    );
    return rows.map((row) => forReview(row, row.submittedAt!, contentOf(row)));
  }

  /** An edit that waits for a decision, locked; null when it no longer does. */
  async revisionWaitingForReview(manager: EntityManager, revisionId: string): Promise<ListingForReview | null> {
    const [row] = await manager.query<(ListingRow & { newContent: ListingContent; handedInAt: Date })[]>(
      `select ${LISTING_COLUMNS}, r.content as "newContent", r.created_at as "handedInAt"
       from listing_revision r join listing l on l.id = r.listing_id join enterprise e on e.id = l.enterprise_id
       where r.id = $1 and r.status = 'in_review' for share of r`,
      [revisionId],
    );
    return row ? forReview(row, row.handedInAt, row.newContent) : null;
  }

  /** The live content of a listing and the content that an edit of it brings (or brought), for showing them side by side. */
  async revision(revisionId: string): Promise<{ number: number; before: ListingContent; after: ListingContent } | null> {
    const [row] = await this.database.query<ListingRow & { number: number; stored: ListingContent; isLive: boolean }>(
      `select ${LISTING_COLUMNS}, r.revision as number, r.content as stored, r.status = 'published' as "isLive"
       from listing_revision r join listing l on l.id = r.listing_id join enterprise e on e.id = l.enterprise_id where r.id = $1`,
      [revisionId],
    );
    if (!row) return null;
    const live = contentOf(row);
    return row.isLive ? { number: row.number, before: row.stored, after: live } : { number: row.number, before: live, after: row.stored };
  }

  /** For each listing, the one most like it among the others of its enterprise that are not drafts, from `least` on. */
  async mostLike(manager: EntityManager, ids: readonly string[], least: number): Promise<LikeListing[]> {
    return manager.query<LikeListing[]>(
      `select l.id, other.id as "likeId", other.code as "likeCode", other.title as "likeTitle", other.similarity
       from listing l cross join lateral (
         select o.id, o.code, o.title, similarity(o.title, l.title) as similarity from listing o
         where o.enterprise_id = l.enterprise_id and o.kind = l.kind and o.id <> l.id and o.status <> 'draft'
         order by similarity desc, o.id limit 1) other
       where l.id = any($1::uuid[]) and other.similarity >= $2`,
      [ids, least],
    );
  }

  private async row(kind: ListingKind, idOrCode: string): Promise<ListingRow | undefined> {
    const code = asListingCode(idOrCode);
    if (code === null && !isId(idOrCode)) return undefined;
    const [row] = await this.database.query<ListingRow>(
      `select ${LISTING_COLUMNS} from listing l join enterprise e on e.id = l.enterprise_id
       where ${code === null ? 'l.id' : 'l.code'} = $1 and l.kind = $2`,
      [code ?? idOrCode, kind],
    );
    return row;
  }
}

const SUMMARY_COLUMNS = `l.id, l.code, l.kind, l.status, l.closed_reason as "closedReason", e.id as "enterpriseId", e.code as "enterpriseCode",
  e.name as "enterpriseName", l.title, left(concat_ws(' ', nullif(l.body, ''), nullif(l.effect, ''), nullif(l.product, '')), ${SNIPPET}) as snippet,
  l.category_code as "categoryCode", l.industry_code as "industryCode", l.region_code as "regionCode", l.budget_min as "budgetMin",
  l.budget_max as "budgetMax", l.deadline::text as deadline, l.seats, l.published_at as "publishedAt", l.expires_at as "expiresAt",
  l.updated_at as "updatedAt"`;

type SummaryRow = Omit<ListingSummary, 'enterprise' | 'publishedAt' | 'expiresAt' | 'updatedAt'> & {
  enterpriseId: string;
  enterpriseCode: string;
  enterpriseName: string;
  publishedAt: Date | null;
  expiresAt: Date | null;
  updatedAt: Date;
};

function summaryOf({ enterpriseId, enterpriseCode, enterpriseName, ...row }: SummaryRow): ListingSummary {
  return {
    ...row,
    enterprise: { id: enterpriseId, code: enterpriseCode, name: enterpriseName },
    publishedAt: row.publishedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    updatedAt: row.updatedAt.toISOString(),
  };
}

function forReview(row: ListingRow, submittedAt: Date, content: ListingContent): ListingForReview {
  const { id, code, kind, status, enterpriseId, enterpriseRegion } = row;
  return { id, code, kind, status, enterpriseId, enterpriseRegion, submittedAt, content };
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&');
}
