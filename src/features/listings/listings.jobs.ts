import { Injectable } from '@nestjs/common';
import { defineJob, Handles } from '../../platform/queue/job.js';
import { HOUR_MS } from '../../shared/durations.js';
import { ListingTermsService } from './listing-terms.service.js';

/** Every hour, so that a term ends within the hour and a server that slept through the night catches up. */
const endTerms = defineJob<object>({ name: 'listings.end-terms', everyMs: HOUR_MS });

@Injectable()
export class ListingsJobs {
  constructor(private readonly terms: ListingTermsService) {}

  @Handles(endTerms)
  async endTerms(): Promise<void> {
    await this.terms.expireDue();
    await this.terms.askNearEnd();
  }
}
