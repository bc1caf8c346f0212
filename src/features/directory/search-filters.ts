import type { SearchFilter } from '../../platform/search/search-filter.js';
import { EVERYTHING } from '../../platform/search/search-filter.js';
import type { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import type { FacetChoice } from '../../platform/search/search-index.js';
import { deadlineCondition } from './deadline-bands.js';
import { FILTER_FIELDS, FILTER_LISTS, FILTERS, type FilterName, LIST_FILTERS, type ListFilter, type SearchState } from './directory.types.js';

/** What filters have to know of the code lists. */
export type Codes = Pick<TaxonomyService, 'codePath' | 'region'>;

/**
 * The choices of one filter that count: one that holds another choice below it gives way to it, so that a reader narrows
 * 河北 to 沧州 by ticking one more box, and takes the step back by removing it.
 */
export function narrowest(filter: FilterName, chosen: readonly string[], codes: Pick<Codes, 'codePath'>): string[] {
  if (!isListFilter(filter)) return [...chosen];
  const paths = chosen.map((code) => codes.codePath(FILTER_LISTS[filter], code));
  return chosen.filter((code) => !paths.some((path) => path.at(-1) !== code && path.includes(code)));
}

export const isListFilter = (filter: FilterName): filter is ListFilter => (LIST_FILTERS as readonly string[]).includes(filter);

/**
 * One filter as a condition: any of its places, subjects or bands, but every certificate, since a must-have is a must.
 *
 * @param today as the number of the day
 */
export function conditionOf(filter: FilterName, state: SearchState, codes: Codes, today: number): SearchFilter {
  const chosen = narrowest(filter, state.filters[filter], codes);
  if (chosen.length === 0) return EVERYTHING;
  switch (filter) {
    case 'deadline':
      return deadlineCondition(chosen, today);
    case 'budget':
      return { field: 'budgets', hasAny: chosen };
    case 'certificate':
      return { field: 'certificates', hasAll: chosen };
    case 'region':
      return { field: 'regions', hasAny: chosen.flatMap((code) => [code, ...(codes.region(code)?.members ?? [])]) };
    case 'category':
      return { field: 'categories', hasAny: chosen };
    case 'industry':
      return { field: 'industries', hasAny: chosen };
  }
}

/** What is the same for hits and for all counts: certificates, each of which is a must, and the time of the first page. */
export function commonCondition(state: SearchState, codes: Codes, today: number): SearchFilter {
  const until: SearchFilter = state.until === null ? EVERYTHING : { field: 'publishedAt', atMost: state.until };
  return { all: [conditionOf('certificate', state, codes, today), until] };
}

/** The other filters, each of which leaves the counts of its own facet alone. */
export function choicesOf(state: SearchState, codes: Codes, today: number): FacetChoice[] {
  const chosen = FILTERS.filter((filter) => filter !== 'certificate' && state.filters[filter].length > 0);
  return chosen.map((filter) => ({ field: FILTER_FIELDS[filter], filter: conditionOf(filter, state, codes, today) }));
}
