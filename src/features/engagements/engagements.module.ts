import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ListingsModule } from '../listings/listings.module.js';
import { EngagementAskingService } from './engagement-asking.service.js';
import { EngagementFilesService } from './engagement-files.service.js';
import { EngagementOutcomeLink } from './engagement-outcome.link.js';
import { EngagementReport } from './engagement-report.entity.js';
import { EngagementStagesService } from './engagement-stages.service.js';
import { EngagementsController } from './engagements.controller.js';
import { Engagement } from './engagement.entity.js';
import { EngagementsJobs } from './engagements.jobs.js';
import { EngagementsPages } from './engagements.pages.js';
import { EngagementsQueries } from './engagements.queries.js';
import { EngagementsService } from './engagements.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Engagement, EngagementReport]), ListingsModule],
  controllers: [EngagementsController, EngagementsPages],
  providers: [EngagementsService, EngagementStagesService, EngagementsQueries, EngagementFilesService, EngagementAskingService, EngagementsJobs, EngagementOutcomeLink],
  exports: [EngagementsService, EngagementStagesService, EngagementsQueries],
})
export class EngagementsModule {}
