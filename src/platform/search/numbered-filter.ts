import type { NumberedFilter } from './memory-search.types.js';
import type { SearchFilter } from './search-filter.js';

/** What a filter's words are in an index; below 0 what no document has. */
export interface FilterNumbers {
  /** @throws RangeError for a field that the index does not hold */
  readonly ofCode: (field: string, code: string) => number;
  readonly ofEnterprise: (id: string) => number;
}

/**
 * A filter as the search in memory takes it.
 * @throws RangeError for a condition on what the index does not hold
 */
export function numberedFilter(filter: SearchFilter, numbers: FilterNumbers): NumberedFilter {
  if ('all' in filter) return { all: filter.all.map((part) => numberedFilter(part, numbers)) };
  if ('any' in filter) return { any: filter.any.map((part) => numberedFilter(part, numbers)) };
  if ('not' in filter) return { not: numberedFilter(filter.not, numbers) };
  const { field } = filter;
  if ('in' in filter && field === 'enterpriseId') return { enterprises: filter.in.map(numbers.ofEnterprise) };
  const codes = (wanted: readonly string[]): number[] => wanted.map((code) => numbers.ofCode(field, code));
  if ('hasAny' in filter) return { field, hasAny: codes(filter.hasAny) };
  if ('hasAll' in filter) return { field, hasAll: codes(filter.hasAll) };
  if (!('isEmpty' in filter)) throw new RangeError(`documents in memory cannot be filtered by ${field}`);
  numbers.ofCode(field, '');
  return { field, isEmpty: true };
}
