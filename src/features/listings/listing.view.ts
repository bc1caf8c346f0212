import type { Actor } from '../../shared/actor.js';
import { completeness } from './completeness.js';
import type { AttachmentView, ListingView } from './listing.dto.js';
import { contentOf, stateOf } from './listing.entity.js';
import { isResponsible, type ListingScope, mayEdit, seesAll } from './listing.policy.js';
import { LISTING_LIFECYCLE, timing } from './listing.states.js';
import type { ClosedReason, ListingContent, ListingKind, ListingStatus, RevisionStatus } from './listing.types.js';

/** A listing as one query reads it, with its enterprise `e`. */
export interface ListingRow extends ListingContent {
  readonly id: string;
  readonly code: string;
  readonly kind: ListingKind;
  readonly status: ListingStatus;
  readonly closedReason: ClosedReason | null;
  readonly externalId: string | null;
  readonly language: 'zh' | 'en';
  readonly tags: string[];
  readonly seats: number;
  readonly reviewNote: string | null;
  readonly returnReasons: string[];
  readonly revision: number;
  readonly submittedAt: Date | null;
  readonly publishedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly closedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly version: number;
  readonly enterpriseId: string;
  readonly enterpriseCode: string;
  readonly enterpriseName: string;
  readonly enterpriseRegion: string;
  readonly isEnterpriseVerified: boolean;
  readonly attachments: AttachmentView[];
  /** The last edit of a published listing, whatever became of it. */
  readonly lastRevision: LastRevision | null;
}

interface LastRevision {
  readonly id: string;
  readonly status: RevisionStatus;
  readonly content: ListingContent;
  readonly reviewNote: string | null;
  readonly returnReasons: string[];
}

export const LISTING_COLUMNS = `l.id, l.code, l.kind, l.status, l.closed_reason as "closedReason", l.external_id as "externalId", l.language,
  l.title, l.body, l.materials, l.methods, l.effect, l.product, l.application, l.category_code as "categoryCode",
  l.industry_code as "industryCode", l.region_code as "regionCode", l.service_regions as "serviceRegions", l.quantity,
  l.budget_min as "budgetMin", l.budget_max as "budgetMax", l.deadline::text as deadline, l.lead_days as "leadDays", l.certificates,
  l.tags, l.seats, l.review_note as "reviewNote", l.return_reasons as "returnReasons", l.revision, l.submitted_at as "submittedAt",
  l.published_at as "publishedAt", l.expires_at as "expiresAt", l.closed_at as "closedAt", l.created_at as "createdAt", l.updated_at as "updatedAt", l.version,
  e.id as "enterpriseId", e.code as "enterpriseCode", e.name as "enterpriseName", e.region_code as "enterpriseRegion",
  e.status = 'verified' as "isEnterpriseVerified",
  coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'type', f.type, 'size', f.size) order by a.position)
    from listing_attachment a join file f on f.id = a.file_id where a.listing_id = l.id), '[]') as attachments,
  (select jsonb_build_object('id', r.id, 'status', r.status, 'content', r.content, 'reviewNote', r.review_note, 'returnReasons', r.return_reasons)
    from listing_revision r where r.listing_id = l.id order by r.created_at desc, r.id desc limit 1) as "lastRevision"`;

export function scopeOfRow(row: ListingRow): ListingScope {
  const { enterpriseId, status, enterpriseRegion, isEnterpriseVerified } = row;
  return { enterpriseId, status, enterpriseRegion, isEnterpriseVerified, wasPublished: row.publishedAt !== null };
}

/** The listing as the actor may see it: what is only for its own people and officers is left out for everybody else. */
export function viewOf(actor: Actor, row: ListingRow, now: Date): ListingView {
  const { things, told, of } = completeness(row);
  return {
    id: row.id,
    code: row.code,
    kind: row.kind,
    status: row.status,
    closedReason: row.closedReason,
    enterprise: { id: row.enterpriseId, code: row.enterpriseCode, name: row.enterpriseName },
    language: row.language,
    ...contentOf(row),
    tags: row.tags,
    seats: row.seats,
    revision: row.revision,
    completeness: { told, of, missing: things.filter(({ isTold }) => !isTold).map(({ thing }) => thing) },
    attachmentCount: row.attachments.length,
    submittedAt: row.submittedAt?.toISOString() ?? null,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
    own: seesAll(actor, row) ? ownPartOf(actor, row, now) : null,
  };
}

function ownPartOf(actor: Actor, row: ListingRow, now: Date): ListingView['own'] {
  const { externalId, reviewNote, returnReasons, attachments } = row;
  const revision = openRevision(row.lastRevision);
  const pendingRevisionId = revision?.status === 'in_review' ? revision.id : null;
  return { externalId, reviewNote, returnReasons, pendingRevisionId, revision, attachments, commands: commandsOf(actor, row, now) };
}

/** An edit that its author still has to do with: one that waits, or one that came back. */
function openRevision(last: LastRevision | null): NonNullable<ListingView['own']>['revision'] {
  if (!last || (last.status !== 'in_review' && last.status !== 'returned')) return null;
  const { id, status, content, reviewNote, returnReasons } = last;
  return { id, status, content, reviewNote, returnReasons };
}

/** What the actor may do with it now, by the lifecycle's table. */
function commandsOf(actor: Actor, row: ListingRow, now: Date): string[] {
  const state = stateOf(row.status, row.closedReason);
  return [
    ...(mayEdit(actor, row) ? LISTING_LIFECYCLE.commands(state, 'editor').filter((command) => timing(command, { ...row, state }, now) === null) : []),
    // Publishing and returning are decided in the case, with reasons; here stands what an officer does to a live listing.
    ...(isResponsible(actor, row) ? LISTING_LIFECYCLE.commands(state, 'officer').filter((command) => command === 'suspend' || command === 'restore') : []),
  ];
}
