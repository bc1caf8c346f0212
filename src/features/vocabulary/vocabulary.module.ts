import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MatchingModule } from '../matching/matching.module.js';
import { ModerationModule } from '../moderation/moderation.module.js';
import { TaxonomyModule } from '../taxonomy/taxonomy.module.js';
import { DictionaryGroup } from './dictionary-group.entity.js';
import { DictionaryController } from './dictionary.controller.js';
import { DictionaryPages } from './dictionary.pages.js';
import { DictionaryQueries } from './dictionary.queries.js';
import { DictionaryService } from './dictionary.service.js';
import { FixedWordsService } from './fixed-words.service.js';
import { SuggestionsController } from './suggestions.controller.js';
import { SuggestionsQueries } from './suggestions.queries.js';
import { UnderstandingService } from './understanding.service.js';
import { UnmetNeedsQueries } from './unmet-needs.queries.js';
import { UnmetNeedsService } from './unmet-needs.service.js';
import { VocabularyJobs } from './vocabulary.jobs.js';
import { VocabularyQueries } from './vocabulary.queries.js';
import { VocabularyService } from './vocabulary.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([DictionaryGroup]), MatchingModule, ModerationModule, TaxonomyModule],
  controllers: [DictionaryController, DictionaryPages, SuggestionsController],
  providers: [
    DictionaryQueries,
    DictionaryService,
    FixedWordsService,
    SuggestionsQueries,
    UnderstandingService,
    UnmetNeedsQueries,
    UnmetNeedsService,
    VocabularyJobs,
    VocabularyQueries,
    VocabularyService,
  ],
  exports: [UnderstandingService, UnmetNeedsService, UnmetNeedsQueries, VocabularyService],
})
export class VocabularyModule {}
