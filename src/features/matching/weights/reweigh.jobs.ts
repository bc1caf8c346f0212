import { Injectable, Logger } from '@nestjs/common';
import { defineJob, Handles } from '../../../platform/queue/job.js';
import { MINUTE_MS } from '../../../shared/durations.js';
import { scoringWeightsChanged, type ScoringWeightsChanged } from '../matching.events.js';
import { RematchService } from '../rematch/rematch.service.js';
import { MOST_COUNTED, ReweighService } from './reweigh.service.js';

const reweigh = defineJob<ScoringWeightsChanged>({ name: 'matching.reweigh', on: [scoringWeightsChanged], canWait: () => true });

/** What a ranking that was under way during a change has written behind it. */
const reweighLeft = defineJob<object>({ name: 'matching.reweigh-left', everyMs: 10 * MINUTE_MS });

@Injectable()
export class ReweighJobs {
  private readonly logger = new Logger(ReweighJobs.name);

  constructor(
    private readonly reweighing: ReweighService,
    private readonly rematch: RematchService,
  ) {}

  @Handles(reweigh)
  async afterChange(): Promise<void> {
    // Beyond so many, the pass over all demands at once is the faster way; what it leaves is taken one by one.
    if ((await this.reweighing.left()) >= MOST_COUNTED) await this.rematch.run((line) => this.logger.log(line));
    await this.reweighing.run();
  }

  @Handles(reweighLeft)
  async takeLeft(): Promise<void> {
    if ((await this.reweighing.left()) > 0) await this.reweighing.run();
  }
}
