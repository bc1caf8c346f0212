import fc from 'fast-check';
import { type Cell, withholdLine, withholdMatrix, withholdOne } from './withhold.js';

/** Far above all values that are tried here. */
const MOST = 60;

/** All values that a shown cell leaves possible, to a reader who knows the rules. */
function possible(cell: Cell): number[] {
  if (typeof cell === 'number') return [cell];
  return Array.from({ length: MOST }, (_, i) => i + 1).filter((n) => (cell === 'under' ? n < 5 : n >= 5));
}

/** Every way to fill a line so that it has its sum, by trying all. */
function fillings(cells: readonly Cell[], sum: number): number[][] {
  const [first, ...rest] = cells;
  if (first === undefined) return sum === 0 ? [[]] : [];
  return possible(first)
    .filter((n) => n <= sum)
    .flatMap((n) => fillings(rest, sum - n).map((tail) => [n, ...tail]));
}

/** Every way to fill a table so that all sums that are shown come out. */
function tables(rows: readonly (readonly Cell[])[], rowTotals: readonly Cell[], columnTotals: readonly Cell[], total: number): number[][][] {
  const sumsOf = (cell: Cell): number[] => possible(cell).filter((n) => n <= total);
  const fits = (table: readonly number[][]): boolean =>
    columnTotals.every((cell, j) => possible(cell).includes(sumOf(table.map((row) => row[j]!)))) && sumOf(table.flat()) === total;
  const go = (i: number): number[][][] =>
    i === rows.length ? [[]] : sumsOf(rowTotals[i]!).flatMap((sum) => fillings(rows[i]!, sum)).flatMap((row) => go(i + 1).map((below) => [row, ...below]));
  return go(0).filter(fits);
}

const sumOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const isTrue = (value: number, cell: Cell): boolean => cell === value || (cell === 'under' && value > 0 && value < 5) || (cell === 'hidden' && value > 0);

describe('withholding', () => {
  it('of one count names nothing from 1 to 4', () => {
    expect([0, 1, 4, 5, 120].map(withholdOne)).toEqual([0, 'under', 'under', 5, 120]);
  });

  it.each<[number[], Cell[]]>([
    [[], []],
    [[0, 0, 0], [0, 0, 0]],
    [[12, 0, 7], [12, 0, 7]],
    // One alone would be the difference to the sum: the smallest other goes with it.
    [[12, 3, 7], [12, 'under', 'hidden']],
    // Two protect each other, unless their sum leaves one answer.
    [[12, 3, 2], [12, 'under', 'under']],
    [[12, 1, 1, 9], [12, 'under', 'under', 'hidden']],
    [[12, 4, 4, 9], [12, 'under', 'under', 'hidden']],
    // A hidden 5 beside a 1 could be nothing else: another one is hidden.
    [[5, 1, 8], [5, 'under', 'hidden']],
    // And where there is no other, the line says nothing.
    [[5, 1], ['hidden', 'hidden']],
    [[3], ['under']],
  ])('in the line %j shows %j', (values, shown) => {
    expect(withholdLine(values)).toEqual(shown);
  });

  it('leaves every number under 5 in a line two answers at least, tried out', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 5 }), (values) => {
        const cells = withholdLine(values);
        expect(cells.every((cell, i) => isTrue(values[i]!, cell))).toBe(true);
        if (sumOf(values) < 5) return;
        const ways = fillings(cells, sumOf(values));
        for (const i of cells.flatMap((cell, at) => (cell === 'under' ? [at] : []))) expect(new Set(ways.map((way) => way[i])).size).toBeGreaterThan(1);
      }),
      { numRuns: 300 },
    );
  });

  it('in a table hides what closes a rectangle, and no more', () => {
    const { cells, rowTotals, columnTotals, total } = withholdMatrix([
      [118, 21, 17],
      [64, 73, 3],
      [142, 58, 97],
    ]);
    expect(cells[1]![2]).toBe('under');
    expect(cells.flat().filter((cell) => cell === 'hidden')).toHaveLength(3);
    expect([rowTotals, columnTotals, total]).toEqual([[156, 140, 297], [324, 152, 117], 593]);
  });

  it('says nothing but the sum of a table with one small number and nothing beside it', () => {
    expect(withholdMatrix([[6, 0], [0, 2]])).toMatchObject({ total: 8 });
    expect(withholdMatrix([[6, 0], [0, 2]]).cells[1]![1]).not.toBe(2);
    expect(withholdMatrix([[1, 0], [0, 0]])).toEqual({ cells: [['under', 0], [0, 0]], rowTotals: ['under', 0], columnTotals: ['under', 0], total: 'under' });
  });

  it('leaves every number under 5 in a table two answers at least, sums included, tried out', () => {
    const table = fc.array(fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 2, maxLength: 2 }), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(table, (values) => {
        const { cells, rowTotals, columnTotals, total } = withholdMatrix(values);
        const sum = sumOf(values.flat());
        expect(total).toBe(withholdOne(sum));
        expect(cells.every((row, i) => row.every((cell, j) => isTrue(values[i]![j]!, cell)))).toBe(true);
        expect(cells.flat().every((cell, i) => (cell === 0) === (values.flat()[i] === 0))).toBe(true);
        if (sum < 5) return;
        const ways = tables(cells, rowTotals, columnTotals, sum);
        for (const [i, row] of cells.entries()) {
          for (const [j, cell] of row.entries()) if (cell === 'under') expect([values, new Set(ways.map((way) => way[i]![j])).size > 1]).toEqual([values, true]);
        }
      }),
      { numRuns: 200 },
    );
  });
});
