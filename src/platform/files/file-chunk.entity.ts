import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { StoredFile } from './file.entity.js';

/** A piece of a file's bytes, all of one length but the last. */
@Entity('file_chunk')
export class FileChunk {
  @PrimaryColumn('uuid', { name: 'file_id', primaryKeyConstraintName: 'pk_file_chunk' })
  @ForeignKey(() => StoredFile, { name: 'fk_file_chunk_file', onDelete: 'CASCADE' })
  fileId: string;

  /** From 0. */
  @PrimaryColumn('int', { primaryKeyConstraintName: 'pk_file_chunk' })
  seq: number;

  @Column('bytea')
  bytes: Buffer;
}
