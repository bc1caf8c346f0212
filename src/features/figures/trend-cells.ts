import type { Trend } from './figures.types.js';
import { type Cell, withholdLine } from './withhold.js';

/**
 * Engagements by month as everybody may see them; null for a trend of weeks, which together with the months would tell more than either.
 *
 * The sums of this year and of this quarter stand on the pages of those periods; with the sum of all they are the sums of three runs of
 * months. Each run is a line of its own, so that the same months are withheld on whichever page they stand.
 */
export function trendEngagements({ unit, points }: Trend): Cell[] | null {
  if (unit === 'week') return null;
  const last = points.at(-1)?.day ?? '';
  const year = last.slice(0, 4);
  const quarter = `${year}-${String(Math.floor((Number(last.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, '0')}`;
  const runOf = (day: string): number => (day >= quarter ? 2 : day >= year ? 1 : 0);
  return [0, 1, 2].flatMap((run) => withholdLine(points.filter(({ day }) => runOf(day) === run).map(({ engagements }) => engagements)));
}
