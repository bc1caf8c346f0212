import { COLUMNS } from './postgres-box-rows.js';
import { CODE_FIELDS, DOCUMENT_KINDS } from './search-document.js';
import { FACET_LIMIT, type FacetCount, type FacetField, type SearchResult } from './search-index.js';

/** Counting hits: `hits` has a row of `search_box` each, and for the i-th choice whether it meets it (`c0`, `c1` …). */

const COUNTED_FIELDS: readonly FacetField[] = [...CODE_FIELDS, 'deadline', 'kind'];
const TOTAL = -1;

const columnOf = (field: FacetField): string => (field === 'deadline' || field === 'kind' ? field : COLUMNS[field]);

/** `[field, value, count]`: of codes the value is the number of a list of them; null: the total, or what has none. */
export type Figure = readonly [field: number, value: number | null, count: number];

/** The statement that counts: `choices` are the fields of the choices, in their order. */
export function figuresSql(facets: readonly FacetField[], choices: readonly FacetField[]): string {
  const meets = (except: FacetField | null): string => ['true', ...choices.flatMap((field, i) => (field === except ? [] : [`c${i}`]))].join(' and ');
  const wanted = COUNTED_FIELDS.filter((field) => facets.includes(field));
  const own = wanted.filter((field) => choices.includes(field));
  const shared = wanted.filter((field) => !own.includes(field));
  return [
    sharedCounts(shared, meets(null)),
    ...own.map((field) => `select ${COUNTED_FIELDS.indexOf(field)} as field, ${columnOf(field)} as value, count(*) as count from hits where ${meets(field)} group by ${columnOf(field)}`),
  ].join(' union all ');
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

/** Which lists of codes some figures are about. */
export function setsIn(figures: readonly Figure[]): number[] {
  return figures.flatMap(([field, value]) => (field in CODE_FIELDS && value !== null ? [value] : []));
}

/**
 * @param sets the codes in each list
 * @param factor what each counted hit stands for: 1, or more where a sample was counted
 */
export function readFigures(figures: readonly Figure[], wanted: readonly FacetField[], sets: ReadonlyMap<number, readonly string[]>, factor: number): Pick<SearchResult, 'total' | 'facets'> {
  const counts = COUNTED_FIELDS.map(() => new Map<string, number>());
  let total = 0;
  for (const [field, value, count] of figures) {
    if (field === TOTAL) total = count * factor;
    else if (value !== null) for (const code of codesOf(COUNTED_FIELDS[field]!, value, sets)) counts[field]!.set(code, (counts[field]!.get(code) ?? 0) + count * factor);
  }
  return { total, facets: Object.fromEntries(wanted.map((field) => [field, mostFrequent(counts[COUNTED_FIELDS.indexOf(field)]!)])) };
}

function codesOf(field: FacetField, value: number, sets: ReadonlyMap<number, readonly string[]>): readonly string[] {
  if (field === 'kind') return [DOCUMENT_KINDS[value]!];
  return field === 'deadline' ? [String(value)] : sets.get(value)!;
}

/** The most frequent first. */
export function mostFrequent(counts: ReadonlyMap<string, number>): FacetCount[] {
  return [...counts]
    .map(([code, count]) => ({ code, count }))
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1))
    .slice(0, FACET_LIMIT);
}
