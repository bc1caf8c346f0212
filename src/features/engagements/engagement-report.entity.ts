import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ReportKind, Side, Statement } from './engagements.types.js';

/**
 * What one side told of an engagement. A statement (of a signature or an acceptance) is open until both agree, an officer settles it,
 * or the side says something else; everything else is closed as it is written. Never changed otherwise, never deleted.
 */
@Entity('engagement_report')
@Index('ix_engagement_report_engagement', ['engagementId', 'toldAt'])
@Index('uq_engagement_report_open', ['engagementId', 'side'], { unique: true, where: 'closed_at is null' })
@Check('ck_engagement_report_side', `side in ('factory', 'provider')`)
@Check('ck_engagement_report_kind', `kind in ('proposal', 'negotiation', 'signed', 'accepted', 'same')`)
@Check('ck_engagement_report_amount', `(amount is not null) = (kind = 'signed' and is_so) and (amount is null or amount > 0)`)
@Check('ck_engagement_report_day', `(day is not null) = (kind in ('signed', 'accepted') and is_so)`)
export class EngagementReport {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_engagement_report' })
  id: string;

  @Column('uuid', { name: 'engagement_id' })
  @ForeignKey('Engagement', { name: 'fk_engagement_report_engagement' })
  engagementId: string;

  @Column('text')
  side: Side;

  @Column('uuid', { name: 'person_id' })
  @ForeignKey('Person', { name: 'fk_engagement_report_person' })
  personId: string;

  @Column('text')
  kind: ReportKind;

  /** False: what the other side states is not so, or what this side stated itself is taken back. */
  @Column('boolean', { name: 'is_so' })
  isSo: boolean;

  /** CNY. */
  @Column('bigint', { nullable: true })
  amount: number | null;

  /** The day of the signature or of the acceptance. */
  @Column('date', { nullable: true })
  day: string | null;

  @Column('timestamptz', { name: 'told_at' })
  toldAt: Date;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt: Date | null;

  get statement(): Statement {
    const { isSo, amount, day } = this;
    return isSo && day !== null ? { isSo, amount, day } : { isSo: false, amount: null, day: null };
  }
}
