import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import type { MemberRole } from '../../shared/actor.js';

/** A seat that waits for the owner of an address to sign up and confirm it. There is no secret in the mail about it. */
@Entity('member_invitation')
@Unique('uq_member_invitation_enterprise_email', ['enterpriseId', 'email'])
@Check('ck_member_invitation_role', `role in ('owner', 'editor', 'viewer')`)
export class MemberInvitation {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_member_invitation' })
  id: string;

  @Column('uuid', { name: 'enterprise_id' })
  @ForeignKey('Enterprise', { name: 'fk_member_invitation_enterprise', onDelete: 'CASCADE' })
  enterpriseId: string;

  @Column('text')
  email: string;

  @Column('text')
  role: MemberRole;

  @Column('uuid', { name: 'invited_by' })
  @ForeignKey('Person', { name: 'fk_member_invitation_invited_by' })
  invitedBy: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
