import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { OfficerRole } from '../../shared/actor.js';

/** A person's work for an authority. One who has left keeps the row, so that the log still knows who they were. */
@Entity('officer')
@Unique('uq_officer_person', ['personId'])
@Index('ix_officer_authority', ['authorityId'])
@Check('ck_officer_roles', `roles <@ array['reviewer', 'supervisor', 'administrator'] and roles <> '{}'`)
export class Officer {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_officer' })
  id: string;

  @Column('uuid', { name: 'person_id' })
  @ForeignKey('Person', { name: 'fk_officer_person' })
  personId: string;

  @Column('uuid', { name: 'authority_id' })
  @ForeignKey('Authority', { name: 'fk_officer_authority' })
  authorityId: string;

  /** With those that a role includes, see `withIncludedRoles`. */
  @Column('text', { array: true })
  roles: OfficerRole[];

  @Column('boolean', { name: 'is_active', default: true })
  isActive: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
