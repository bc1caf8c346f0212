import { Injectable } from '@nestjs/common';
import { defineJob, Handles } from '../../platform/queue/job.js';
import { DAY_MS } from '../../shared/durations.js';
import { UnmetNeedsService } from './unmet-needs.service.js';
import { VocabularyService } from './vocabulary.service.js';

/** New words and titles become known some seconds after they can be found as they are written. */
const keepUp = defineJob<object>({ name: 'vocabulary.keep-up', everyMs: 5_000 });

const refresh = defineJob<object>({ name: 'vocabulary.refresh', everyMs: DAY_MS });

@Injectable()
export class VocabularyJobs {
  constructor(
    private readonly vocabulary: VocabularyService,
    private readonly unmetNeeds: UnmetNeedsService,
  ) {}

  @Handles(keepUp)
  async keepUp(): Promise<void> {
    while (await this.vocabulary.keepUp());
  }

  @Handles(refresh)
  async refresh(): Promise<void> {
    await this.vocabulary.refresh();
    await this.unmetNeeds.forgetVisits();
  }
}
