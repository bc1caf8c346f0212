import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { TaxonomyModule } from '../taxonomy/taxonomy.module.js';
import { ListingCodes } from './listing-codes.js';
import { ListingContents } from './listing-content.js';
import { ListingCreationService } from './listing-creation.service.js';
import { ListingDecisionsService } from './listing-decisions.service.js';
import { ListingRevision } from './listing-revision.entity.js';
import { ListingStore } from './listing-store.js';
import { Listing } from './listing.entity.js';
import { DemandsController, OfferingsController } from './listings.controller.js';
import { ListingsQueries } from './listings.queries.js';
import { ListingsService } from './listings.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Listing, ListingRevision]), TaxonomyModule],
  controllers: [DemandsController, OfferingsController],
  providers: [ListingsQueries, ListingStore, ListingCodes, ListingContents, ListingsService, ListingCreationService, ListingDecisionsService],
  exports: [ListingsQueries, ListingsService, ListingCreationService, ListingDecisionsService],
})
export class ListingsModule {}
