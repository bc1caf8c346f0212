import type { DataSource } from 'typeorm';
import { COLUMNS } from './postgres-box-rows.js';
import { fieldNumber } from './postgres-code-sets.js';
import type { CodeField, NumberField } from './search-document.js';
import { NUMBER_FIELDS } from './search-document.js';
import type { SearchFilter } from './search-filter.js';

const NUMBER_COLUMNS: Readonly<Record<NumberField, string>> = { budgetMin: 'budget_min', budgetMax: 'budget_max', deadline: 'deadline', publishedAt: 'published_at' };

type CodeCondition = Extract<SearchFilter, { field: CodeField }>;

/** Binds a value and gives its place: values go into parameters, never into the text. */
export type Bind = (value: unknown, type: string) => string;

export function binder(parameters: unknown[]): Bind {
  return (value, type) => `$${parameters.push(value)}::${type}`;
}

/** Every condition on codes in some filters, each once. */
export function codeConditions(filters: readonly SearchFilter[]): CodeCondition[] {
  return filters.flatMap((filter) => {
    if ('all' in filter) return codeConditions(filter.all);
    if ('any' in filter) return codeConditions(filter.any);
    if ('not' in filter) return codeConditions([filter.not]);
    return isOnCodes(filter) ? [filter] : [];
  });
}

/** How a filter becomes a condition on `search_box b` in a statement. */
export type BoxCondition = (bind: Bind) => string;

/**
 * Looks up which lists of codes meet the conditions of some filters, in one statement, or none where there is nothing to look up.
 *
 * @param beside an SQL expression that is asked in the same statement
 * @returns `of` gives the condition of each of the filters, or of a part of one
 */
export async function lookUpFilters(dataSource: DataSource, filters: readonly SearchFilter[], beside?: string): Promise<{ of: (filter: SearchFilter) => BoxCondition; beside: unknown }> {
  const conditions = codeConditions(filters);
  const parameters: unknown[] = [];
  const bind = binder(parameters);
  const columns = [...conditions.map((condition, i) => `${setsMeeting(condition, bind)} as s${i}`), ...(beside === undefined ? [] : [`${beside} as beside`])];
  const [looked] = columns.length === 0 ? [{}] : await dataSource.query<[Looked]>(`select ${columns.join(', ')}`, parameters);
  const sets = new Map<SearchFilter, readonly number[]>(conditions.map((condition, i) => [condition, looked[`s${i}`]!]));
  return { of: (filter) => (bindInto) => compileBoxFilter(filter, sets, bindInto), beside: looked.beside };
}

interface Looked {
  readonly beside?: unknown;
  readonly [set: `s${number}`]: readonly number[];
}

/** The numbers of the lists of codes that meet a condition, as an SQL array. */
function setsMeeting(condition: CodeCondition, bind: Bind): string {
  const codes = (): string => {
    if ('hasAny' in condition) return `codes && ${bind([...condition.hasAny], 'text[]')}`;
    if ('hasAll' in condition) return `codes @> ${bind([...condition.hasAll], 'text[]')}`;
    return `codes = '{}'`;
  };
  return `array(select number from search_code_set where field = ${fieldNumber(condition.field)} and ${codes()})`;
}

/** Compiles a filter to a condition on `search_box b`. `sets` has the numbers of each condition on codes in it. */
function compileBoxFilter(filter: SearchFilter, sets: ReadonlyMap<SearchFilter, readonly number[]>, bind: Bind): string {
  const compiled = (filters: readonly SearchFilter[], operator: 'and' | 'or', empty: string): string =>
    filters.length === 0 ? empty : `(${filters.map((part) => compileBoxFilter(part, sets, bind)).join(` ${operator} `)})`;
  if ('all' in filter) return compiled(filter.all, 'and', 'true');
  if ('any' in filter) return compiled(filter.any, 'or', 'false');
  // A range says nothing of what has no number: that must stay out, and come in where it is negated.
  if ('not' in filter) return `(${compileBoxFilter(filter.not, sets, bind)}) is not true`;
  if (isOnCodes(filter)) return `b.${COLUMNS[filter.field]} = any(${bind(sets.get(filter) ?? [], 'int[]')})`;
  if ('in' in filter) {
    const ids = bind([...filter.in], 'uuid[]');
    return filter.field === 'id' ? `b.document = any(array(select number from search_document where id = any(${ids})))` : `b.enterprise_id = any(${ids})`;
  }
  const column = `b.${NUMBER_COLUMNS[filter.field as NumberField]}`;
  if ('isEmpty' in filter) return `${column} is null`;
  const bound = (value: number): string => (filter.field === 'publishedAt' ? `to_timestamp(${bind(value / 1_000, 'float8')})` : bind(String(value), 'bigint'));
  const ends = [
    ...(filter.atLeast === undefined ? [] : [`${column} >= ${bound(Math.ceil(filter.atLeast))}`]),
    ...(filter.atMost === undefined ? [] : [`${column} <= ${bound(Math.floor(filter.atMost))}`]),
  ];
  return ends.length > 0 ? `(${ends.join(' and ')})` : `${column} is not null`;
}

function isOnCodes(filter: SearchFilter): filter is CodeCondition {
  return 'field' in filter && filter.field in COLUMNS && !(NUMBER_FIELDS as readonly string[]).includes(filter.field);
}
