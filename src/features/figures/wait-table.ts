import { say, type Text } from '../../shared/language.js';
import type { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import type { FigureColumn, FigureTable } from './figure-table.js';
import { FIGURE_TEXTS as T } from './figures.texts.js';
import { type Wait, type Waiting, WAITS, type Waits } from './figures.types.js';
import { ALL } from './flow-table.js';
import { type Cell, LEAST_SHOWN, withholdLine, withholdOne } from './withhold.js';

/** A row for everywhere and one for each region, two columns a step: as everybody may see them, or exact for who answers for it. */
export function waitCells(waits: readonly Waits[], taxonomy: TaxonomyService, readers: 'everybody' | 'officers' = 'everybody'): Pick<FigureTable, 'heads' | 'columns' | 'rows'> {
  const isPublic = readers === 'everybody';
  const counts = WAITS.map((wait) => (isPublic ? countsShown(waits, wait) : waits.map((row) => row[wait].count)));
  return {
    heads: [T.region],
    columns: WAITS.flatMap((wait): FigureColumn[] => [
      { key: `${wait}Count`, name: named(T.waitCount, wait), unit: 'count' },
      { key: `${wait}Median`, name: named(T.waitMedian, wait), unit: 'hours' },
    ]),
    rows: waits.map((row, i) => ({
      key: row.regionCode ?? ALL,
      names: [row.regionCode === null ? T.everywhere : taxonomy.regionPath(row.regionCode)],
      cells: WAITS.flatMap((wait, w) => [counts[w]?.[i] ?? null, isPublic ? medianShown(row[wait]) : rounded(row[wait].median)]),
    })),
  };
}

/** The middle of a few waits would be one of them. */
export function medianShown({ count, median }: Waiting): Cell {
  return median !== null && count < LEAST_SHOWN ? 'hidden' : rounded(median);
}

/** What an authority decides is its own work; what enterprises answer is theirs. */
function countsShown([everywhere, ...regions]: readonly Waits[], wait: Wait): Cell[] {
  const all = everywhere?.[wait].count ?? 0;
  if (wait === 'review') return [all, ...regions.map((row) => row.review.count)];
  return [withholdOne(all), ...withholdLine(regions.map((row) => row[wait].count))];
}

function named(text: Text, wait: Wait): Text {
  const name = T[`wait_${wait}`];
  return { zh: say(text, 'zh', { wait: name.zh }), en: say(text, 'en', { wait: name.en }) };
}

function rounded(hours: number | null): number | null {
  return hours === null ? null : Math.round(hours * 10) / 10;
}
