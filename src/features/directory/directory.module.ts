import { Module } from '@nestjs/common';
import { TaxonomyModule } from '../taxonomy/taxonomy.module.js';
import { VocabularyModule } from '../vocabulary/vocabulary.module.js';
import { DirectoryController } from './directory.controller.js';
import { DirectoryPages } from './directory.pages.js';
import { DirectoryQueries } from './directory.queries.js';
import { HitsQueries } from './hits.queries.js';
import { SavedStatesService } from './saved-states.service.js';
import { UnmetSearches } from './unmet-searches.js';

@Module({
  imports: [TaxonomyModule, VocabularyModule],
  controllers: [DirectoryController, DirectoryPages],
  providers: [SavedStatesService, DirectoryQueries, HitsQueries, UnmetSearches],
  exports: [DirectoryQueries, SavedStatesService],
})
export class DirectoryModule {}
