import type { SearchFilter } from '../../platform/search/search-filter.js';
import { EVERYTHING } from '../../platform/search/search-filter.js';
import type { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { FILTER_FIELDS, FILTER_LISTS, FILTERS, type FilterName, type SearchState } from './directory.types.js';

/** What filters have to know of the code lists. */
export type Codes = Pick<TaxonomyService, 'codePath' | 'region'>;

/**
 * The choices of one filter that count: one that holds another choice below it gives way to it, so that a reader narrows
 * 河北 to 沧州 by ticking one more box, and takes the step back by removing it.
 */
export function narrowest(filter: FilterName, chosen: readonly string[], codes: Pick<Codes, 'codePath'>): string[] {
  const paths = chosen.map((code) => codes.codePath(FILTER_LISTS[filter], code));
  return chosen.filter((code) => !paths.some((path) => path.at(-1) !== code && path.includes(code)));
}

/** One filter as a condition: any of its places or subjects, but every certificate, since a must-have is a must. */
export function conditionOf(filter: FilterName, state: SearchState, codes: Codes): SearchFilter {
  const chosen = narrowest(filter, state.filters[filter], codes);
  if (chosen.length === 0) return EVERYTHING;
  const field = FILTER_FIELDS[filter];
  if (filter === 'certificate') return { field, hasAll: chosen };
  return { field, hasAny: filter === 'region' ? chosen.flatMap((code) => [code, ...(codes.region(code)?.members ?? [])]) : chosen };
}

/** All filters of a state, but for one where its own figures are wanted: what the other choices of it would leave. */
export function conditionsOf(state: SearchState, codes: Codes, except?: FilterName): SearchFilter {
  return { all: FILTERS.filter((filter) => filter !== except).map((filter) => conditionOf(filter, state, codes)) };
}
