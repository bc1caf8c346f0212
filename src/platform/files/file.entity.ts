import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An uploaded file; its bytes lie in `FileChunk`s. Never changed once it is complete. */
@Entity('file')
@Index('ix_file_incomplete', ['createdAt'], { where: 'not is_complete' })
export class StoredFile {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_file' })
  id: string;

  /** Clean, with an extension that fits the type. */
  @Column('text')
  name: string;

  /** Media type by the content, with a charset for text. */
  @Column('text')
  type: string;

  /** Bytes. */
  @Column('int')
  size: number;

  /** Hexadecimal. */
  @Column('text')
  sha256: string;

  /** Whose it is; no foreign key, the platform knows no feature. */
  @Column('uuid', { name: 'owner_enterprise_id', nullable: true })
  ownerEnterpriseId: string | null;

  /** False while its bytes arrive, and for what an upload that broke off left behind. */
  @Column('boolean', { name: 'is_complete', default: false })
  isComplete: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
