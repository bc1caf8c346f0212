import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { DAY_MS, MINUTE_MS } from '../../shared/durations.js';
import { AppError } from '../../shared/errors.js';
import { newId } from '../../shared/ids.js';
import { type Language, say } from '../../shared/language.js';
import { LISTING_ERRORS as E } from './listing.errors.js';
import { LIFETIME_DAYS, LISTING_LIFECYCLE, type ListingCommand, type ListingRole, type ListingState, timing } from './listing.states.js';
import { LISTING_TEXTS } from './listing.texts.js';
import {
  type ClosedReason,
  CLOSING_SETTLES_MINUTES,
  CONTENT_FIELDS,
  DEFAULT_SEATS,
  type ListingContent,
  type ListingKind,
  type ListingStatus,
  NEAR_END_DAYS,
  RENEWAL_DAYS,
  REOPENING_DAYS,
} from './listing.types.js';

/** A demand or an offering: one thing with one lifecycle (listing.states.ts), told apart by `kind`. */
@Entity('listing')
@Unique('uq_listing_code', ['code'])
@Unique('uq_listing_external', ['enterpriseId', 'kind', 'externalId'])
@Index('ix_listing_enterprise', ['enterpriseId', 'kind', 'createdAt'])
@Index('ix_listing_published', { synchronize: false })
@Index('ix_listing_expiry', { synchronize: false })
@Index('ix_listing_settles', { synchronize: false })
@Check('ck_listing_kind', `kind in ('demand', 'offering')`)
@Check('ck_listing_language', `language in ('zh', 'en')`)
@Check('ck_listing_seats', `seats between 1 and 20`)
@Check('ck_listing_status', `status in ('draft', 'in_review', 'published', 'returned', 'closed', 'suspended')`)
@Check(
  'ck_listing_closed',
  `(status = 'closed') = (closed_reason is not null) and (closed_reason is null or closed_reason in ('fulfilled', 'withdrawn', 'expired'))`,
)
@Check('ck_listing_budget', `budget_min is null or budget_max is null or budget_min <= budget_max`)
export class Listing implements ListingContent {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_listing' })
  id: string;

  /** Public and stable: `D-13-2026-000017` (kind, province, year, number). */
  @Column('text')
  code: string;

  @Column('text')
  kind: ListingKind;

  @ForeignKey('Enterprise', { name: 'fk_listing_enterprise' })
  @Column('uuid', { name: 'enterprise_id' })
  enterpriseId: string;

  @ForeignKey('Person', { name: 'fk_listing_author' })
  @Column('uuid', { name: 'author_id', nullable: true })
  authorId: string | null;

  /** The enterprise's own key for it: a program that sends the same again creates nothing twice. */
  @Column('text', { name: 'external_id', nullable: true })
  externalId: string | null;

  @Column('text')
  status: ListingStatus;

  @Column('text', { name: 'closed_reason', nullable: true })
  closedReason: ClosedReason | null;

  /** The language it is written in. */
  @Column('text')
  language: Language;

  @Column('text')
  title: string;

  @Column('text')
  body: string;

  @Column('text')
  materials: string;

  @Column('text')
  methods: string;

  @Column('text')
  effect: string;

  @Column('text')
  product: string;

  @Column('text')
  application: string;

  @Column('text', { name: 'category_code', nullable: true })
  categoryCode: string | null;

  @Column('text', { name: 'industry_code', nullable: true })
  industryCode: string | null;

  @Column('text', { name: 'region_code' })
  regionCode: string;

  @Column('text', { name: 'service_regions', array: true })
  serviceRegions: string[];

  @Column('text', { nullable: true })
  quantity: string | null;

  @Column('bigint', { name: 'budget_min', nullable: true })
  budgetMin: number | null;

  @Column('bigint', { name: 'budget_max', nullable: true })
  budgetMax: number | null;

  @Column('date', { nullable: true })
  deadline: string | null;

  @Column('integer', { name: 'lead_days', nullable: true })
  leadDays: number | null;

  @Column('text', { array: true })
  certificates: string[];

  /** The author's own words to find it by. */
  @Column('text', { array: true })
  tags: string[];

  /** How many providers a demand talks to at one time. */
  @Column('integer')
  seats: number;

  /** What the officer wrote when it was returned or suspended. */
  @Column('text', { name: 'review_note', nullable: true })
  reviewNote: string | null;

  @Column('text', { name: 'return_reasons', array: true })
  returnReasons: string[];

  /** 1 for the first published content, one more for each approved edit. */
  @Column('integer')
  revision: number;

  @Column('timestamptz', { name: 'submitted_at', nullable: true })
  submittedAt: Date | null;

  @Column('timestamptz', { name: 'published_at', nullable: true })
  publishedAt: Date | null;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt: Date | null;

  /** When its people closed it; null for one that is open, or whose term ended. */
  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt: Date | null;

  /** When others are to hear that its people closed it; null once they have. */
  @Column('timestamptz', { name: 'settles_at', nullable: true })
  settlesAt: Date | null;

  /** When the author was asked "still needed?" for the present term. */
  @Column('timestamptz', { name: 'expiry_asked_at', nullable: true })
  expiryAskedAt: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;

  @VersionColumn()
  version: number;

