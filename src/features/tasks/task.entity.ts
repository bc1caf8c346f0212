import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, VersionColumn } from 'typeorm';
import type { TaskStatus } from './tasks.types.js';

/** A piece of long work: it goes on in the worker, shows how far it is, can be stopped and taken up again. */
@Entity('task')
@Index('ix_task_owner', ['ownerId', 'createdAt'])
@Index('ix_task_updated', ['updatedAt'])
@Check('ck_task_status', `status in ('running', 'asking', 'stopped', 'done', 'failed')`)
export class Task {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_task' })
  id: string;

  /** Whose runner does it: `listing-import`. */
  @Column('text')
  kind: string;

  @Column('uuid', { name: 'owner_id' })
  @ForeignKey('Person', { name: 'fk_task_owner', onDelete: 'CASCADE' })
  ownerId: string;

  /** For which enterprise; its members do not see each other's. */
  @Column('uuid', { name: 'enterprise_id', nullable: true })
  enterpriseId: string | null;

  @Column('text')
  status: TaskStatus;

  @Column('int', { default: 0 })
  done: number;

  /** Null while nobody knows. */
  @Column('int', { nullable: true })
  total: number | null;

  /** The runner's own: what was asked, where it stands, what came out. */
  @Column('jsonb')
  detail: object;

  /** Why it failed, in both languages. */
  @Column('jsonb', { nullable: true })
  problem: { readonly zh: string; readonly en: string } | null;

  /** What it was given. */
  @Column('uuid', { name: 'input_file_id', nullable: true })
  @ForeignKey('StoredFile', { name: 'fk_task_input_file' })
  inputFileId: string | null;

  /** What it made, for its owner to fetch. */
  @Column('uuid', { name: 'file_id', nullable: true })
  @ForeignKey('StoredFile', { name: 'fk_task_file' })
  fileId: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt: Date | null;

  @VersionColumn()
  version: number;
}
