import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** An enterprise that wants nothing to do with another one. It works both ways, and the other is not told. */
@Entity('block')
@Index('ix_block_blocked', ['blockedEnterpriseId'])
@Check('ck_block_other', `enterprise_id <> blocked_enterprise_id`)
export class Block {
  @PrimaryColumn('uuid', { name: 'enterprise_id', primaryKeyConstraintName: 'pk_block' })
  @ForeignKey('Enterprise', { name: 'fk_block_enterprise', onDelete: 'CASCADE' })
  enterpriseId: string;

  @PrimaryColumn('uuid', { name: 'blocked_enterprise_id', primaryKeyConstraintName: 'pk_block' })
  @ForeignKey('Enterprise', { name: 'fk_block_blocked', onDelete: 'CASCADE' })
  blockedEnterpriseId: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
