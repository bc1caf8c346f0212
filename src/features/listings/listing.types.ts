/** What others may know of listings without their entity. */

export const LISTING_KINDS = ['demand', 'offering'] as const;
export type ListingKind = (typeof LISTING_KINDS)[number];

export const LISTING_STATUSES = ['draft', 'in_review', 'published', 'returned', 'closed', 'suspended'] as const;
export type ListingStatus = (typeof LISTING_STATUSES)[number];

export const CLOSED_REASONS = ['fulfilled', 'withdrawn', 'expired'] as const;
export type ClosedReason = (typeof CLOSED_REASONS)[number];

/**
 * What a listing says. A change of any of it is a material edit: a published listing keeps its old content until an
 * officer has seen the new one. Amounts are CNY, `deadline` is `YYYY-MM-DD`, codes are those of the taxonomy.
 */
export interface ListingContent {
  title: string;
  body: string;
  /** The five things that make a demand answerable; for an offering, what it works on, how, to what effect, for which product, where. */
  materials: string;
  methods: string;
  effect: string;
  product: string;
  application: string;
  categoryCode: string | null;
  industryCode: string | null;
  /** A demand: where it is needed. An offering: where the provider is. */
  regionCode: string;
  /** An offering: where it serves; empty means everywhere. */
  serviceRegions: string[];
  /** Quantity or scope in words: 「数控机床 12 台，两班制」. */
  quantity: string | null;
  /** A demand's budget, an offering's usual price; an open end is null. */
  budgetMin: number | null;
  budgetMax: number | null;
  /** A demand: the day by which it is needed. */
  deadline: string | null;
  /** An offering: days from the order to the start or the delivery. */
  leadDays: number | null;
  /** A demand: what a provider must hold. An offering: what it says it holds for this. */
  certificates: string[];
}

export const CONTENT_FIELDS = [
  'title',
  'body',
  'materials',
  'methods',
  'effect',
  'product',
  'application',
  'categoryCode',
  'industryCode',
  'regionCode',
  'serviceRegions',
  'quantity',
  'budgetMin',
  'budgetMax',
  'deadline',
  'leadDays',
  'certificates',
] as const satisfies readonly (keyof ListingContent)[];
export type ContentField = (typeof CONTENT_FIELDS)[number];

export type RevisionStatus = 'in_review' | 'published' | 'returned' | 'superseded';

/** The fields in which two contents differ, in the order in which they are shown. */
export function changedFields(before: ListingContent, after: ListingContent): ContentField[] {
  return CONTENT_FIELDS.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}

/** Days before the end at which the author is asked whether it is still needed, and from which it can be renewed. */
export const NEAR_END_DAYS = 7;
/** Days after the end during which it can still be renewed. */
export const RENEWAL_DAYS = 30;
/** Days after its people closed it during which they can put it back on the market. */
export const REOPENING_DAYS = 30;
/**
 * Minutes after its people closed it before anybody else hears of that: invitations are withdrawn, with mail to who held
 * them, only then, so that a wrong tap is taken back as if it had never been.
 */
export const CLOSING_SETTLES_MINUTES = 10;

/** Providers that a demand talks to at one time, where its author says nothing. */
export const DEFAULT_SEATS = 5;
