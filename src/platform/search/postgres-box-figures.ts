import { mostFrequent } from './most-frequent.js';
import { COLUMNS } from './postgres-box-rows.js';
import { CODE_FIELDS, DOCUMENT_KINDS } from './search-document.js';
import type { FacetField, SearchResult } from './search-index.js';

/** Counting hits: `hits` has a row of `search_box` each, and for the i-th choice whether it meets it (`c0`, `c1` …). */

const COUNTED_FIELDS: readonly FacetField[] = [...CODE_FIELDS, 'deadline', 'kind'];
const TOTAL = -1;

const columnOf = (field: FacetField): string => (field === 'deadline' || field === 'kind' ? field : COLUMNS[field]);

/** `[field, value, count]`: of codes the value is the number of a list of them; null: the total, or what has none. */
export type Figure = readonly [field: number, value: number | null, count: number];

/** The field of the row that has the number of hits without the own choice of a facet. */
const ownTotal = (field: FacetField): number => TOTAL - 1 - COUNTED_FIELDS.indexOf(field);

/** Where a facet with a choice of its own is counted: a table with the columns of `search_box`, and which of its rows. */
export type OwnHits = (field: FacetField) => { readonly table: string; readonly condition: string };

/**
 * The statement that counts `hits`: all facets without a choice of their own in one pass, and the total.
 *
 * @param condition which rows of `hits` count
 * @param own facets with a choice of their own, each counted where `ownHits` says
 */
export function figuresSql(facets: readonly FacetField[], condition: string, own: readonly FacetField[], ownHits: OwnHits): string {
  const counted = own.map((field) => {
    const { table, condition: isOwn } = ownHits(field);
    const [number, column] = [COUNTED_FIELDS.indexOf(field), columnOf(field)];
    return `select case when grouping(${column}) = 0 then ${number} else ${ownTotal(field)} end as field, ${column} as value, count(*) as count
              from ${table} where ${isOwn} group by grouping sets ((), (${column}))`;
  });
  return [sharedCounts(facets.filter((field) => !own.includes(field)), condition), ...counted].join(' union all ');
}

/** All facets without a choice of their own in one pass, and the total. */
function sharedCounts(fields: readonly FacetField[], condition: string): string {
  if (fields.length === 0) return `select ${TOTAL} as field, null::int as value, count(*) as count from hits where ${condition}`;
  const columns = fields.map(columnOf);
  const cases = fields.map((field) => `when grouping(${columnOf(field)}) = 0 then ${COUNTED_FIELDS.indexOf(field)}`).join(' ');
  return `
    select case ${cases} else ${TOTAL} end as field, coalesce(${columns.join(', ')}) as value, count(*) as count from hits where ${condition}
     group by grouping sets ((), ${columns.map((column) => `(${column})`).join(', ')})`;
}

/** How many hits some figures count. */
export const totalIn = (figures: readonly Figure[]): number => figures.find(([field]) => field === TOTAL)?.[2] ?? 0;

/** How many there would be without the choice of a facet. */
export const totalWithout = (figures: readonly Figure[], field: FacetField): number => figures.find(([name]) => name === ownTotal(field))?.[2] ?? 0;

/** The figures of one facet. */
export const figuresOf = (figures: readonly Figure[], field: FacetField): Figure[] => figures.filter(([name]) => name === COUNTED_FIELDS.indexOf(field));

/** What was counted in a sample, for all of which it is one part in `factor`. */
export const scaled = (figures: readonly Figure[], factor: number): Figure[] => figures.map(([field, value, count]) => [field, value, Math.round(count * factor)]);

/** Which lists of codes some figures are about. */
export function setsIn(figures: readonly Figure[]): number[] {
  return figures.flatMap(([field, value]) => (field in CODE_FIELDS && value !== null ? [value] : []));
}

/** @param sets the codes in each list */
export function readFigures(figures: readonly Figure[], wanted: readonly FacetField[], sets: ReadonlyMap<number, readonly string[]>): Pick<SearchResult, 'total' | 'facets'> {
  const counts = COUNTED_FIELDS.map(() => new Map<string, number>());
  for (const [field, value, count] of figures) {
    if (field < 0 || value === null) continue;
    for (const code of codesOf(COUNTED_FIELDS[field]!, value, sets)) counts[field]!.set(code, (counts[field]!.get(code) ?? 0) + count);
  }
  return { total: totalIn(figures), facets: Object.fromEntries(wanted.map((field) => [field, mostFrequent(counts[COUNTED_FIELDS.indexOf(field)]!)])) };
}

function codesOf(field: FacetField, value: number, sets: ReadonlyMap<number, readonly string[]>): readonly string[] {
  if (field === 'kind') return [DOCUMENT_KINDS[value]!];
  return field === 'deadline' ? [String(value)] : sets.get(value)!;
}
