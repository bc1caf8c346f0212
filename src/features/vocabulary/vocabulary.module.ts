import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MatchingModule } from '../matching/matching.module.js';
import { TaxonomyModule } from '../taxonomy/taxonomy.module.js';
import { DictionaryGroup } from './dictionary-group.entity.js';
import { DictionaryQueries } from './dictionary.queries.js';
import { DictionaryService } from './dictionary.service.js';
import { FixedWordsService } from './fixed-words.service.js';
import { UnderstandingService } from './understanding.service.js';
import { UnmetNeedsQueries } from './unmet-needs.queries.js';
import { UnmetNeedsService } from './unmet-needs.service.js';
import { VocabularyJobs } from './vocabulary.jobs.js';
import { VocabularyQueries } from './vocabulary.queries.js';
import { VocabularyService } from './vocabulary.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([DictionaryGroup]), MatchingModule, TaxonomyModule],
  providers: [
    DictionaryQueries,
    DictionaryService,
    FixedWordsService,
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
