import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { DAY_MS, HOUR_MS } from '../../shared/durations.js';
import { defineJob, Handles } from '../queue/job.js';
import { FileStore } from './file-store.js';

const sweepFiles = defineJob<object>({ name: 'files.sweep', everyMs: HOUR_MS });

@Injectable()
export class FilesJobs {
  constructor(
    private readonly files: FileStore,
    private readonly clock: Clock,
  ) {}

  /** No upload takes as long as this. */
  @Handles(sweepFiles)
  async sweep(): Promise<void> {
    await this.files.removeIncomplete(new Date(this.clock.now().getTime() - DAY_MS));
  }
}
