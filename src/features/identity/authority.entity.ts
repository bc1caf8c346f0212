import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** The body that is responsible for a region; the secretariat, without a region, is for all of them. */
@Entity('authority')
@Unique('uq_authority_region', ['regionCode'])
export class Authority {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_authority' })
  id: string;

  /** GB/T 2260, usually a province (13); it holds all codes that begin with it. Null: the secretariat. */
  @Column('text', { name: 'region_code', nullable: true })
  regionCode: string | null;

  @Column('text', { name: 'name_zh' })
  nameZh: string;

  @Column('text', { name: 'name_en' })
  nameEn: string;
}
