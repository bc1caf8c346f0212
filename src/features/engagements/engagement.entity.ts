import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { AppError } from '../../shared/errors.js';
import { ENGAGEMENT_ERRORS } from './engagement.errors.js';
import type { EndReason } from './engagement.reasons.js';
import { ENGAGEMENT_LIFECYCLE, type EngagementStage } from './engagement.states.js';

/** Opened when both sides have said yes; from then on they see each other's contacts. */
@Entity('engagement')
@Unique('uq_engagement_match', ['matchId'])
@Index('ix_engagement_factory', ['demandEnterpriseId', 'openedAt'])
@Index('ix_engagement_provider', ['offeringEnterpriseId', 'openedAt'])
@Index('ix_engagement_demand', ['demandId'])
@Check('ck_engagement_stage', `stage in ('contact', 'ended')`)
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

  @VersionColumn()
  version: number;

  end(now: Date, by: { personId: string; enterpriseId: string }, reason: EndReason, note: string | null): void {
    const transition = ENGAGEMENT_LIFECYCLE.find(this.stage, 'end');
    if (!transition) throw new AppError(ENGAGEMENT_ERRORS.ended);
    this.stage = transition.to;
    this.endedAt = now;
    this.endedBy = by.personId;
    this.endedByEnterpriseId = by.enterpriseId;
    this.endReason = reason;
    this.endNote = note;
  }
}
