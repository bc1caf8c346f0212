import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EngagementsModule } from '../engagements/engagements.module.js';
import { MatchTimersService } from './match-timers.service.js';
import { MatchWithdrawalsService } from './match-withdrawals.service.js';
import { Match } from './match.entity.js';
import { MatchingJobs } from './matching.jobs.js';
import { MatchingQueries } from './matching.queries.js';
import { MatchingService } from './matching.service.js';
import { SeatsService } from './seats.service.js';
import { SuggestionsStore } from './suggestions.store.js';

@Module({
  imports: [TypeOrmModule.forFeature([Match]), EngagementsModule],
  providers: [MatchingService, MatchingQueries, SeatsService, SuggestionsStore, MatchTimersService, MatchWithdrawalsService, MatchingJobs],
  exports: [MatchingService, MatchingQueries, SeatsService, MatchTimersService],
})
export class MatchingModule {}
