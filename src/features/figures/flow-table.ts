import type { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import type { FigureRow } from './figure-table.js';
import type { Text } from '../../shared/language.js';
import { FIGURE_TEXTS as T } from './figures.texts.js';
import type { Flow } from './figures.types.js';
import { type ShownMatrix, withholdMatrix } from './withhold.js';

/** The key of the row, or of the side of a pair, that stands for all. */
export const ALL = 'total';

/** Provinces of the platform's list in its order: the rows and columns of every table by region. */
export function provincesOf(taxonomy: TaxonomyService): string[] {
  return taxonomy.choices('region', null).map(({ code }) => code);
}

/** A row for each pair of provinces, and for each sum: as everybody may see it, or exact for who answers for it. */
export function flowRows(flow: readonly Flow[], taxonomy: TaxonomyService, readers: 'everybody' | 'officers' = 'everybody'): FigureRow[] {
  const provinces = provincesOf(taxonomy);
  const counts = provinces.map((from) => provinces.map((to) => flow.find((one) => one.from === from && one.to === to)?.count ?? 0));
  const { cells, rowTotals, columnTotals, total } = readers === 'everybody' ? withholdMatrix(counts) : summed(counts);
  const all = [...cells.map((row, i) => [...row, rowTotals[i] ?? null]), [...columnTotals, total]];
  const nameOf = (code: string): Text => (code === ALL ? T.total : taxonomy.regionPath(code));
  const sides = [...provinces, ALL];
  return sides.flatMap((from, i) => sides.map((to, j) => ({ key: `${from}-${to}`, names: [nameOf(from), nameOf(to)], cells: [all[i]?.[j] ?? null] })));
}

function summed(counts: readonly (readonly number[])[]): ShownMatrix {
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  const columnTotals = (counts[0] ?? []).map((_, j) => sum(counts.map((row) => row[j] ?? 0)));
  return { cells: counts, rowTotals: counts.map(sum), columnTotals, total: sum(columnTotals) };
}
