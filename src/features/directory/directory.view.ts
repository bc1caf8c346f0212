import type { FacetCount } from '../../platform/search/search-index.js';
import type { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { type HitView, MOST_COUNTED, type SearchResultView } from './directory.dto.js';
import type { SearchOutcome } from './directory.queries.js';
import { bandName } from './band-names.js';
import { FILTER_LISTS, type FilterName, FILTERS, type Hit } from './directory.types.js';
import { isListFilter } from './search-filters.js';
import { snippetOf } from './snippet.js';

/** Signs of a text that a list shows. */
export const SNIPPET = 96;

/** A search's outcome as the API answers it. */
export function resultView(outcome: SearchOutcome, taxonomy: TaxonomyService): SearchResultView {
  const { page, kinds, facets, close, words, replaced } = outcome;
  const named = (filter: FilterName) => (facet: FacetCount) => ({
    ...facet,
    name: isListFilter(filter) ? { zh: taxonomy.label(FILTER_LISTS[filter], facet.code, 'zh'), en: taxonomy.label(FILTER_LISTS[filter], facet.code, 'en') } : bandName(facet.code),
  });
  return {
    ...page,
    items: page.items.map((hit) => hitView(hit, words)),
    kinds,
    isAbout: outcome.isAbout,
    until: outcome.until,
    dropped: [...outcome.dropped],
    facets: Object.fromEntries(FILTERS.map((filter) => [filter, facets[filter].slice(0, MOST_COUNTED).map(named(filter))])) as SearchResultView['facets'],
    close,
    replaced: [...replaced],
    words: [...words],
  };
}

function hitView(hit: Hit, words: readonly string[]): HitView {
  const snippet = snippetOf(hit.text, words, SNIPPET);
  switch (hit.kind) {
    case 'offering': {
      const { text: _, publishedAt, serviceRegions, certificates, ...rest } = hit;
      return { ...rest, snippet, publishedAt: publishedAt.toISOString(), serviceRegions: [...serviceRegions], certificates: [...certificates] };
    }
    case 'demand': {
      const { text: _, publishedAt, mustHave, ...rest } = hit;
      return { ...rest, snippet, publishedAt: publishedAt.toISOString(), mustHave: [...mustHave] };
    }
    case 'enterprise': {
      const { text: _, verifiedAt, certificates, ...rest } = hit;
      return { ...rest, snippet, verifiedAt: verifiedAt.toISOString(), certificates: [...certificates] };
    }
  }
}
