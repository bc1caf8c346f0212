import { Module } from '@nestjs/common';
import { TaxonomyModule } from '../taxonomy/taxonomy.module.js';
import { CourseQueries } from './course.queries.js';
import { FiguresController } from './figures.controller.js';
import { FiguresJobs } from './figures.jobs.js';
import { FiguresPages } from './figures.pages.js';
import { FiguresService } from './figures.service.js';
import { MarketCountsQueries } from './market-counts.queries.js';
import { SnapshotsStore } from './snapshots.store.js';

@Module({
  imports: [TaxonomyModule],
  controllers: [FiguresController, FiguresPages],
  providers: [MarketCountsQueries, CourseQueries, SnapshotsStore, FiguresService, FiguresJobs],
  exports: [FiguresService],
})
export class FiguresModule {}
