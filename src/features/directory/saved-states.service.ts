import { Injectable } from '@nestjs/common';
import { type Language, say } from '../../shared/language.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { choiceName } from './choice-name.js';
import { DIRECTORY_TEXTS as T } from './directory.texts.js';
import { FILTERS, FIRST_PAGE, type SearchState } from './directory.types.js';
import { knownCodeIn } from './known-code.js';
import { hasFilters, readAddress, searchOf } from './search-address.js';

/** Searches that are kept: each by the query of its address, which is the same for the same search. */
@Injectable()
export class SavedStatesService {
  constructor(private readonly taxonomy: TaxonomyService) {}

  /** What an address asks, on its first page and by fit, whatever else it says. */
  stateOf(search: string): SearchState {
    const query = new URLSearchParams(search);
    const values = Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name)]));
    return { ...readAddress(values, knownCodeIn(this.taxonomy)).state, ...FIRST_PAGE, sort: 'fit' };
  }

  /** Null for a search that asks nothing. */
  canonical(search: string): string | null {
    const state = this.stateOf(search);
    return state.words === '' && !hasFilters(state) ? null : searchOf(state);
  }

  /** What a search is called: its words, what was chosen, its kind. */
  titleOf(search: string, language: Language): string {
    const { words, kind, filters } = this.stateOf(search);
    const quoted = language === 'zh' ? `「${words}」` : `“${words}”`;
    const chosen = FILTERS.flatMap((filter) => filters[filter].map((code) => choiceName(filter, code, this.taxonomy, language)));
    return [...(words === '' ? [] : [quoted]), ...chosen, ...(kind === null ? [] : [say(T[`kind_${kind}`], language)])].join(' · ');
  }
}
