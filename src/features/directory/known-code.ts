import type { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { BUDGET_BANDS } from '../matching/budget-bands.types.js';
import { DEADLINE_BANDS } from './deadline-bands.js';
import { FILTER_LISTS } from './directory.types.js';
import type { KnownCode } from './search-address.js';

/** Looks codes up in the taxonomy, also former ones: an old address still finds what was filed under its code. */
export function knownCodeIn(taxonomy: TaxonomyService): KnownCode {
  return (filter, code) => {
    if (filter === 'budget') return BUDGET_BANDS.find((band) => band.code === code)?.code ?? null;
    if (filter === 'deadline') return DEADLINE_BANDS.find((band) => band.code === code)?.code ?? null;
    if (filter === 'region') return taxonomy.region(code)?.code ?? null;
    return taxonomy.tree(FILTER_LISTS[filter]).find(code)?.code ?? null;
  };
}
