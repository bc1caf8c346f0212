import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Actor } from '../../shared/actor.js';
import { AppError } from '../../shared/errors.js';
import { MODERATION_ERRORS } from './moderation.errors.js';
import type { Decision, Hint, ReviewStatus, SubjectKind } from './review.types.js';

const STATUS_OF: Record<Decision, ReviewStatus> = { approve: 'approved', return: 'returned', reject: 'rejected' };

/** One case: one decision to take about one thing. A thing that comes back later is a new case. */
@Entity('review')
@Index('uq_review_open_subject', ['subjectId'], { unique: true, where: `status = 'open'` })
@Index('ix_review_subject', ['subjectId', 'openedAt'])
@Index('ix_review_decision', ['decisionId'], { where: 'decision_id is not null' })
@Index('ix_review_queue', ['status', 'regionCode', 'dueAt', 'id'])
@Check('ck_review_subject_kind', `subject_kind in ('enterprise', 'listing', 'revision', 'engagement')`)
@Check('ck_review_listing_kind', `listing_kind in ('demand', 'offering')`)
@Check('ck_review_status', `status in ('open', 'approved', 'returned', 'rejected', 'withdrawn')`)
export class Review {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_review' })
  id: string;

  @Column('text', { name: 'subject_kind' })
  subjectKind: SubjectKind;

  @Column('uuid', { name: 'subject_id' })
  subjectId: string;

  /** The title or name when the case was opened, so that the queue is one read. */
  @Column('text', { name: 'subject_title' })
  subjectTitle: string;

  @Column('text', { name: 'listing_kind', nullable: true })
  listingKind: 'demand' | 'offering' | null;

  /** The listing itself, also for a revision; null for an enterprise and an engagement. */
  @Column('uuid', { name: 'listing_id', nullable: true })
  listingId: string | null;

  @ForeignKey('Enterprise', { name: 'fk_review_enterprise' })
  @Column('uuid', { name: 'enterprise_id' })
  enterpriseId: string;

  /** The enterprise's region (of an engagement: the factory's): its authority decides. */
  @Column('text', { name: 'region_code' })
  regionCode: string;

  @Column('text')
  status: ReviewStatus;

  @Column('timestamptz', { name: 'opened_at' })
  openedAt: Date;

  @Column('timestamptz', { name: 'due_at' })
  dueAt: Date;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt: Date | null;

  @ForeignKey('Officer', { name: 'fk_review_officer' })
  @Column('uuid', { name: 'officer_id', nullable: true })
  officerId: string | null;

  @Column('text', { name: 'reason_codes', array: true })
  reasonCodes: string[];

  @Column('text', { nullable: true })
  note: string | null;

  @Column('jsonb')
  hints: Hint[];

  /** The last act that decided it and can, or could, be taken back; cases that were decided together have it in common. */
  @Column('uuid', { name: 'decision_id', nullable: true })
  decisionId: string | null;

  /** What that act would have to put back (ReviewUndoService). */
  @Column('jsonb', { nullable: true })
  before: object | null;

  @VersionColumn()
  version: number;

  /** Did this officer decide it last? Stays so when he takes it back. */
  wasDecidedBy(officerId: string): boolean {
    return this.officerId === officerId;
  }

  /** @throws AppError (conflict) when somebody else has decided, or the author has taken it back */
  assertOpen(): void {
    if (this.status !== 'open') throw new AppError(MODERATION_ERRORS.alreadyDecided);
  }

  close(actor: Actor, { decision, reasonCodes, note }: { decision: Decision; reasonCodes: readonly string[]; note: string | null }, now: Date): void {
    this.assertOpen();
    this.status = STATUS_OF[decision];
    this.decidedAt = now;
    this.officerId = actor.kind === 'person' ? (actor.office?.officerId ?? null) : null;
    this.reasonCodes = decision === 'approve' ? [] : [...reasonCodes];
    this.note = note;
  }
}
