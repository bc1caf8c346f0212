import type { Language } from '../../../shared/language.js';
import { formatNumber, formatPercent } from '../../../web/format.js';
import type { FigureColumn } from '../figure-table.js';
import { FIGURE_TEXTS as T } from '../figures.texts.js';
import type { Cell } from '../withhold.js';

/** A cell as a page says it; a dash where there is nothing. */
export function cellWords(cell: Cell, unit: FigureColumn['unit'], language: Language): string {
  if (cell === null) return '–';
  if (typeof cell !== 'number') return T[cell][language];
  if (unit === 'share') return formatPercent(cell);
  return formatNumber(cell, unit === 'hours' ? 1 : 0);
}

/** `25 年 5 月`, `May 25` of 2025-05; `10 月 5 日`, `5 Oct` of 2026-10-05. */
export function pointName(key: string, language: Language): string {
  const [year = '', month = '', day] = key.split('-');
  const monthEn = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][Number(month) - 1] ?? month;
  if (day !== undefined) return language === 'zh' ? `${Number(month)} 月 ${Number(day)} 日` : `${Number(day)} ${monthEn}`;
  return language === 'zh' ? `${year.slice(2)} 年 ${Number(month)} 月` : `${monthEn} ${year}`;
}
