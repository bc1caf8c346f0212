import { Injectable } from '@nestjs/common';
import { defineJob, Handles } from '../../../platform/queue/job.js';
import { MINUTE_MS } from '../../../shared/durations.js';
import { scoringWeightsChanged, type ScoringWeightsChanged } from '../matching.events.js';
import { ReweighService } from './reweigh.service.js';

const reweigh = defineJob<ScoringWeightsChanged>({ name: 'matching.reweigh', on: [scoringWeightsChanged], canWait: () => true });

/** What a ranking that was under way during a change has written behind it. */
const reweighLeft = defineJob<object>({ name: 'matching.reweigh-left', everyMs: 10 * MINUTE_MS });

@Injectable()
export class ReweighJobs {
  constructor(private readonly reweighing: ReweighService) {}

  @Handles(reweigh)
  async afterChange(): Promise<void> {
    await this.reweighing.run();
  }

  @Handles(reweighLeft)
  async takeLeft(): Promise<void> {
    if ((await this.reweighing.left()) > 0) await this.reweighing.run();
  }
}
