import type { SearchFilter } from '../../platform/search/search-filter.js';
import type { FacetCount } from '../../platform/search/search-index.js';

/** Bands of days until a deadline, both ends included. */
export const DEADLINE_BANDS = [
  { code: 'week', from: 0, to: 7 },
  { code: 'month', from: 8, to: 31 },
  { code: 'quarter', from: 32, to: 92 },
  { code: 'later', from: 93, to: null },
] as const;
export type DeadlineBand = (typeof DEADLINE_BANDS)[number]['code'];

/** Has a deadline in any of the bands. @param today as the number of the day */
export function deadlineCondition(codes: readonly string[], today: number): SearchFilter {
  const bands = DEADLINE_BANDS.filter(({ code }) => codes.includes(code));
  return { any: bands.map(({ from, to }) => ({ field: 'deadline', atLeast: today + from, ...(to === null ? {} : { atMost: today + to }) })) };
}

/** Counts of days as counts of bands. */
export function deadlineCounts(days: readonly FacetCount[], today: number): FacetCount[] {
  return DEADLINE_BANDS.map(({ code, from, to }) => {
    const inside = days.filter(({ code: day }) => Number(day) >= today + from && (to === null || Number(day) <= today + to));
    return { code, count: inside.reduce((sum, { count }) => sum + count, 0) };
  }).filter(({ count }) => count > 0);
}
