import type { CodeField } from './search-document.js';
import type { SearchFilter } from './search-filter.js';

const COLUMNS: Readonly<Record<CodeField | 'enterpriseId' | 'id', string>> = {
  regions: 'd.regions',
  serviceRegions: 'd.service_regions',
  categories: 'd.categories',
  industries: 'd.industries',
  certificates: 'd.certificates',
  enterpriseId: 'd.enterprise_id',
  id: 'd.id',
};

/** Compiles a filter to a condition on `search_document d`; values go into `parameters`, never into the text. */
export function compileFilter(filter: SearchFilter, parameters: unknown[]): string {
  const bind = (values: readonly string[], type: string): string => `$${parameters.push([...values])}::${type}[]`;
  if ('all' in filter) return join(filter.all, 'and', 'true', parameters);
  if ('any' in filter) return join(filter.any, 'or', 'false', parameters);
  if ('not' in filter) return `not ${compileFilter(filter.not, parameters)}`;
  const column = COLUMNS[filter.field];
  if ('hasAny' in filter) return `(${column} && ${bind(filter.hasAny, 'text')})`;
  if ('hasAll' in filter) return `(${column} @> ${bind(filter.hasAll, 'text')})`;
  if ('in' in filter) return `(${column} = any(${bind(filter.in, 'uuid')}))`;
  return `(${column} = '{}')`;
}

function join(filters: readonly SearchFilter[], operator: 'and' | 'or', empty: string, parameters: unknown[]): string {
  if (filters.length === 0) return empty;
  return `(${filters.map((part) => compileFilter(part, parameters)).join(` ${operator} `)})`;
}
