import type { Language } from '../../shared/language.js';
import { csv } from '../../web/csv.js';
import type { FigureTable } from './figure-table.js';
import { FIGURE_TEXTS as T } from './figures.texts.js';
import type { Cell } from './withhold.js';

/** A table with heads in the reader's language; each row begins with its key, so that programs need no names. */
export function figureCsv(table: FigureTable, language: Language): string {
  const head = ['key', ...[...table.heads, ...table.columns.map(({ name }) => name)].map((text) => text[language])];
  const rows = table.rows.map(({ key, names, cells }) => [key, ...names.map((name) => name[language]), ...cells.map((cell) => shown(cell, language))]);
  return csv([head, ...rows]);
}

/** A number as programs read it; what is not shown in words; nothing where there is nothing. */
function shown(cell: Cell, language: Language): string | number | null {
  if (cell === null) return null;
  return typeof cell === 'number' ? Math.round(cell * 10_000) / 10_000 : T[cell][language];
}
