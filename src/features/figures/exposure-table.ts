import type { Text } from '../../shared/language.js';
import type { Exposure } from '../matching/matching.types.js';
import type { Content, FigureColumn, FigureRow } from './figure-table.js';
import { FIGURE_TEXTS as T } from './figures.texts.js';
import { ALL } from './flow-table.js';
import { type Cell, withholdLine, withholdOne } from './withhold.js';

const EXPOSED = ['providers', 'suggestions', 'invitations'] as const;

/** Counts of one side of the exposure, each with its share of the sum, and how far the share of invitations follows that of providers. */
export function exposureTable(exposure: readonly Exposure[], keys: readonly string[], keyOf: (one: Exposure) => string, head: Text, definition: Text, nameOf: (key: string) => Text): Content {
  const counts = EXPOSED.map((column) => keys.map((key) => exposure.filter((one) => keyOf(one) === key).reduce((sum, one) => sum + one[column], 0)));
  const sums = counts.map((values) => values.reduce((a, b) => a + b, 0));
  // Who offers something is public, listing by listing; who was put before whom is not.
  const shown = counts.map((values, c): Cell[] => (EXPOSED[c] === 'providers' ? values : withholdLine(values)));
  const shareOf = (cell: Cell, sum: number): Cell => (typeof cell !== 'number' ? cell : sum === 0 ? null : cell / sum);
  const rows = keys.map((key, i): FigureRow => {
    const cells = EXPOSED.flatMap((_, c): Cell[] => [shown[c]![i]!, shareOf(shown[c]![i]!, sums[c]!)]);
    const [ofProviders, ofInvitations] = [cells[1]!, cells[5]!];
    const parity = typeof ofInvitations !== 'number' ? ofInvitations : typeof ofProviders === 'number' && ofProviders > 0 ? ofInvitations / ofProviders : null;
    return { key, names: [nameOf(key)], cells: [...cells, parity] };
  });
  const total: FigureRow = { key: ALL, names: [T.total], cells: [...EXPOSED.flatMap((column, c): Cell[] => [column === 'providers' ? sums[c]! : withholdOne(sums[c]!), null]), null] };
  return {
    definition,
    heads: [head],
    columns: [...EXPOSED.flatMap((key): FigureColumn[] => [{ key, name: T[key], unit: 'count' }, { key: `${key}Share`, name: T[`${key}Share`], unit: 'share' }]), { key: 'parity', name: T.parity, unit: 'share' }],
    rows: [...rows, total],
  };
}
