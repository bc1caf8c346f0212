import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EngagementsModule } from '../engagements/engagements.module.js';
import { EnterprisesModule } from '../enterprises/enterprises.module.js';
import { ListingsModule } from '../listings/listings.module.js';
import { TaxonomyModule } from '../taxonomy/taxonomy.module.js';
import { CaseFiles } from './case-file.js';
import { EnterpriseSuspensionPages } from './enterprise-suspension.pages.js';
import { ModerationJobs } from './moderation.jobs.js';
import { OfficeWaysService } from './office-ways.service.js';
import { ReviewDesk } from './review-desk.js';
import { ReviewOpening } from './review-opening.js';
import { ReviewSubjects } from './review-subjects.js';
import { Review } from './review.entity.js';
import { ReviewPages } from './review.pages.js';
import { ReviewUndoService } from './review-undo.service.js';
import { ReviewsController } from './reviews.controller.js';
import { ReviewsQueries } from './reviews.queries.js';
import { ReviewsService } from './reviews.service.js';
import { SuspensionsController } from './suspensions.controller.js';

@Module({
  imports: [TypeOrmModule.forFeature([Review]), EnterprisesModule, TaxonomyModule, ListingsModule, EngagementsModule],
  controllers: [ReviewsController, SuspensionsController, EnterpriseSuspensionPages, ReviewPages],
  providers: [ReviewOpening, ReviewSubjects, ReviewUndoService, ReviewsService, ReviewsQueries, ModerationJobs, CaseFiles, OfficeWaysService, ReviewDesk],
  exports: [ReviewsService, ReviewsQueries, OfficeWaysService],
})
export class ModerationModule {}
