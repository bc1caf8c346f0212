import type { SearchDocument, SearchFields } from '../../src/platform/search/search-document.js';
import { newId } from '../../src/shared/ids.js';

const NOBODY = newId();

/** A document of the search port that says nothing beside its terms and what is given; its title is its terms. */
export function searchDocument(
  terms: Readonly<Record<string, number>>,
  fields: Partial<SearchFields> = {},
  kind: SearchDocument['kind'] = 'offering',
  id = newId(),
): SearchDocument {
  return {
    id,
    kind,
    terms: new Map(Object.entries(terms)),
    text: { title: Object.keys(terms).join(' '), body: '' },
    fields: {
      enterpriseId: NOBODY,
      regions: ['13', '1309'],
      serviceRegions: [],
      categories: [],
      industries: [],
      certificates: [],
      budgets: [],
      budgetMin: null,
      budgetMax: null,
      deadline: null,
      publishedAt: new Date('2026-01-01T00:00:00Z'),
      ...fields,
    },
  };
}
