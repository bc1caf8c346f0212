import { NO_FILTERS, type SearchState } from './directory.types.js';
import { type Codes, conditionOf, conditionsOf, narrowest } from './search-filters.js';

const PATHS: Record<string, string[]> = { '13': ['13'], '1309': ['13', '1309'], '12': ['12'], '130981': ['13', '1309', '130981'], '1331': ['1331'] };
const codes: Codes = {
  codePath: (_, code) => PATHS[code ?? ''] ?? [],
  region: (code) => ({ code, members: code === '1331' ? ['130629', '130632'] : [] }) as unknown as ReturnType<Codes['region']>,
};
const state = (filters: Partial<SearchState['filters']>): SearchState => ({ words: '', isVerbatim: false, kind: null, filters: { ...NO_FILTERS, ...filters }, page: 1 });

describe('the filters of a search', () => {
  it('lets a wider choice give way to a narrower one inside it', () => {
    expect(narrowest('region', ['13', '1309'], codes)).toEqual(['1309']);
    expect(narrowest('region', ['13', '1309', '12'], codes)).toEqual(['1309', '12']);
    expect(narrowest('region', ['13', '130981', '1309'], codes)).toEqual(['130981']);
    expect(narrowest('region', ['13'], codes)).toEqual(['13']);
  });

  it('takes any place, but wants every certificate', () => {
    expect(conditionOf('region', state({ region: ['13', '12'] }), codes)).toEqual({ field: 'regions', hasAny: ['13', '12'] });
    expect(conditionOf('certificate', state({ certificate: ['CCC', 'CE'] }), codes)).toEqual({ field: 'certificates', hasAll: ['CCC', 'CE'] });
  });

  it('looks for an overlay in what it is made of', () => {
    expect(conditionOf('region', state({ region: ['1331'] }), codes)).toEqual({ field: 'regions', hasAny: ['1331', '130629', '130632'] });
  });

  it('leaves one filter aside for its own figures', () => {
    const all = { all: [{ all: [] }, { all: [] }, { all: [] }, { field: 'certificates', hasAll: ['CCC'] }] };
    expect(conditionsOf(state({ region: ['13'], certificate: ['CCC'] }), codes, 'region')).toEqual({ all: all.all.filter((_, i) => i !== 2) });
  });
});
