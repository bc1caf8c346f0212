import { Injectable } from '@nestjs/common';
import { defineJob, Handles } from '../../platform/queue/job.js';
import { MINUTE_MS } from '../../shared/durations.js';
import { ListingTermsService } from './listing-terms.service.js';

/** Often, so that nobody is shown for long what takes no answers any more. */
const endTerms = defineJob<object>({ name: 'listings.end-terms', everyMs: 5 * MINUTE_MS });

@Injectable()
export class ListingsJobs {
  constructor(private readonly terms: ListingTermsService) {}

  @Handles(endTerms)
  async endTerms(): Promise<void> {
    await this.terms.expireDue();
    await this.terms.askNearEnd();
  }
}
