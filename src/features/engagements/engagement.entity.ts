import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { AppError } from '../../shared/errors.js';
import { ENGAGEMENT_ERRORS, refusalIn } from './engagement.errors.js';
import type { EndReason } from './engagement.reasons.js';
import { awaitedIn, COMMAND_TO, ENGAGEMENT_LIFECYCLE } from './engagement.states.js';
import { askAfter, askDays } from './asking.types.js';
import type { EngagementEvent } from './engagements.events.js';
import type { ConfirmedStage, EngagementStage, ReportedStage, Statement } from './engagements.types.js';

/** How it stood before a side ended it, and the key under which that can be taken back; times as ISO 8601. */
export interface BeforeEnd {
  readonly key: string;
  readonly stage: Exclude<EngagementStage, 'accepted' | 'ended'>;
  readonly askAt: string | null;
  /** Ids of what was stated and not yet answered. */
  readonly statements: readonly string[];
}

/** Opened when both sides have said yes; from then on they see each other's contacts. */
@Entity('engagement')
@Unique('uq_engagement_match', ['matchId'])
@Index('ix_engagement_factory', ['demandEnterpriseId', 'openedAt'])
@Index('ix_engagement_provider', ['offeringEnterpriseId', 'openedAt'])
@Index('ix_engagement_demand', ['demandId'])
@Index('ix_engagement_ask', ['askAt'], { where: 'ask_at is not null' })
@Check('ck_engagement_stage', `stage in ('contact', 'proposal', 'negotiation', 'signed', 'accepted', 'ended')`)
@Check('ck_engagement_signed', `(signed_at is null) = (signed_amount is null) and (signed_at is null) = (signed_on is null) and (stage not in ('signed', 'accepted') or signed_at is not null)`)
@Check('ck_engagement_accepted', `(accepted_at is null) = (accepted_on is null) and (stage = 'accepted') = (accepted_at is not null)`)
@Check('ck_engagement_ended', `(stage = 'ended') = (ended_at is not null and end_reason is not null)`)
export class Engagement {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_engagement' })
  id: string;

  @Column('uuid', { name: 'match_id' })
  @ForeignKey('Match', { name: 'fk_engagement_match' })
  matchId: string;

  @Column('uuid', { name: 'demand_id' })
  @ForeignKey('Listing', { name: 'fk_engagement_demand' })
  demandId: string;

  @Column('uuid', { name: 'offering_id' })
  @ForeignKey('Listing', { name: 'fk_engagement_offering' })
  offeringId: string;

  @Column('uuid', { name: 'demand_enterprise_id' })
  @ForeignKey('Enterprise', { name: 'fk_engagement_demand_enterprise' })
  demandEnterpriseId: string;

  @Column('uuid', { name: 'offering_enterprise_id' })
  @ForeignKey('Enterprise', { name: 'fk_engagement_offering_enterprise' })
  offeringEnterpriseId: string;

  @Column('text')
  stage: EngagementStage;

  @Column('timestamptz', { name: 'opened_at' })
  openedAt: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column('uuid', { name: 'ended_by', nullable: true })
  @ForeignKey('Person', { name: 'fk_engagement_ended_by' })
  endedBy: string | null;

  /** The side that ended it. */
  @Column('uuid', { name: 'ended_by_enterprise_id', nullable: true })
  @ForeignKey('Enterprise', { name: 'fk_engagement_ended_by_enterprise' })
  endedByEnterpriseId: string | null;

  @Column('text', { name: 'end_reason', nullable: true })
  endReason: EndReason | null;

  /** What the other side is told besides the reason. */
  @Column('text', { name: 'end_note', nullable: true })
  endNote: string | null;

  /** When both sides had confirmed the signature (or an officer settled it), how much (CNY), and the day of the contract. */
  @Column('timestamptz', { name: 'signed_at', nullable: true })
  signedAt: Date | null;

  @Column('bigint', { name: 'signed_amount', nullable: true })
  signedAmount: number | null;

  @Column('date', { name: 'signed_on', nullable: true })
  signedOn: string | null;

