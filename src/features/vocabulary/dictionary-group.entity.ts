import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { newId } from '../../shared/ids.js';

/** Words that mean the same, as the administrator put them together. A removed one stays, so that removing can be undone. */
@Entity('dictionary_group')
export class DictionaryGroup {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_dictionary_group' })
  id: string;

  /** As they were typed, the first stands for the group. */
  @Column('text', { array: true })
  words: string[];

  /** The words before the last change, for taking it back; null when there was none. */
  @Column('text', { array: true, name: 'words_before', nullable: true })
  wordsBefore: string[] | null;

  @Column('text')
  note: string;

  /** Who made the last change. */
  @Column('text', { name: 'changed_by' })
  changedBy: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;

  @Column('timestamptz', { name: 'removed_at', nullable: true })
  removedAt: Date | null;

  @VersionColumn()
  version: number;

  static add(words: readonly string[], note: string, by: string, now: Date): DictionaryGroup {
    const group = new DictionaryGroup();
    Object.assign(group, { id: newId(), words: [...words], wordsBefore: null, note, changedBy: by, createdAt: now, updatedAt: now, removedAt: null });
    return group;
  }

  change(words: readonly string[], note: string, by: string, now: Date): void {
    this.wordsBefore = this.words;
    this.words = [...words];
    this.note = note;
    this.touch(by, now);
  }

  remove(by: string, now: Date): void {
    this.removedAt = now;
    this.touch(by, now);
  }

  /** Takes the last act back: a removal, a change, or the adding. Says which. */
  undo(by: string, now: Date): 'restored' | 'changed' | 'removed' {
    if (this.removedAt !== null) {
      this.removedAt = null;
      this.touch(by, now);
      return 'restored';
    }
    if (this.wordsBefore === null) {
      this.remove(by, now);
      return 'removed';
    }
    this.change(this.wordsBefore, this.note, by, now);
    return 'changed';
  }

  private touch(by: string, now: Date): void {
    this.changedBy = by;
    this.updatedAt = now;
  }
}
