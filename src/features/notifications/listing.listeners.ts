import { Injectable } from '@nestjs/common';
import type { MailDefinition } from '../../platform/mail/mail-template.js';
import { defineJob, Handles, type JobRun } from '../../platform/queue/job.js';
import { DAY_MS } from '../../shared/durations.js';
import {
  listingExpiryNear,
  type ListingEvent,
  listingRestored,
  listingReturned,
  listingRevised,
  type ListingsPublished,
  listingsPublished,
  listingSuspended,
  revisionReturned,
} from '../listings/listing.events.js';
import { RENEWAL_DAYS } from '../listings/listing.types.js';
import {
  LISTING_EXPIRY_NEAR,
  LISTING_PUBLISHED,
  LISTING_RESTORED,
  LISTING_RETURNED,
  LISTING_SUSPENDED,
  REVISION_PUBLISHED,
  REVISION_RETURNED,
} from './letters/mails.js';
import { RENEW_LINK } from './link-purposes.js';
import { type PostedLink, PostService } from './post.service.js';
import { RecipientQueries } from './recipients.queries.js';
import { eventOf } from './told-event.js';

type ExpiryNear = ListingEvent & { readonly expiresAt: string };

const tellPublished = defineJob<ListingsPublished>({ name: 'notifications.listings-published', on: [listingsPublished] });
const tellReturned = defineJob<ListingEvent>({ name: 'notifications.listing-returned', on: [listingReturned] });
const tellSuspended = defineJob<ListingEvent>({ name: 'notifications.listing-suspended', on: [listingSuspended] });
const tellRestored = defineJob<ListingEvent>({ name: 'notifications.listing-restored', on: [listingRestored] });
const tellRevised = defineJob<ListingEvent>({ name: 'notifications.listing-revised', on: [listingRevised] });
const tellRevisionReturned = defineJob<ListingEvent>({ name: 'notifications.revision-returned', on: [revisionReturned] });
const askStillNeeded = defineJob<ExpiryNear>({ name: 'notifications.listing-expiry-near', on: [listingExpiryNear] });

/** Mails to those who act for an enterprise about its listings. */
@Injectable()
export class ListingListeners {
  constructor(
    private readonly post: PostService,
    private readonly recipients: RecipientQueries,
  ) {}

  @Handles(tellPublished)
  published({ enterpriseId }: ListingsPublished, run: JobRun): Promise<void> {
    return this.post.send({
      eventId: eventOf(run),
      mail: LISTING_PUBLISHED,
      subjectKind: 'enterprise',
      subjectId: enterpriseId,
      to: (manager) => this.recipients.ofEnterprise(manager, enterpriseId),
    });
  }

  @Handles(tellReturned)
  returned(event: ListingEvent, run: JobRun): Promise<void> {
    return this.tell(LISTING_RETURNED, event, run);
  }

  @Handles(tellSuspended)
  suspended(event: ListingEvent, run: JobRun): Promise<void> {
    return this.tell(LISTING_SUSPENDED, event, run);
  }

  @Handles(tellRestored)
  restored(event: ListingEvent, run: JobRun): Promise<void> {
    return this.tell(LISTING_RESTORED, event, run);
  }

  @Handles(tellRevised)
  revised(event: ListingEvent, run: JobRun): Promise<void> {
    return this.tell(REVISION_PUBLISHED, event, run);
  }

  @Handles(tellRevisionReturned)
  revisionReturned(event: ListingEvent, run: JobRun): Promise<void> {
    return this.tell(REVISION_RETURNED, event, run);
  }

  @Handles(askStillNeeded)
  expiryNear(event: ExpiryNear, run: JobRun): Promise<void> {
    // An expired listing can be renewed for so long; its link with it.
    const expiresAt = new Date(new Date(event.expiresAt).getTime() + RENEWAL_DAYS * DAY_MS);
    const links = ['renewed', 'fulfilled', 'withdrawn'].map((choice) => ({ purpose: RENEW_LINK, subjectId: event.listingId, choice, expiresAt }));
    return this.tell(LISTING_EXPIRY_NEAR, event, run, links);
  }

  private tell(mail: MailDefinition, { listingId, enterpriseId }: ListingEvent, run: JobRun, links: readonly PostedLink[] = []): Promise<void> {
    return this.post.send({
      eventId: eventOf(run),
      mail,
      subjectKind: 'listing',
      subjectId: listingId,
      links,
      to: (manager) => this.recipients.ofEnterprise(manager, enterpriseId),
    });
  }
}