  @Column('timestamptz', { name: 'accepted_at', nullable: true })
  acceptedAt: Date | null;

  @Column('date', { name: 'accepted_on', nullable: true })
  acceptedOn: string | null;

  /** Since when the two sides' statements differ; null while they do not. */
  @Column('timestamptz', { name: 'disputed_at', nullable: true })
  disputedAt: Date | null;

  /** When both are asked next how it stands; null when nobody is asked any more. */
  @Column('timestamptz', { name: 'ask_at', nullable: true })
  askAt: Date | null;

  /** Null unless it was ended in a way that can, or could, be undone. */
  @Column('jsonb', { name: 'before_end', nullable: true })
  beforeEnd: BeforeEnd | null;

  @VersionColumn()
  version: number;

  /** What every event about it carries. */
  get facts(): EngagementEvent {
    const { id: engagementId, matchId, demandId, demandEnterpriseId, offeringEnterpriseId } = this;
    return { engagementId, matchId, demandId, demandEnterpriseId, offeringEnterpriseId };
  }

  get awaited(): ConfirmedStage | null {
    return awaitedIn(this.stage);
  }

  /** @throws AppError (conflict) when it is there already, further, or ended */
  advance(to: ReportedStage): void {
    const transition = ENGAGEMENT_LIFECYCLE.find(this.stage, COMMAND_TO[to]);
    if (!transition) throw new AppError(refusalIn(this.stage));
    this.stage = transition.to;
  }

  /** Both sides have said the same, or an officer has settled it. */
  confirm(now: Date, stage: ConfirmedStage, { amount, day }: Statement & { readonly isSo: true }): void {
    const transition = ENGAGEMENT_LIFECYCLE.find(this.stage, COMMAND_TO[stage]);
    if (!transition) throw new AppError(refusalIn(this.stage));
    this.stage = transition.to;
    this.disputedAt = null;
    if (stage === 'signed') {
      this.signedAt = now;
      this.signedAmount = amount;
      this.signedOn = day;
      // The clock of asking starts anew: what is asked from here on is whether the work was accepted.
      this.askAt = askAfter('signed', now, now);
      return;
    }
    this.acceptedAt = now;
    this.acceptedOn = day;
    this.askAt = null;
  }

  /** Both are asked now: sets the next time, and says how many days it has been since both agreed, or signed. */
  askedBy(now: Date): number {
    const [clock, since] = this.signedAt ? (['signed', this.signedAt] as const) : (['open', this.openedAt] as const);
    this.askAt = askAfter(clock, since, now);
    return askDays(clock, since, now);
  }

  /** @param undo what is kept of how it stands, so that the end can be taken back */
  end(now: Date, by: { personId: string; enterpriseId: string }, reason: EndReason, note: string | null, undo: Pick<BeforeEnd, 'key' | 'statements'> | null = null): void {
    const transition = ENGAGEMENT_LIFECYCLE.find(this.stage, 'end');
    if (!transition) throw new AppError(refusalIn(this.stage));
    this.beforeEnd = undo && { ...undo, stage: this.stage as BeforeEnd['stage'], askAt: this.askAt?.toISOString() ?? null };
    this.stage = transition.to;
    this.endedAt = now;
    this.endedBy = by.personId;
    this.endedByEnterpriseId = by.enterpriseId;
    this.endReason = reason;
    this.endNote = note;
    this.askAt = null;
  }

  /** Back to where it stood before it was ended. @throws AppError (conflict) when it was not ended so that it can be taken back */
  resume(): void {
    const transition = this.beforeEnd && ENGAGEMENT_LIFECYCLE.find(this.stage, `resume-${this.beforeEnd.stage}`);
    if (!transition) throw new AppError(ENGAGEMENT_ERRORS.undoTooLate);
    this.stage = transition.to;
    this.askAt = this.beforeEnd!.askAt === null ? null : new Date(this.beforeEnd!.askAt);
    this.endedAt = null;
    this.endedBy = null;
    this.endedByEnterpriseId = null;
    this.endReason = null;
    this.endNote = null;
    this.beforeEnd = null;
  }
}
