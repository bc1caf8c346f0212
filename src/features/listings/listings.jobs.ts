import { Injectable } from '@nestjs/common';
import { defineJob, Handles } from '../../platform/queue/job.js';
import { Clock } from '../../shared/clock.js';
import { DAY_MS, MINUTE_MS } from '../../shared/durations.js';
import { ListingAttachmentsService } from './listing-attachments.service.js';
import { ListingTermsService } from './listing-terms.service.js';

/** Often, so that nobody is shown for long what takes no answers any more. */
const endTerms = defineJob<object>({ name: 'listings.end-terms', everyMs: 5 * MINUTE_MS });
const sweepAttachments = defineJob<object>({ name: 'listings.sweep-attachments', everyMs: DAY_MS });

@Injectable()
export class ListingsJobs {
  constructor(
    private readonly terms: ListingTermsService,
    private readonly attachments: ListingAttachmentsService,
    private readonly clock: Clock,
  ) {}

  @Handles(endTerms)
  async endTerms(): Promise<void> {
    await this.terms.expireDue();
    await this.terms.askNearEnd();
  }

  /** A file that was taken away a day ago or more can no longer be put back. */
  @Handles(sweepAttachments)
  async sweepAttachments(): Promise<void> {
    await this.attachments.forgetRemoved(new Date(this.clock.now().getTime() - DAY_MS));
  }
}
