import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EnterprisesModule } from '../enterprises/enterprises.module.js';
import { TaxonomyModule } from '../taxonomy/taxonomy.module.js';
import { DemandAttachmentsController, OfferingAttachmentsController } from './attachments.controller.js';
import { EnterpriseOfferingsSection } from './enterprise-offerings.section.js';
import { DraftRemovalService } from './draft-removal.service.js';
import { FormSidesService } from './form-sides.service.js';
import { ListingAttachment } from './listing-attachment.entity.js';
import { ListingAttachmentsService } from './listing-attachments.service.js';
import { ListingCodes } from './listing-codes.js';
import { ListingContents } from './listing-content.js';
import { ListingCreationService } from './listing-creation.service.js';
import { ListingDecisionsService } from './listing-decisions.service.js';
import { ListingForms } from './listing-forms.js';
import { ContentWordsService } from './content-words.service.js';
import { ListingNaming } from './listing-names.js';
import { ListingRevision } from './listing-revision.entity.js';
import { ListingRowsService } from './listing-rows.service.js';
import { ListingSidesService } from './listing-sides.service.js';
import { ListingStore } from './listing-store.js';
import { ListingTermsService } from './listing-terms.service.js';
import { Listing } from './listing.entity.js';
import { DemandsController, OfferingsController } from './listings.controller.js';
import { ListingsJobs } from './listings.jobs.js';
import { LISTING_PAGES } from './listings.pages.js';
import { ListingsQueries } from './listings.queries.js';
import { ListingsService } from './listings.service.js';
import { TypedListingsService } from './typed-listings.service.js';
import { UntouchedRemovalService } from './untouched-removal.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Listing, ListingRevision, ListingAttachment]), TaxonomyModule, EnterprisesModule],
  controllers: [DemandsController, OfferingsController, DemandAttachmentsController, OfferingAttachmentsController, ...LISTING_PAGES],
  providers: [
    ListingStore,
    ListingCodes,
    ListingContents,
    ListingsQueries,
    ListingsService,
    ListingCreationService,
    DraftRemovalService,
    ListingDecisionsService,
    ListingAttachmentsService,
    ListingTermsService,
    ListingsJobs,
    ListingNaming,
    ContentWordsService,
    ListingForms,
    TypedListingsService,
    FormSidesService,
    ListingSidesService,
    ListingRowsService,
    EnterpriseOfferingsSection,
    UntouchedRemovalService,
  ],
  exports: [ListingsQueries, ContentWordsService, ListingsService, ListingCreationService, ListingDecisionsService, ListingAttachmentsService, ListingTermsService, TypedListingsService, FormSidesService, ListingSidesService, ListingRowsService, UntouchedRemovalService],
})
export class ListingsModule {}
