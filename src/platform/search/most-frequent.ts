import { FACET_LIMIT, type FacetCount } from './search-index.js';

/** A facet's counts as the port gives them: the most frequent first, equal ones by code, those of nothing left out. */
export function mostFrequent(counts: Iterable<readonly [code: string, count: number]>): FacetCount[] {
  return [...counts]
    .filter(([, count]) => count > 0)
    .map(([code, count]) => ({ code, count }))
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1))
    .slice(0, FACET_LIMIT);
}
