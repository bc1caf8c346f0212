import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { newId } from '../../shared/ids.js';
import type { Language } from '../../shared/language.js';

interface NewPerson {
  /** In the stored form, see `normaliseEmail`. */
  readonly email: string;
  readonly name: string;
  readonly phone: string | null;
  readonly language: Language;
  /** Null for a person who sets a password by a mailed link. */
  readonly passwordHash: string | null;
}

/** A human being with an address of their own. What they may do comes from their seats and their office. */
@Entity('person')
@Unique('uq_person_email', ['email'])
@Check('ck_person_email', `email = lower(email)`)
@Check('ck_person_language', `language in ('zh', 'en')`)
export class Person {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_person' })
  id: string;

  @Column('text')
  email: string;

  @Column('text')
  name: string;

  @Column('text', { nullable: true })
  phone: string | null;

  @Column('text')
  language: Language;

  /** Argon2id, in the PHC string form. */
  @Column('text', { name: 'password_hash', nullable: true })
  passwordHash: string | null;

  /** When the address was proved to be theirs. */
  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt: Date | null;

  @Column('timestamptz', { name: 'disabled_at', nullable: true })
  disabledAt: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  static register(person: NewPerson, now: Date): Person {
    return Object.assign(new Person(), { id: newId(), ...person, confirmedAt: null, disabledAt: null, createdAt: now });
  }

  get isConfirmed(): boolean {
    return this.confirmedAt !== null;
  }

  /** Returns false when it was confirmed before. */
  confirm(now: Date): boolean {
    if (this.confirmedAt) return false;
    this.confirmedAt = now;
    return true;
  }
}
