import { Injectable } from '@nestjs/common';
import { defineJob, Handles } from '../../platform/queue/job.js';
import { Clock } from '../../shared/clock.js';
import { DAY_MS, MINUTE_MS } from '../../shared/durations.js';
import { DraftRemovalService } from './draft-removal.service.js';
import { ListingAttachmentsService } from './listing-attachments.service.js';
import { ListingTermsService } from './listing-terms.service.js';

/** Often, so that nobody is shown for long what takes no answers any more. */
const endTerms = defineJob<object>({ name: 'listings.end-terms', everyMs: 5 * MINUTE_MS });
const settleClosed = defineJob<object>({ name: 'listings.settle-closed', everyMs: MINUTE_MS });
const sweepAttachments = defineJob<object>({ name: 'listings.sweep-attachments', everyMs: DAY_MS });
const sweepDrafts = defineJob<object>({ name: 'listings.sweep-drafts', everyMs: DAY_MS });

@Injectable()
export class ListingsJobs {
  constructor(
    private readonly terms: ListingTermsService,
    private readonly attachments: ListingAttachmentsService,
    private readonly drafts: DraftRemovalService,
    private readonly clock: Clock,
  ) {}

  @Handles(endTerms)
  async endTerms(): Promise<void> {
    await this.terms.expireDue();
    await this.terms.askNearEnd();
  }

  @Handles(settleClosed)
  async settleClosed(): Promise<void> {
    await this.terms.settleClosed();
  }

  /** A file that was taken away a day ago or more can no longer be put back. */
  @Handles(sweepAttachments)
  async sweepAttachments(): Promise<void> {
    await this.attachments.forgetRemoved(this.aDayAgo());
  }

  /** The same for a draft that was deleted. */
  @Handles(sweepDrafts)
  async sweepDrafts(): Promise<void> {
    await this.drafts.forgetRemoved(this.aDayAgo());
  }

  private aDayAgo(): Date {
    return new Date(this.clock.now().getTime() - DAY_MS);
  }
}
