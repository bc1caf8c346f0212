import { encodeCode } from './meilisearch-record.js';
import { NUMBER_FIELDS } from './search-document.js';
import type { SearchFilter } from './search-filter.js';
import { type Condition, join } from './threshold-filter.js';

const NUMBERS: ReadonlySet<string> = new Set(NUMBER_FIELDS);

/** Compiles a filter to Meilisearch's language. Codes are encoded and ids quoted: no value can end its list. */
export function compileMeilisearchFilter(filter: SearchFilter): Condition {
  if ('all' in filter) return join(filter.all.map(compileMeilisearchFilter), 'AND');
  if ('any' in filter) return join(filter.any.map(compileMeilisearchFilter), 'OR');
  if ('not' in filter) return negated(compileMeilisearchFilter(filter.not));
  if ('hasAny' in filter) return filter.hasAny.length > 0 && `${filter.field} IN [${filter.hasAny.map(encodeCode).join(', ')}]`;
  if ('hasAll' in filter) return join(filter.hasAll.map((code) => `${filter.field} = ${encodeCode(code)}`), 'AND');
  if ('in' in filter) return filter.in.length > 0 && `${filter.field} IN [${filter.in.map(quoted).join(', ')}]`;
  if ('isEmpty' in filter) return NUMBERS.has(filter.field) ? `${filter.field} IS NULL` : `${filter.field} IS EMPTY`;
  const { field, atLeast, atMost } = filter;
  if (atLeast === undefined && atMost === undefined) return `${field} IS NOT NULL`;
  return join([atLeast !== undefined && `${field} >= ${atLeast}`, atMost !== undefined && `${field} <= ${atMost}`].filter((part) => part !== false), 'AND');
}

export function negated(condition: Condition): Condition {
  return typeof condition === 'boolean' ? !condition : `NOT (${condition})`;
}

function quoted(value: string): string {
  return `"${value.replace(/[\\"]/g, '\\$&')}"`;
}
