import { Module } from '@nestjs/common';
import { ListingsModule } from '../listings/listings.module.js';
import { TaxonomyModule } from '../taxonomy/taxonomy.module.js';
import { FeedsController } from './feeds.controller.js';
import { LANDING_PAGES } from './landing.pages.js';
import { LandingQueries } from './landing.queries.js';
import { LandingService } from './landing.service.js';
import { SitemapController } from './sitemap.controller.js';
import { SitemapQueries } from './sitemap.queries.js';

@Module({
  imports: [TaxonomyModule, ListingsModule],
  controllers: [...LANDING_PAGES, FeedsController, SitemapController],
  providers: [LandingQueries, LandingService, SitemapQueries],
})
export class LandingModule {}
