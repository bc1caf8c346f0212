import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CertificateEntry, CertificateKind, CodeEntry, RegionEntry, RegionLevel } from './taxonomy.types.js';

/** The columns that all lists share. Parents and members are foreign keys of the database, read here as codes. */
abstract class CodeRow implements CodeEntry {
  @Column('text', { nullable: true })
  parent: string | null;

  @Column('text', { name: 'name_zh' })
  nameZh: string;

  @Column('text', { name: 'name_en', nullable: true })
  nameEn: string | null;

  @Column('text', { array: true, default: () => "'{}'" })
  synonyms: string[];

  @Column('date', { name: 'valid_from' })
  validFrom: string;

  @Column('date', { name: 'valid_to', nullable: true })
  validTo: string | null;

  /** The entry's place in its file. */
  @Column('integer')
  position: number;

  abstract code: string;
}

@Entity('region')
export class Region extends CodeRow implements RegionEntry {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_region' })
  code: string;

  @Column('text')
  level: RegionLevel;

  @Column('text')
  pinyin: string;

  @Column('text', { array: true, default: () => "'{}'" })
  members: string[];
}

@Entity('industry')
export class Industry extends CodeRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_industry' })
  code: string;
}

@Entity('service_category')
export class ServiceCategory extends CodeRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_service_category' })
  code: string;
}

@Entity('certificate')
export class Certificate extends CodeRow implements CertificateEntry {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_certificate' })
  code: string;

  @Column('text')
  kind: CertificateKind;
}
