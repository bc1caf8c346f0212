import { Injectable } from '@nestjs/common';
import { defineJob, Handles } from '../../platform/queue/job.js';
import { MINUTE_MS } from '../../shared/durations.js';
import { EngagementAskingService } from './engagement-asking.service.js';

const askDue = defineJob<object>({ name: 'engagements.ask-due', everyMs: 10 * MINUTE_MS });

@Injectable()
export class EngagementsJobs {
  constructor(private readonly asking: EngagementAskingService) {}

  @Handles(askDue)
  askDue(): Promise<void> {
    return this.asking.askDue();
  }
}
