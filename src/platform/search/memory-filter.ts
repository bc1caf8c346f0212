import type { CodeField } from './search-document.js';
import type { SearchFilter } from './search-filter.js';

/** A document as far as it is filtered in memory. */
export interface FilteredDocument {
  readonly id: string;
  readonly enterpriseId: string;
  readonly codes: Readonly<Partial<Record<CodeField, readonly string[]>>>;
}

type Predicate = (document: FilteredDocument) => boolean;

/**
 * Compiles a filter to a condition on documents in memory.
 * @throws RangeError for a condition on what the index does not hold
 */
export function compileForMemory(filter: SearchFilter): Predicate {
  if ('all' in filter) {
    const parts = filter.all.map(compileForMemory);
    return (document) => parts.every((part) => part(document));
  }
  if ('any' in filter) {
    const parts = filter.any.map(compileForMemory);
    return (document) => parts.some((part) => part(document));
  }
  if ('not' in filter) {
    const part = compileForMemory(filter.not);
    return (document) => !part(document);
  }
  if ('in' in filter) {
    const ids = new Set(filter.in);
    return filter.field === 'id' ? ({ id }) => ids.has(id) : ({ enterpriseId }) => ids.has(enterpriseId);
  }
  if ('hasAny' in filter || 'hasAll' in filter) {
    const { field } = filter;
    const codesOf = (document: FilteredDocument): readonly string[] => {
      const codes = document.codes[field];
      if (codes === undefined) throw new RangeError(`the documents in memory hold no ${field}`);
      return codes;
    };
    if ('hasAll' in filter) return (document) => filter.hasAll.every((code) => codesOf(document).includes(code));
    const wanted = new Set(filter.hasAny);
    return (document) => codesOf(document).some((code) => wanted.has(code));
  }
  const { field } = filter;
  if (!('isEmpty' in filter) || !isCodeField(field)) throw new RangeError(`documents in memory cannot be filtered by ${field}`);
  return (document) => (document.codes[field]?.length ?? 0) === 0;
}

function isCodeField(field: string): field is CodeField {
  return field !== 'budgetMin' && field !== 'budgetMax' && field !== 'deadline' && field !== 'publishedAt';
}
