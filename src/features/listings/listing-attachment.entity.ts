import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A file that belongs to a listing; its bytes are platform/files'. */
@Entity('listing_attachment')
export class ListingAttachment {
  @ForeignKey('Listing', { name: 'fk_listing_attachment_listing', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'listing_id', primaryKeyConstraintName: 'pk_listing_attachment' })
  listingId: string;

  @ForeignKey('StoredFile', { name: 'fk_listing_attachment_file' })
  @PrimaryColumn('uuid', { name: 'file_id', primaryKeyConstraintName: 'pk_listing_attachment' })
  fileId: string;

  @Column('integer')
  position: number;
}
