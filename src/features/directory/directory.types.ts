import type { DocumentKind } from '../../platform/search/search-document.js';
import type { FacetField, SearchOrder } from '../../platform/search/search-index.js';
import type { ListKind } from '../taxonomy/taxonomy.types.js';

/** Filters whose choices come from a list of codes. */
export const LIST_FILTERS = ['category', 'industry', 'region', 'certificate'] as const;
export type ListFilter = (typeof LIST_FILTERS)[number];

/** The filters of the search page and of the API, in the order in which they are shown. */
export const FILTERS = [...LIST_FILTERS, 'budget', 'deadline'] as const;
export type FilterName = (typeof FILTERS)[number];

/** Each filter's list of codes, and the field of the index that it looks at. */
export const FILTER_LISTS: Readonly<Record<ListFilter, ListKind>> = {
  category: 'service-category',
  industry: 'industry',
  region: 'region',
  certificate: 'certificate',
};
export const FILTER_FIELDS: Readonly<Record<FilterName, FacetField>> = {
  category: 'categories',
  industry: 'industries',
  region: 'regions',
  certificate: 'certificates',
  budget: 'budgets',
  deadline: 'deadline',
};

/** How hits are put in order: `fit` is newest first where nothing was typed. */
export const SORTS = ['fit', 'date', 'deadline'] as const;
export type Sort = (typeof SORTS)[number];
export const SORT_ORDERS: Readonly<Record<Sort, SearchOrder>> = { fit: 'fit', date: 'newest', deadline: 'deadline' };

/** Who looks for a provider looks among these; demands are shown when they are asked for. */
const PROVIDER_KINDS: readonly DocumentKind[] = ['offering', 'enterprise'];

/** A whole demand may be pasted into the search box: the terms of matching choose what counts in it. In characters. */
export const MOST_WORDS = 1_000;
/** Choices of one filter. */
export const MOST_CODES = 20;
/** Nobody turns so many pages; an engine must not be asked to. */
export const LAST_PAGE = 200;

/** All that a search asks, and all that its address says. */
export interface SearchState {
  /** As typed, trimmed. */
  readonly words: string;
  /** Search the words as they are written: nothing is read as pinyin, a slip or a short form. */
  readonly isVerbatim: boolean;
  /** Null: offerings and enterprises. */
  readonly kind: DocumentKind | null;
  /** Codes that exist, each once, in the order in which they were chosen. */
  readonly filters: Readonly<Record<FilterName, readonly string[]>>;
  readonly sort: Sort;
  /** From 1. */
  readonly page: number;
  /**
   * On a further page: when the first one was asked for, in milliseconds since 1970. What was published since then is left aside, so that nothing
   * moves from page to page.
   */
  readonly until: number | null;
}

export function kindsOf({ kind }: Pick<SearchState, 'kind'>): readonly DocumentKind[] {
  return kind === null ? PROVIDER_KINDS : [kind];
}

export const NO_FILTERS: SearchState['filters'] = { category: [], industry: [], region: [], certificate: [], budget: [], deadline: [] };

/** A choice among all the others, on its first page. */
export const FIRST_PAGE = { page: 1, until: null } as const;

export interface HitEnterprise {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly regionCode: string;
  readonly size: 'micro' | 'small' | 'medium' | 'large';
}

/** A certificate that an enterprise or an offering states, and how it is known. */
export interface HeldCertificate {
  readonly code: string;
  /** An officer has looked at the proof, and it is in date. */
  readonly isChecked: boolean;
}

interface ListingHitBase {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  /** The first of its text, for cutting a snippet out of it. */
  readonly text: string;
  readonly enterprise: HitEnterprise;
  readonly categoryCode: string | null;
  readonly industryCode: string | null;
  readonly regionCode: string;
  /** CNY: a demand's budget, an offering's usual price. */
  readonly budgetMin: number | null;
  readonly budgetMax: number | null;
  readonly publishedAt: Date;
}

export interface OfferingHit extends ListingHitBase {
  readonly kind: 'offering';
  /** Empty: everywhere. */
  readonly serviceRegions: readonly string[];
  readonly leadDays: number | null;
  readonly certificates: readonly HeldCertificate[];
}

export interface DemandHit extends ListingHitBase {
  readonly kind: 'demand';
  /** `YYYY-MM-DD`. */
  readonly deadline: string | null;
  readonly seats: number;
  readonly seatsTaken: number;
  /** Codes of certificates that a provider must hold. */
  readonly mustHave: readonly string[];
}

export interface EnterpriseHit {
  readonly kind: 'enterprise';
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly text: string;
  readonly regionCode: string;
  readonly industryCode: string | null;
  readonly size: HitEnterprise['size'];
  readonly certificates: readonly HeldCertificate[];
  /** Published at this time. */
  readonly offerings: number;
  readonly verifiedAt: Date;
}

export type Hit = OfferingHit | DemandHit | EnterpriseHit;
