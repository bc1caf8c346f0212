import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ListKind } from './taxonomy.types.js';

/** Which version of a list the database holds. */
@Entity('code_list')
export class CodeList {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_code_list' })
  kind: ListKind;

  @Column('text')
  version: string;

  @Column('date', { name: 'valid_from' })
  validFrom: string;

  @Column('text')
  source: string;

  /** SHA-256 of the file it was loaded from. */
  @Column('text')
  digest: string;

  @Column('timestamptz', { name: 'loaded_at' })
  loadedAt: Date;
}
