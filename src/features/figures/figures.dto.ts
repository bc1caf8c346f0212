import { z } from 'zod';
import { LANGUAGES } from '../../shared/language.js';
import { DATASETS, type FigureTable } from './figure-table.js';
import { PERIODS } from './figure-period.js';

export const figuresQuery = z.strictObject({ period: z.enum(PERIODS).default('all') });
export type FiguresQuery = z.output<typeof figuresQuery>;

export const figuresFileQuery = z.strictObject({ ...figuresQuery.shape, lang: z.enum(LANGUAGES).optional() });
export type FiguresFileQuery = z.output<typeof figuresFileQuery>;

/** A page's address is typed and passed on by people: a period that nobody knows is none. */
export const figuresPageQuery = z.object({ period: z.enum(PERIODS).catch('all') });
export type FiguresPageQuery = z.output<typeof figuresPageQuery>;

export const datasetField = z.enum(DATASETS);

const text = z.object({ zh: z.string(), en: z.string() });

export const figureTableView = z
  .object({
    dataset: z.enum(DATASETS),
    title: text,
    definition: text.meta({ description: 'What is counted, and how' }),
    period: z.enum(PERIODS),
    asOf: z.iso.datetime().meta({ description: 'All of it is of this moment' }),
    heads: z.array(text).meta({ description: 'What the names of a row are' }),
    columns: z.array(z.object({ key: z.string(), name: text, unit: z.enum(['count', 'hours', 'share']) })),
    rows: z.array(
      z.object({
        key: z.string(),
        names: z.array(text),
        values: z.record(z.string(), z.number().nullable()).meta({ description: 'By the key of the column; null where there is none, or it is withheld' }),
        withheld: z
          .record(z.string(), z.enum(['under', 'hidden']))
          .meta({ description: '`under`: from 1 to 4; `hidden`: withheld so that another one cannot be computed' }),
      }),
    ),
  })
  .meta({ id: 'FigureTable' });
export type FigureTableView = z.output<typeof figureTableView>;

export function viewOf({ rows, columns, ...table }: FigureTable): FigureTableView {
  return {
    ...table,
    heads: [...table.heads],
    columns: [...columns],
    rows: rows.map(({ key, names, cells }) => {
      const entries = columns.map((column, i) => [column.key, cells[i] ?? null] as const);
      return {
        key,
        names: [...names],
        values: Object.fromEntries(entries.map(([column, cell]) => [column, typeof cell === 'number' ? cell : null])),
        withheld: Object.fromEntries(entries.flatMap(([column, cell]) => (cell === 'under' || cell === 'hidden' ? [[column, cell]] : []))),
      };
    }),
  };
}
