import type { Language } from '../../shared/language.js';
import type { FigureTable } from './figure-table.js';
import { FIGURE_TEXTS as T } from './figures.texts.js';
import type { Cell } from './withhold.js';

/** Without it a spreadsheet takes UTF-8 for the local code page. */
const BYTE_ORDER_MARK = '\uFEFF';

/** A table as RFC 4180 has it, with heads in the reader's language; each row begins with its key, so that programs need no names. */
export function figureCsv(table: FigureTable, language: Language): string {
  const head = ['key', ...[...table.heads, ...table.columns.map(({ name }) => name)].map((text) => text[language])];
  const rows = table.rows.map(({ key, names, cells }) => [key, ...names.map((name) => name[language]), ...cells.map((cell) => cellText(cell, language))]);
  return BYTE_ORDER_MARK + [head, ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}

/** A number as programs read it; what is not shown in words; nothing where there is nothing. */
function cellText(cell: Cell, language: Language): string {
  if (cell === null) return '';
  return typeof cell === 'number' ? String(Math.round(cell * 10_000) / 10_000) : T[cell][language];
}

/** Names of lists come from files that an operator may change: what a spreadsheet would take for a formula gets an apostrophe before it. */
function quoted(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
