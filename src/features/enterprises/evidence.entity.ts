import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { EvidenceAttribute, EvidenceSource } from './enterprises.types.js';

/** A proof of one attribute: what is said, how it is known, who checked, until when. */
@Entity('evidence')
@Index('ix_evidence_enterprise', ['enterpriseId'])
@Check('ck_evidence_source', `source in ('self', 'officer')`)
@Check('ck_evidence_checked', `(source = 'officer') = (checked_by is not null) and (checked_by is null) = (checked_at is null)`)
export class Evidence {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_evidence' })
  id: string;

  @Column('uuid', { name: 'enterprise_id' })
  @ForeignKey('Enterprise', { name: 'fk_evidence_enterprise', onDelete: 'CASCADE' })
  enterpriseId: string;

  @Column('text')
  attribute: EvidenceAttribute;

  @Column('text')
  value: string;

  @Column('text', { default: '' })
  note: string;

  @Column('text')
  source: EvidenceSource;

  /** The officer who looked at the proof. */
  @Column('uuid', { name: 'checked_by', nullable: true })
  @ForeignKey('Officer', { name: 'fk_evidence_checked_by' })
  checkedBy: string | null;

  @Column('timestamptz', { name: 'checked_at', nullable: true })
  checkedAt: Date | null;

  /** Last day of validity, YYYY-MM-DD; null: without end. */
  @Column('date', { name: 'valid_until', nullable: true })
  validUntil: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
