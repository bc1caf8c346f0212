import type { Text } from '../../shared/language.js';
import type { Period } from './figure-period.js';
import type { Cell } from './withhold.js';

export const DATASETS = ['summary', 'regions', 'industries', 'categories', 'flow', 'funnel', 'times', 'trend', 'unanswered', 'searches', 'exposure-regions', 'exposure-sizes'] as const;
export type Dataset = (typeof DATASETS)[number];

export interface FigureColumn {
  /** In JSON; stable. */
  readonly key: string;
  readonly name: Text;
  /** `hours` with one digit after the point, `share` from 0 to 1. */
  readonly unit: 'count' | 'hours' | 'share';
}

export interface FigureRow {
  /** Stable; the code of a list where the row is of one. */
  readonly key: string;
  /** What the row is about: one name for each of the table's heads. */
  readonly names: readonly Text[];
  readonly cells: readonly Cell[];
}

/** One set of figures as everybody may see it: what a page draws, what its table says, and what can be downloaded. */
export interface FigureTable {
  readonly dataset: Dataset;
  readonly title: Text;
  /** What is counted, and how; stands above the picture. */
  readonly definition: Text;
  readonly period: Period;
  /** ISO 8601. */
  readonly asOf: string;
  /** The first columns, which name the row. */
  readonly heads: readonly Text[];
  readonly columns: readonly FigureColumn[];
  readonly rows: readonly FigureRow[];
}

/** What a set says, without what all sets have. */
export type Content = Pick<FigureTable, 'definition' | 'heads' | 'columns' | 'rows'>;

/** The cell of a row by the key of its column. */
export function cellOf(table: Pick<FigureTable, 'columns'>, row: FigureRow | undefined, key: string): Cell {
  const at = table.columns.findIndex((column) => column.key === key);
  return row?.cells[at] ?? null;
}

export function rowOf(table: FigureTable, key: string): FigureRow | undefined {
  return table.rows.find((row) => row.key === key);
}
