import { type Language, say } from '../../shared/language.js';
import type { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { longCertificate } from './certificate-name.js';
import { bandName } from './band-names.js';
import { FILTER_LISTS, type FilterName } from './directory.types.js';
import { isListFilter } from './search-filters.js';

/** What a choice of a filter is called. */
export function choiceName(filter: FilterName, code: string, taxonomy: TaxonomyService, language: Language): string {
  if (!isListFilter(filter)) return say(bandName(code), language);
  if (filter === 'certificate') return longCertificate(taxonomy, code, language);
  return filter === 'region' ? taxonomy.regionPath(code)[language] : taxonomy.label(FILTER_LISTS[filter], code, language);
}
