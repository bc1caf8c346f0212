import type { CodeField, NumberField } from './search-document.js';
import { NUMBER_FIELDS } from './search-document.js';
import type { SearchFilter } from './search-filter.js';

const COLUMNS: Readonly<Record<CodeField | NumberField | 'enterpriseId' | 'id', string>> = {
  regions: 'd.regions',
  serviceRegions: 'd.service_regions',
  categories: 'd.categories',
  industries: 'd.industries',
  certificates: 'd.certificates',
  budgets: 'd.budgets',
  budgetMin: 'd.budget_min',
  budgetMax: 'd.budget_max',
  deadline: 'd.deadline',
  publishedAt: 'd.published_at',
  enterpriseId: 'd.enterprise_id',
  id: 'd.id',
};

/** Compiles a filter to a condition on `search_document d`; values go into `parameters`, never into the text. */
export function compileFilter(filter: SearchFilter, parameters: unknown[]): string {
  const bind = (values: readonly string[], type: string): string => `$${parameters.push([...values])}::${type}[]`;
  if ('all' in filter) return join(filter.all, 'and', 'true', parameters);
  if ('any' in filter) return join(filter.any, 'or', 'false', parameters);
  // As in `compileBoxFilter`: what has no number comes in where a range is negated.
  if ('not' in filter) return `(${compileFilter(filter.not, parameters)}) is not true`;
  const column = COLUMNS[filter.field];
  if ('hasAny' in filter) return `(${column} && ${bind(filter.hasAny, 'text')})`;
  if ('hasAll' in filter) return `(${column} @> ${bind(filter.hasAll, 'text')})`;
  if ('in' in filter) return `(${column} = any(${bind(filter.in, 'uuid')}))`;
  if (!('isEmpty' in filter)) return rangeOf(filter, parameters);
  return isNumber(filter.field) ? `(${column} is null)` : `(${column} = '{}')`;
}

const isNumber = (field: CodeField | NumberField): field is NumberField => (NUMBER_FIELDS as readonly string[]).includes(field);

function rangeOf({ field, atLeast, atMost }: { field: NumberField; atLeast?: number; atMost?: number }, parameters: unknown[]): string {
  // Milliseconds meet the index on dates as a date.
  const bound = (value: number): string => (field === 'publishedAt' ? `to_timestamp($${parameters.push(value / 1_000)}::float8)` : `$${parameters.push(value)}::float8`);
  const column = COLUMNS[field];
  const conditions = [...(atLeast === undefined ? [] : [`${column} >= ${bound(atLeast)}`]), ...(atMost === undefined ? [] : [`${column} <= ${bound(atMost)}`])];
  return conditions.length > 0 ? `(${conditions.join(' and ')})` : `(${column} is not null)`;
}

function join(filters: readonly SearchFilter[], operator: 'and' | 'or', empty: string, parameters: unknown[]): string {
  if (filters.length === 0) return empty;
  return `(${filters.map((part) => compileFilter(part, parameters)).join(` ${operator} `)})`;
}
