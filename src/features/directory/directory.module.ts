import { Module } from '@nestjs/common';
import { MatchingModule } from '../matching/matching.module.js';
import { TaxonomyModule } from '../taxonomy/taxonomy.module.js';
import { DirectoryController } from './directory.controller.js';
import { DirectoryPages } from './directory.pages.js';
import { DirectoryQueries } from './directory.queries.js';
import { HitsQueries } from './hits.queries.js';

@Module({
  imports: [TaxonomyModule, MatchingModule],
  controllers: [DirectoryController, DirectoryPages],
  providers: [DirectoryQueries, HitsQueries],
})
export class DirectoryModule {}
