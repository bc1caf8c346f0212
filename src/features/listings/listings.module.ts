import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Listing } from './listing.entity.js';
import { ListingAttachment } from './listing-attachment.entity.js';
import { ListingRevision } from './listing-revision.entity.js';

@Module({ imports: [TypeOrmModule.forFeature([Listing, ListingRevision, ListingAttachment])] })
export class ListingsModule {}
