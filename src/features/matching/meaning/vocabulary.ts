import type { TaxonomyService } from '../../taxonomy/taxonomy.service.js';
import { normalise } from '../terms/normalise.js';

/** The names by which a model's space is measured: short, of all trades, and ours. About two thousand. */
export function vocabularyOf(names: Iterable<{ readonly nameZh: string }>): string[] {
  return [...new Set([...names].map(({ nameZh }) => normalise(nameZh).trim()))].filter((name) => name !== '');
}

export function vocabulary(taxonomy: TaxonomyService): string[] {
  return vocabularyOf([...taxonomy.tree('service-category').entries, ...taxonomy.tree('industry').entries]);
}
