import { Injectable } from '@nestjs/common';
import { defineJob, Handles } from '../../platform/queue/job.js';
import { engagementDisputed, type EngagementEvent, engagementReconciled } from '../engagements/engagements.events.js';
import {
  type EnterpriseEvent,
  enterpriseRejected,
  enterpriseReturned,
  enterpriseSubmitted,
  enterpriseVerified,
} from '../enterprises/enterprises.events.js';
import { type ListingEvent, listingRecalled, listingSubmitted, type RevisionEvent, revisionRecalled, revisionSubmitted } from '../listings/listing.events.js';
import { ReviewOpening } from './review-opening.js';

const openListingCases = defineJob<{ readonly listingIds: readonly string[] }>({ name: 'moderation.open-listing-cases', on: [listingSubmitted] });
const openRevisionCase = defineJob<RevisionEvent>({ name: 'moderation.open-revision-case', on: [revisionSubmitted] });
const openEnterpriseCase = defineJob<EnterpriseEvent>({ name: 'moderation.open-enterprise-case', on: [enterpriseSubmitted] });
const openEngagementCase = defineJob<EngagementEvent>({ name: 'moderation.open-engagement-case', on: [engagementDisputed] });
const closeReconciled = defineJob<EngagementEvent>({ name: 'moderation.close-reconciled', on: [engagementReconciled] });
const closeRecalledListing = defineJob<ListingEvent>({ name: 'moderation.close-recalled-listing', on: [listingRecalled] });
const closeRecalledRevision = defineJob<RevisionEvent>({ name: 'moderation.close-recalled-revision', on: [revisionRecalled] });
/** Mostly there is nothing left to close: an enterprise is decided in its case. The command line can decide without one. */
const closeSettledEnterprise = defineJob<EnterpriseEvent>({
  name: 'moderation.close-settled-enterprise',
  on: [enterpriseVerified, enterpriseReturned, enterpriseRejected],
});

@Injectable()
export class ModerationJobs {
  constructor(private readonly opening: ReviewOpening) {}

  @Handles(openListingCases)
  openListings({ listingIds }: { readonly listingIds: readonly string[] }): Promise<void> {
    return this.opening.openForListings(listingIds);
  }

  @Handles(openRevisionCase)
  openRevision({ revisionId }: RevisionEvent): Promise<void> {
    return this.opening.openForRevision(revisionId);
  }

  @Handles(openEnterpriseCase)
  openEnterprise({ enterpriseId }: EnterpriseEvent): Promise<void> {
    return this.opening.openForEnterprise(enterpriseId);
  }

  @Handles(openEngagementCase)
  openEngagement({ engagementId }: EngagementEvent): Promise<void> {
    return this.opening.openForEngagement(engagementId);
  }

  @Handles(closeReconciled)
  closeEngagement({ engagementId }: EngagementEvent): Promise<void> {
    return this.opening.closeIfTakenBack('engagement', engagementId);
  }

  @Handles(closeRecalledListing)
  closeListing({ listingId }: ListingEvent): Promise<void> {
    return this.opening.closeIfTakenBack('listing', listingId);
  }

  @Handles(closeRecalledRevision)
  closeRevision({ revisionId }: RevisionEvent): Promise<void> {
    return this.opening.closeIfTakenBack('revision', revisionId);
  }

  @Handles(closeSettledEnterprise)
  closeEnterprise({ enterpriseId }: EnterpriseEvent): Promise<void> {
    return this.opening.closeIfTakenBack('enterprise', enterpriseId);
  }
}
