import { Injectable } from '@nestjs/common';
import { defineJob, Handles } from '../../platform/queue/job.js';
import { DAY_MS } from '../../shared/durations.js';
import {
  enterpriseChanged,
  enterpriseRestored,
  enterpriseSuspended,
  enterpriseVerified,
  type EnterpriseEvent,
} from '../enterprises/enterprises.events.js';
import {
  listingExpired,
  listingFulfilled,
  listingPublished,
  listingRenewed,
  listingReopened,
  listingRestored,
  listingRevised,
  listingSuspended,
  listingWithdrawn,
  type ListingEvent,
} from '../listings/listing.events.js';
import { IndexingService } from './indexing.service.js';
import { MeaningService } from './meaning/meaning.service.js';
import { RankingService } from './ranking.service.js';
import { TermStatisticsStore } from './term-statistics.store.js';

/** A listing is on the market, or has changed there: index it, then find its pairs. One job, because the second needs the first. */
const matchListing = defineJob<ListingEvent>({
  name: 'matching.match-listing',
  on: [listingPublished, listingRevised, listingRenewed, listingReopened, listingRestored],
  // Thousands of offerings may be published at once; a demand, a case or an answer must not stand behind them.
  canWait: ({ kind }) => kind === 'offering',
});

const dropListing = defineJob<ListingEvent>({ name: 'matching.drop-listing', on: [listingFulfilled, listingWithdrawn, listingExpired, listingSuspended] });

export const indexEnterprise = defineJob<EnterpriseEvent>({
  name: 'matching.index-enterprise',
  on: [enterpriseVerified, enterpriseSuspended, enterpriseRestored, enterpriseChanged],
});

/** Once a day: what events may have missed, and how often terms occur now. */
const tidyIndex = defineJob<object>({ name: 'matching.tidy-index', everyMs: DAY_MS });

/** Keeps the search index and the suggestions in line with what is on the market. */
@Injectable()
export class IndexingJobs {
  constructor(
    private readonly indexing: IndexingService,
    private readonly ranking: RankingService,
    private readonly statistics: TermStatisticsStore,
    private readonly meaning: MeaningService,
  ) {}

  @Handles(matchListing)
  async match({ listingId, kind }: ListingEvent): Promise<void> {
    if (!(await this.indexing.syncListing(listingId))) return;
    await this.meaning.refresh(listingId);
    if (kind === 'demand') await this.ranking.rankDemand(listingId);
    else await this.ranking.rankOffering(listingId);
  }

  @Handles(dropListing)
  async drop({ listingId }: ListingEvent): Promise<void> {
    await this.indexing.syncListing(listingId);
  }

  @Handles(indexEnterprise)
  async indexEnterprise({ enterpriseId }: EnterpriseEvent): Promise<void> {
    await this.indexing.syncEnterprise(enterpriseId);
  }

  @Handles(tidyIndex)
  async tidy(): Promise<void> {
    await this.indexing.repair();
    await this.statistics.refresh();
  }
}
