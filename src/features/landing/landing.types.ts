import type { ListKind } from '../taxonomy/taxonomy.types.js';

/** The lists that have a page for each of their codes, by the first part of its address. */
export const LANDINGS = { regions: 'region', categories: 'service-category', industries: 'industry' } as const satisfies Record<string, ListKind>;
export type Landing = keyof typeof LANDINGS;

/** What lists and the search call the filter by such a code. */
export const FILTER_NAMES = { regions: 'region', categories: 'category', industries: 'industry' } as const satisfies Record<Landing, string>;

/** What is on the market under one code, all codes below it included. */
export interface CodeCounts {
  readonly demands: number;
  readonly offerings: number;
  /** Verified ones: those that are there, of that industry, or with an offering of that category. */
  readonly enterprises: number;
}

export const NOTHING: CodeCounts = { demands: 0, offerings: 0, enterprises: 0 };
