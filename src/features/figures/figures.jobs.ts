import { Injectable } from '@nestjs/common';
import { defineJob, Handles } from '../../platform/queue/job.js';
import { MINUTE_MS } from '../../shared/durations.js';
import { FiguresService } from './figures.service.js';

/** A reader who comes between two counts sees from when the figures are. */
const countFigures = defineJob<object>({ name: 'figures.count', everyMs: 5 * MINUTE_MS, attempts: 2 });

@Injectable()
export class FiguresJobs {
  constructor(private readonly figures: FiguresService) {}

  @Handles(countFigures)
  async count(): Promise<void> {
    await this.figures.refresh();
  }
}
