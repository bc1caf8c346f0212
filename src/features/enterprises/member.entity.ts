import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { MemberRole } from '../../shared/actor.js';

/** A person's seat in an enterprise. */
@Entity('member')
@Unique('uq_member_enterprise_person', ['enterpriseId', 'personId'])
@Index('ix_member_person', ['personId'])
@Check('ck_member_role', `role in ('owner', 'editor', 'viewer')`)
export class Member {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_member' })
  id: string;

  @Column('uuid', { name: 'enterprise_id' })
  @ForeignKey('Enterprise', { name: 'fk_member_enterprise', onDelete: 'CASCADE' })
  enterpriseId: string;

  @Column('uuid', { name: 'person_id' })
  @ForeignKey('Person', { name: 'fk_member_person' })
  personId: string;

  @Column('text')
  role: MemberRole;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
