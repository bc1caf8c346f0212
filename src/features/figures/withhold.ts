/**
 * What of a table of counts may be shown. A number from 1 to 4 about dealings between enterprises could point at one of them: it is
 * withheld (`under`), and so many more with it (`hidden`) that it cannot be computed from what is left, totals included.
 *
 * The test is exact, not a rule of thumb. A reader knows each sum, that a cell `under` is from 1 to 4 and that a `hidden` one is 5 or
 * more. A cell can have another value than its own if, and only if, withheld cells can be raised and lowered by one in turn along a
 * closed walk through the table so that every sum stays (the circulations of a transportation table: Gusfield, "A Graph
 * Theoretic Approach to Statistical Data Security", SIAM J. Comput. 17, 1988). That walk is looked for.
 */
export const LEAST_SHOWN = 5;

/** A count; `under` 5; `hidden` for the sake of another; null where there is nothing to count. */
export type Cell = number | 'under' | 'hidden' | null;

interface Entry {
  readonly row: number;
  readonly column: number;
  readonly value: number;
  /** −1 for a sum: all entries of a line, with their signs, add up to nothing. */
  readonly sign: 1 | -1;
  /** The sum of all: it stands in more than one place, so that nothing may depend on hiding it here. */
  readonly isTotal: boolean;
  cell: Cell;
}

export interface ShownMatrix {
  readonly cells: readonly (readonly Cell[])[];
  readonly rowTotals: readonly Cell[];
  readonly columnTotals: readonly Cell[];
  readonly total: Cell;
}

/** One count that stands for itself. */
export function withholdOne(value: number): Cell {
  return value > 0 && value < LEAST_SHOWN ? 'under' : value;
}

/** Counts whose sum is shown too (`withholdOne`), here or elsewhere. */
export function withholdLine(values: readonly number[]): Cell[] {
  const sum = values.reduce((a, b) => a + b, 0);
  const entries = [...values.map((value) => entry(0, 0, value)), entry(0, 0, sum, -1, true)];
  protect(entries);
  return entries.slice(0, -1).map(({ cell }) => cell);
}

/** A table of counts with its sums at the side, at the bottom and in the corner. */
export function withholdMatrix(values: readonly (readonly number[])[]): ShownMatrix {
  const height = values.length;
  const width = values[0]?.length ?? 0;
  const rowSums = values.map((row) => row.reduce((a, b) => a + b, 0));
  const columnSums = Array.from({ length: width }, (_, j) => values.reduce((sum, row) => sum + (row[j] ?? 0), 0));
  const body = values.map((row, i) => row.map((value, j) => entry(i, j, value)));
  const rowTotals = rowSums.map((value, i) => entry(i, width, value, -1));
  const columnTotals = columnSums.map((value, j) => entry(height, j, value, -1));
  const total = entry(height, width, rowSums.reduce((a, b) => a + b, 0), 1, true);
  protect([...body.flat(), ...rowTotals, ...columnTotals, total]);
  const cellsOf = (entries: readonly Entry[]): Cell[] => entries.map(({ cell }) => cell);
  return { cells: body.map(cellsOf), rowTotals: cellsOf(rowTotals), columnTotals: cellsOf(columnTotals), total: total.cell };
}

function entry(row: number, column: number, value: number, sign: 1 | -1 = 1, isTotal = false): Entry {
  return { row, column, value, sign, isTotal, cell: withholdOne(value) };
}

/** Hides more cells, the smallest that help, until no cell under 5 can be computed; where none is left to help, all of them. */
function protect(entries: readonly Entry[]): void {
  for (;;) {
    const open = entries.filter((e) => e.cell === 'under' && isComputable(e, entries));
    const [first] = open;
    if (!first) return;
    const candidates = entries.filter((e) => typeof e.cell === 'number' && e.cell > 0 && !e.isTotal).sort((a, b) => a.value - b.value);
    const stillOpen = (candidate: Entry): number => {
      candidate.cell = 'hidden';
      const count = open.filter((e) => isComputable(e, entries)).length;
      candidate.cell = candidate.value;
      return count;
    };
    const helping = candidates.find((candidate) => stillOpen(candidate) < open.length);
    // One alone does not help where two are needed to close a walk: then the smallest in a line of the first goes.
    const chosen = helping ?? candidates.find((c) => c.row === first.row || c.column === first.column) ?? candidates[0];
    if (chosen) chosen.cell = 'hidden';
    else return hideAll(entries);
  }
}

/** A table so small that its shape tells its numbers (1 and 5 of 6): nothing of it is said, not even what is under 5. */
function hideAll(entries: readonly Entry[]): void {
  for (const e of entries) if (e.value > 0 && !e.isTotal) e.cell = 'hidden';
}

/** Is there only one value that a withheld cell can have, for a reader who sees all the others? */
function isComputable(target: Entry, entries: readonly Entry[]): boolean {
  const withheld = entries.filter((e) => e.cell === 'under' || e.cell === 'hidden');
  return !hasWalk(target, 1, withheld) && !hasWalk(target, -1, withheld);
}

/** Can the entry's signed value go one up (or down), and all sums stay? */
function hasWalk(target: Entry, direction: 1 | -1, withheld: readonly Entry[]): boolean {
  if (!canMove(target, direction)) return false;
  // Rows are even nodes, columns odd ones; going up leads from the row to the column, going down back.
  const [from, to] = direction === 1 ? [columnNode(target), rowNode(target)] : [rowNode(target), columnNode(target)];
  const seen = new Set([from]);
  const waiting = [from];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node === to) return true;
    for (const e of withheld) {
      if (e === target) continue;
      const next = node === rowNode(e) && canMove(e, 1) ? columnNode(e) : node === columnNode(e) && canMove(e, -1) ? rowNode(e) : null;
      if (next === null || seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return false;
}

function canMove({ cell, value, sign }: Entry, direction: 1 | -1): boolean {
  const next = value + sign * direction;
  return cell === 'under' ? next >= 1 && next < LEAST_SHOWN : next >= LEAST_SHOWN;
}

const rowNode = ({ row }: Entry): number => row * 2;
const columnNode = ({ column }: Entry): number => column * 2 + 1;
