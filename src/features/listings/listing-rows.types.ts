import type { FieldError } from '../../shared/errors.js';
import type { NewListing } from './listing.dto.js';

/** The columns of a sheet of listings, in the order of the template. */
export const ROW_FIELDS = [
  'externalId',
  'title',
  'body',
  'product',
  'materials',
  'methods',
  'effect',
  'application',
  'category',
  'industry',
  'region',
  'serviceRegions',
  'quantity',
  'budgetMin',
  'budgetMax',
  'deadline',
  'leadDays',
  'certificates',
  'tags',
  'seats',
] as const;
export type RowField = (typeof ROW_FIELDS)[number];

/** What one row says, as it is written there; a column that is not there says nothing. */
export type ListingRow = Readonly<Partial<Record<RowField, string>>>;

/** A row as a new listing, or what to change in it. */
export type RowReading = { readonly ok: true; readonly item: NewListing } | { readonly ok: false; readonly problems: readonly FieldError[] };

export type { NewListing };
