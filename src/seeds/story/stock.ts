import { ListingRevision } from '../../features/listings/listing-revision.entity.js';
import { contentOf, Listing } from '../../features/listings/listing.entity.js';
import { LIFETIME_DAYS } from '../../features/listings/listing.states.js';
import { type ListingContent, type ListingKind } from '../../features/listings/listing.types.js';
import { newId } from '../../shared/ids.js';
import { type Cast, type CastEnterprise, yuan } from './cast.js';
import { hoursAfter, type StoryCalendar } from './story.calendar.js';
import type { StoryDemand, StoryListing, StoryOffering } from './story.types.js';

const DRAFTING_HOURS = 1.5;
/** Hours that an officer took for a listing: one, two or three. */
const REVIEW_HOURS = 3;

/** A listing of the story with its row, at the point in its life to which it has been brought. */
export interface StockedListing {
  readonly enterprise: CastEnterprise;
  readonly story: StoryListing & Pick<StoryDemand, 'edit'>;
  readonly row: Listing;
  /** When an officer decided about it; null where nobody has. */
  readonly decidedAt: Date | null;
}

export interface StockedDemand extends StockedListing {
  readonly story: StoryDemand;
}

/** All listings of the story, oldest first, without their public codes. Demands that have ended are still open: see `endDemand`. */
export function stockOf(cast: Cast, calendar: StoryCalendar): { readonly offerings: StockedListing[]; readonly demands: StockedDemand[] } {
  const offerings = cast.enterprises.flatMap((enterprise) =>
    (enterprise.story.offerings ?? []).map((story) => stock(enterprise, 'offering', story, offeringContent(enterprise, story), calendar)),
  );
  const demands = cast.enterprises.flatMap((enterprise) =>
    (enterprise.story.demands ?? []).map((story) => ({
      ...stock(enterprise, 'demand', story, demandContent(enterprise, story, calendar), calendar),
      story,
    })),
  );
  for (const { row, story } of offerings) end(row, story, calendar);
  for (const { row } of demands) keepOpen(row, calendar);
  const oldestFirst = (a: StockedListing, b: StockedListing): number => a.row.createdAt.getTime() - b.row.createdAt.getTime();
  return { offerings: offerings.sort(oldestFirst), demands: demands.sort(oldestFirst) };
}

/** The edit of a published demand that waits for an officer; null where there is none. */
export function editOf({ row, story, enterprise }: StockedDemand, calendar: StoryCalendar): ListingRevision | null {
  if (!story.edit) return null;
  const { daysAgo, methods, quantity, budget } = story.edit;
  return Object.assign(new ListingRevision(), {
    id: newId(),
    listingId: row.id,
    revision: row.revision + 1,
    content: { ...contentOf(row), methods, quantity, budgetMin: yuan(budget[0]), budgetMax: yuan(budget[1]) },
    status: 'in_review' as const,
    authorId: enterprise.contact.id,
    reviewNote: null,
    returnReasons: [],
    createdAt: calendar.ago(daysAgo),
    decidedAt: null,
  });
}

/** Ends a demand as the story says, after its matches were found and answered. Says whether there was anything to do. */
export function endDemand({ row, story, enterprise, decidedAt }: StockedDemand, calendar: StoryCalendar): boolean {
  const state = story.state?.is ?? 'published';
  if (state !== 'closed' && state !== 'suspended') return false;
  row.deadline = demandContent(enterprise, story, calendar).deadline;
  row.expiresAt = decidedAt && hoursAfter(decidedAt, LIFETIME_DAYS.demand * 24);
  end(row, story, calendar);
  return true;
}

function stock(enterprise: CastEnterprise, kind: ListingKind, story: StoryListing, content: ListingContent, calendar: StoryCalendar): StockedListing {
  const sentAt = calendar.ago(story.daysAgo);
  const createdAt = hoursAfter(sentAt, -DRAFTING_HOURS);
  const row = Listing.draft(
    {
      kind,
      enterpriseId: enterprise.row.id,
      authorId: enterprise.contact.id,
      externalId: null,
      language: story.language ?? 'zh',
      tags: [...(story.tags ?? [])],
      seats: 'seats' in story ? (story as StoryDemand).seats : null,
    },
    createdAt,
  );
  row.write(content, createdAt);
  return { enterprise, story, row, decidedAt: begin(row, story, sentAt) };
}

/** From the draft to the officer's decision. */
function begin(row: Listing, { state, title }: StoryListing, sentAt: Date): Date | null {
  if (state?.is === 'draft') return null;
  row.submit(sentAt);
  if (state?.is === 'in_review') return null;
  const decidedAt = hoursAfter(sentAt, 1 + (title.length % REVIEW_HOURS));
  if (state?.is === 'returned') row.return([state.reason], state.note, decidedAt);
  else row.publish(decidedAt);
  return decidedAt;
}

function end(row: Listing, { state }: StoryListing, calendar: StoryCalendar): void {
  if (state?.is === 'suspended') row.suspend([state.reason], state.note, calendar.ago(state.daysAgo));
  if (state?.is !== 'closed') return;
  if (state.as === 'expired') row.expire(row.expiresAt ?? calendar.now);
  else row.close(state.as === 'fulfilled' ? 'fulfil' : 'withdraw', calendar.ago(state.daysAgo));
}

function textsOf(story: StoryListing): Pick<ListingContent, 'title' | 'body' | 'materials' | 'methods' | 'effect' | 'product' | 'application'> {
  const { title, body, materials = '', methods = '', effect = '', product = '', application = '' } = story;
  return { title, body, materials, methods, effect, product, application };
}

function offeringContent({ row }: CastEnterprise, story: StoryOffering): ListingContent {
  return {
    ...textsOf(story),
    categoryCode: story.category,
    industryCode: story.industry ?? null,
    regionCode: story.region ?? row.regionCode,
    serviceRegions: [...(story.serviceRegions ?? [])],
    quantity: null,
    budgetMin: yuan(story.price?.[0]),
    budgetMax: yuan(story.price?.[1]),
    deadline: null,
    leadDays: story.leadDays ?? null,
    certificates: [...(story.certificates ?? [])],
  };
}

function demandContent({ row }: CastEnterprise, story: StoryDemand, calendar: StoryCalendar): ListingContent {
  return {
    ...textsOf(story),
    categoryCode: story.category,
    industryCode: story.industry ?? row.industryCode,
    regionCode: story.region ?? row.regionCode,
    serviceRegions: [],
    quantity: story.quantity ?? null,
    budgetMin: yuan(story.budget?.[0]),
    budgetMax: yuan(story.budget?.[1]),
    deadline: story.deadlineIn === undefined ? null : calendar.dayIn(story.deadlineIn),
    leadDays: null,
    certificates: [...(story.certificates ?? [])],
  };
}

/** A demand whose term or deadline is over would find nobody: until its past is told it has time. */
function keepOpen(row: Listing, calendar: StoryCalendar): void {
  if (row.status !== 'published') return;
  if (row.expiresAt && row.expiresAt <= calendar.now) row.expiresAt = hoursAfter(calendar.now, 24);
  if (row.deadline !== null && row.deadline < calendar.dayIn(0)) row.deadline = null;
}
