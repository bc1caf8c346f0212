import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EngagementsModule } from '../engagements/engagements.module.js';
import { EnterprisesModule } from '../enterprises/enterprises.module.js';
import { ListingsModule } from '../listings/listings.module.js';
import { ModerationModule } from '../moderation/moderation.module.js';
import { TasksModule } from '../tasks/tasks.module.js';
import { TaxonomyModule } from '../taxonomy/taxonomy.module.js';
import { EstimatesController } from './estimates.controller.js';
import { EstimatesPages } from './estimates.pages.js';
import { EstimatesService } from './estimates.service.js';
import { FactsQueries } from './facts.queries.js';
import { FitsController } from './fits.controller.js';
import { FitsPages } from './fits.pages.js';
import { FitsService } from './fits.service.js';
import { IndexingJobs } from './indexing.jobs.js';
import { IndexingService } from './indexing.service.js';
import { ExposureQueries } from './fairness/exposure.queries.js';
import { InvitationSharesQueries } from './fairness/invitation-shares.queries.js';
import { TrainingRowsStore } from './learning/training-rows.store.js';
import { MatchAnswerLink } from './match-answer.link.js';
import { MatchFactsService } from './match-facts.service.js';
import { MatchReplyLink } from './match-reply.link.js';
import { MatchTimersService } from './match-timers.service.js';
import { MatchWithdrawalsService } from './match-withdrawals.service.js';
import { MatchWordsService } from './match-words.service.js';
import { MatchesController } from './matches.controller.js';
import { MatchesPages } from './matches.pages.js';
import { OffersPages } from './offers.pages.js';
import { MeaningJobs } from './meaning/meaning.jobs.js';
import { MeaningService } from './meaning/meaning.service.js';
import { MeaningStore } from './meaning/meaning.store.js';
import { VectorMaker } from './meaning/vector-maker.js';
import { Match } from './match.entity.js';
import { MatchingJobs } from './matching.jobs.js';
import { MatchingQueries } from './matching.queries.js';
import { MatchingService } from './matching.service.js';
import { ProviderRecordsQueries } from './provider-records.queries.js';
import { RankingService } from './ranking.service.js';
import { ResponseRecordController } from './response-record.controller.js';
import { ResponseRecordQueries } from './response-record.queries.js';
import { ResponseRecordSection } from './response-record.section.js';
import { SeatsSide } from './seats.side.js';
import { RematchJobs } from './rematch/rematch.jobs.js';
import { RematchPages } from './rematch/rematch.pages.js';
import { RematchService } from './rematch/rematch.service.js';
import { RematchStore } from './rematch/rematch.store.js';
import { RematchTask } from './rematch/rematch-task.js';
import { SeatsService } from './seats.service.js';
import { SuggestionsStore } from './suggestions.store.js';
import { TermProfilesStore } from './term-profiles.store.js';
import { TermStatisticsStore } from './term-statistics.store.js';
import { TermsService } from './terms.service.js';
import { VolunteersQueries } from './volunteers.queries.js';
import { VolunteersService } from './volunteers.service.js';
import { GradedSet } from './weights/graded-set.js';
import { ReweighJobs } from './weights/reweigh.jobs.js';
import { ReweighService } from './weights/reweigh.service.js';
import { TrialQueries } from './weights/trial.queries.js';
import { TrialService } from './weights/trial.service.js';
import { WeightsController } from './weights/weights.controller.js';
import { WeightsPages } from './weights/weights.pages.js';
import { WeightsService } from './weights/weights.service.js';
import { WeightsStore } from './weights/weights.store.js';

@Module({
  imports: [TypeOrmModule.forFeature([Match]), TaxonomyModule, EnterprisesModule, ListingsModule, ModerationModule, EngagementsModule, TasksModule],
  controllers: [EstimatesController, EstimatesPages, FitsController, FitsPages, ResponseRecordController, MatchesController, MatchesPages, OffersPages, WeightsController, WeightsPages, RematchPages],
  providers: [
    TermProfilesStore,
    TermStatisticsStore,
    TermsService,
    ProviderRecordsQueries,
    FactsQueries,
    IndexingService,
    MeaningStore,
    MeaningService,
    VectorMaker,
    RankingService,
    RematchStore,
    RematchService,
    RematchJobs,
    RematchTask,
    MeaningJobs,
    EstimatesService,
    FitsService,
    ResponseRecordQueries,
    ResponseRecordSection,
    IndexingJobs,
    MatchingService,
    MatchingQueries,
    SeatsService,
    SeatsSide,
    SuggestionsStore,
    MatchTimersService,
    MatchWithdrawalsService,
    MatchWordsService,
    MatchFactsService,
    MatchAnswerLink,
    MatchReplyLink,
    VolunteersService,
    VolunteersQueries,
    MatchingJobs,
    TrainingRowsStore,
    InvitationSharesQueries,
    ExposureQueries,
    WeightsStore,
    TrialQueries,
    TrialService,
    GradedSet,
    WeightsService,
    ReweighService,
    ReweighJobs,
  ],
  exports: [MatchingService, MatchingQueries, MatchWordsService, MatchFactsService, TermsService, ExposureQueries],
})
export class MatchingModule {}
