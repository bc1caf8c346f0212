import { Injectable, Logger } from '@nestjs/common';
import { defineJob, Handles } from '../../../platform/queue/job.js';
import { DAY_MS } from '../../../shared/durations.js';
import { RematchService } from './rematch.service.js';

/** Once a day: what time has changed, and how often terms occur by now. */
const rematch = defineJob<object>({ name: 'matching.rematch', everyMs: DAY_MS });

/** Batches between two lines in the log. */
const TOLD_EVERY = 20;

@Injectable()
export class RematchJobs {
  private readonly logger = new Logger('Matching');

  constructor(private readonly rematch: RematchService) {}

  @Handles(rematch)
  async run(): Promise<void> {
    let lines = 0;
    const state = await this.rematch.run((line) => {
      if (lines++ % TOLD_EVERY === 0) this.logger.log(line);
    });
    if (state !== null && state.written > 0) this.logger.log(`All ${state.demands} open demands were matched anew: ${state.written} suggestions changed`);
  }
}
