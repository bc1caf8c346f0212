import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ListingContent, RevisionStatus } from './listing.types.js';

/** A material edit of a published listing. While it is in review, the old content stays live; at most one waits at a time. */
@Entity('listing_revision')
@Index('ix_listing_revision_listing', ['listingId', 'createdAt'])
@Index('uq_listing_revision_in_review', ['listingId'], { unique: true, where: `status = 'in_review'` })
@Check('ck_listing_revision_status', `status in ('in_review', 'published', 'returned', 'superseded')`)
export class ListingRevision {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_listing_revision' })
  id: string;

  @ForeignKey('Listing', { name: 'fk_listing_revision_listing', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'listing_id' })
  listingId: string;

  /** The number that the listing gets when this is approved. */
  @Column('integer')
  revision: number;

  /** In review: the new content. Published: the content that was live before, so that what changed can be shown for ever. */
  @Column('jsonb')
  content: ListingContent;

  @Column('text')
  status: RevisionStatus;

  @ForeignKey('Person', { name: 'fk_listing_revision_author' })
  @Column('uuid', { name: 'author_id', nullable: true })
  authorId: string | null;

  @Column('text', { name: 'review_note', nullable: true })
  reviewNote: string | null;

  @Column('text', { name: 'return_reasons', array: true })
  returnReasons: string[];

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt: Date | null;
}