  /** What has been begun and says nothing yet. Its public code is given when it is kept. */
  static draft(
    of: Pick<Listing, 'kind' | 'enterpriseId' | 'authorId' | 'externalId' | 'language' | 'tags'> & { readonly seats: number | null | undefined },
    now: Date,
  ): Listing {
    return Object.assign(new Listing(), {
      id: newId(),
      code: '',
      ...of,
      status: 'draft' as const,
      closedReason: null,
      seats: of.seats ?? DEFAULT_SEATS,
      reviewNote: null,
      returnReasons: [],
      revision: 1,
      submittedAt: null,
      publishedAt: null,
      expiresAt: null,
      closedAt: null,
      settlesAt: null,
      expiryAskedAt: null,
      createdAt: now,
    });
  }

  /** Where it stands in its lifecycle. */
  get state(): ListingState {
    return stateOf(this.status, this.closedReason);
  }

  /** Has it ever been on the market? Then its page says what became of it instead of nothing. */
  get wasPublished(): boolean {
    return this.publishedAt !== null;
  }

  submit(now: Date): void {
    this.move('submit', 'editor');
    this.submittedAt = now;
    this.updatedAt = now;
  }

  recall(now: Date): void {
    this.move('recall', 'editor');
    this.updatedAt = now;
  }

  publish(now: Date): void {
    this.move('publish', 'officer');
    this.publishedAt = now;
    this.updatedAt = now;
    this.reviewNote = null;
    this.returnReasons = [];
    this.startTerm(now);
  }

  return(reasonCodes: readonly string[], note: string | null, now: Date): void {
    this.move('return', 'officer');
    this.explain(reasonCodes, note, now);
  }

  /** Back into review, as it was before an officer decided. @param said what an officer had said of it before that */
  takeBackDecision(said: Pick<Listing, 'returnReasons' | 'reviewNote'>, now: Date): void {
    this.move('take-back', 'officer');
    this.publishedAt = null;
    this.expiresAt = null;
    this.explain(said.returnReasons, said.reviewNote, now);
  }

  close(command: 'fulfil' | 'withdraw', now: Date): void {
    this.move(command, 'editor');
    this.updatedAt = now;
    this.closedAt = now;
    this.settlesAt = new Date(now.getTime() + CLOSING_SETTLES_MINUTES * MINUTE_MS);
  }

  /** Back on the market. Its term goes on where it stood; one that would have ended meanwhile begins anew. */
  reopen(now: Date): void {
    if (timing('reopen', this, now) === 'late') throw new AppError(E.tooLateToReopen, { days: REOPENING_DAYS });
    this.move('reopen', 'editor');
    this.updatedAt = now;
    this.closedAt = null;
    this.settlesAt = null;
    if (!this.expiresAt || this.expiresAt <= now) this.startTerm(now);
  }

  expire(now: Date): void {
    this.move('expire', 'system');
    this.updatedAt = now;
  }

  /** For another term. Says whether it had been off the market. */
  renew(now: Date): { wasExpired: boolean } {
    const wasExpired = this.state === 'expired';
    const off = timing('renew', this, now);
    if (off === 'early') throw new AppError(E.tooEarlyToRenew, { days: NEAR_END_DAYS });
    if (off === 'late') throw new AppError(E.tooLateToRenew, { days: RENEWAL_DAYS });
    this.move('renew', 'editor');
    this.updatedAt = now;
    this.startTerm(now);
    return { wasExpired };
  }

  suspend(reasonCodes: readonly string[], note: string | null, now: Date): void {
    this.move('suspend', 'officer');
    this.explain(reasonCodes, note, now);
  }

  restore(now: Date): void {
    this.move('restore', 'officer');
    this.explain([], null, now);
  }

  /** Writes new content over the old one; the caller has decided that it may. */
  write(content: ListingContent, now: Date): void {
    Object.assign(this, contentOf(content));
    this.updatedAt = now;
  }

  private explain(reasonCodes: readonly string[], note: string | null, now: Date): void {
    this.returnReasons = [...reasonCodes];
    this.reviewNote = note;
    this.updatedAt = now;
  }

  private startTerm(now: Date): void {
    this.expiresAt = new Date(now.getTime() + LIFETIME_DAYS[this.kind] * DAY_MS);
    this.expiryAskedAt = null;
  }

  private move(command: ListingCommand, role: ListingRole): void {
    const transition = LISTING_LIFECYCLE.find(this.state, command);
    if (!transition?.by.includes(role)) throw wrongState(this.state);
    const closedReason = closedReasonOf(transition.to);
    this.status = closedReason ? 'closed' : (transition.to as ListingStatus);
    this.closedReason = closedReason;
  }
}

export function stateOf(status: ListingStatus, closedReason: ClosedReason | null): ListingState {
  return status === 'closed' ? (closedReason ?? 'withdrawn') : status;
}

/** The refusal of a transition that the table does not have. */
export function wrongState(state: ListingState): AppError {
  const name = LISTING_TEXTS[`state_${state}`];
  return new AppError({ ...E.wrongState, zh: say(E.wrongState, 'zh', { state: name.zh }), en: say(E.wrongState, 'en', { state: name.en }) });
}

/** Only the content of something that has more. */
export function contentOf(source: ListingContent): ListingContent {
  return Object.fromEntries(CONTENT_FIELDS.map((field) => [field, source[field]])) as unknown as ListingContent;
}

function closedReasonOf(state: ListingState): ClosedReason | null {
  return state === 'fulfilled' || state === 'withdrawn' || state === 'expired' ? state : null;
}
