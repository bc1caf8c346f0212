import { Module } from '@nestjs/common';
import { EngagementsModule } from '../engagements/engagements.module.js';
import { MatchingModule } from '../matching/matching.module.js';
import { ModerationModule } from '../moderation/moderation.module.js';
import { TaxonomyModule } from '../taxonomy/taxonomy.module.js';
import { VocabularyModule } from '../vocabulary/vocabulary.module.js';
import { CourseQueries } from './course.queries.js';
import { FiguresController } from './figures.controller.js';
import { FiguresJobs } from './figures.jobs.js';
import { FiguresPages } from './figures.pages.js';
import { FiguresService } from './figures.service.js';
import { MarketCountsQueries } from './market-counts.queries.js';
import { OfficeOverviewPages } from './office-overview.pages.js';
import { OfficeOverviewQueries } from './office-overview.queries.js';
import { OfficeOverviewService } from './office-overview.service.js';
import { SnapshotsStore } from './snapshots.store.js';

@Module({
  imports: [TaxonomyModule, ModerationModule, EngagementsModule, MatchingModule, VocabularyModule],
  controllers: [FiguresController, FiguresPages, OfficeOverviewPages],
  providers: [MarketCountsQueries, CourseQueries, SnapshotsStore, FiguresService, FiguresJobs, OfficeOverviewQueries, OfficeOverviewService],
  exports: [FiguresService],
})
export class FiguresModule {}
