import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { CertificateEntry, CertificateKind, CodeEntry, RegionEntry, RegionLevel } from './taxonomy.types.js';

const VALIDITY = 'valid_to is null or valid_from <= valid_to';

/** The columns that all lists share. A parent is a foreign key within its list, read here as a code. */
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
@ForeignKey(() => Region, ['parent'], ['code'], { name: 'fk_region_parent' })
@Index('ix_region_parent', ['parent'])
@Check('ck_region_validity', VALIDITY)
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
@ForeignKey(() => Industry, ['parent'], ['code'], { name: 'fk_industry_parent' })
@Index('ix_industry_parent', ['parent'])
@Check('ck_industry_validity', VALIDITY)
export class Industry extends CodeRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_industry' })
  code: string;
}

@Entity('service_category')
@ForeignKey(() => ServiceCategory, ['parent'], ['code'], { name: 'fk_service_category_parent' })
@Index('ix_service_category_parent', ['parent'])
@Check('ck_service_category_validity', VALIDITY)
export class ServiceCategory extends CodeRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_service_category' })
  code: string;
}

@Entity('certificate')
@ForeignKey(() => Certificate, ['parent'], ['code'], { name: 'fk_certificate_parent' })
@Index('ix_certificate_parent', ['parent'])
@Check('ck_certificate_validity', VALIDITY)
export class Certificate extends CodeRow implements CertificateEntry {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_certificate' })
  code: string;

  @Column('text')
  kind: CertificateKind;
}
