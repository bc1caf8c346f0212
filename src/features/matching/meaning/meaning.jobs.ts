import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { defineJob, Handles } from '../../../platform/queue/job.js';
import { Queues } from '../../../platform/queue/queues.js';
import { DAY_MS } from '../../../shared/durations.js';
import { RankingService } from '../ranking.service.js';
import { MeaningStore } from './meaning.store.js';
import { VectorMaker } from './vector-maker.js';

const LOOK_EVERY_MS = 15_000;

/** The youngest demands, some minutes of work at the lowest priority: those that are older wait for the nightly ranking. */
const MOST_RANKED = 5_000;

const makeVectors = defineJob<object>({ name: 'matching.make-vectors', everyMs: LOOK_EVERY_MS, attempts: 1 });

/** What events may have missed: listings that were loaded in bulk, a restored backup. */
const lookForLacking = defineJob<object>({ name: 'matching.look-for-lacking-vectors', everyMs: DAY_MS });

/** More is known of the texts than when it was ranked. Those that nobody was told of get their new scores. */
const rankAgain = defineJob<{ readonly demandId: string }>({ name: 'matching.rank-again', canWait: () => true });

@Injectable()
export class MeaningJobs {
  constructor(
    private readonly maker: VectorMaker,
    private readonly store: MeaningStore,
    private readonly ranking: RankingService,
    private readonly database: Database,
    private readonly queues: Queues,
  ) {}

  @Handles(makeVectors)
  async make(): Promise<void> {
    await this.maker.run();
    const { isComplete, hasNews } = await this.store.state();
    if (!isComplete || !hasNews) return;
    await this.rankAll();
    await this.store.clearNews();
  }

  @Handles(lookForLacking)
  async look(): Promise<void> {
    await this.store.markIncomplete('without-news');
  }

  @Handles(rankAgain)
  async rank({ demandId }: { readonly demandId: string }): Promise<void> {
    await this.ranking.rankDemand(demandId);
  }

  private async rankAll(): Promise<void> {
    const demands = await this.database.query<{ id: string }>(
      `select id from listing where kind = 'demand' and status = 'published' order by published_at desc, id limit ${MOST_RANKED}`,
    );
    await this.queues.addAll(demands.map(({ id }) => ({ job: rankAgain, envelope: { payload: { demandId: id }, eventId: null }, id: `${rankAgain.name}-${id}` })));
  }
}
