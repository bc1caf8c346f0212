import { NO_FILTERS, type SearchState } from './directory.types.js';
import { choicesOf, type Codes, commonCondition, conditionOf, narrowest } from './search-filters.js';

const TODAY = 20_780;
const PATHS: Record<string, string[]> = { '13': ['13'], '1309': ['13', '1309'], '12': ['12'], '130981': ['13', '1309', '130981'], '1331': ['1331'] };
const codes: Codes = {
  codePath: (_, code) => PATHS[code ?? ''] ?? [],
  region: (code) => ({ code, members: code === '1331' ? ['130629', '130632'] : [] }) as unknown as ReturnType<Codes['region']>,
};
const state = (filters: Partial<SearchState['filters']>): SearchState => ({ words: '', isVerbatim: false, kind: null, filters: { ...NO_FILTERS, ...filters }, sort: 'fit', page: 1, until: null });

describe('the filters of a search', () => {
  it('lets a wider choice give way to a narrower one inside it', () => {
    expect(narrowest('region', ['13', '1309'], codes)).toEqual(['1309']);
    expect(narrowest('region', ['13', '1309', '12'], codes)).toEqual(['1309', '12']);
    expect(narrowest('region', ['13', '130981', '1309'], codes)).toEqual(['130981']);
    expect(narrowest('region', ['13'], codes)).toEqual(['13']);
  });

  it('takes any place, but wants every certificate', () => {
    expect(conditionOf('region', state({ region: ['13', '12'] }), codes, TODAY)).toEqual({ field: 'regions', hasAny: ['13', '12'] });
    expect(conditionOf('certificate', state({ certificate: ['CCC', 'CE'] }), codes, TODAY)).toEqual({ field: 'certificates', hasAll: ['CCC', 'CE'] });
  });

  it('looks for an overlay in what it is made of', () => {
    expect(conditionOf('region', state({ region: ['1331'] }), codes, TODAY)).toEqual({ field: 'regions', hasAny: ['1331', '130629', '130632'] });
  });

  it('counts days from today for deadlines', () => {
    const bands = conditionOf('deadline', state({ deadline: ['week', 'later'] }), codes, TODAY);
    expect(bands).toEqual({ any: [{ field: 'deadline', atLeast: TODAY, atMost: TODAY + 7 }, { field: 'deadline', atLeast: TODAY + 93 }] });
  });

  it('makes a choice of each filter that leaves its own figures alone, and not of certificates', () => {
    const chosen = { ...state({ region: ['13'], certificate: ['CCC'], budget: ['to-50k'] }), page: 2, until: 5 };
    expect(choicesOf(chosen, codes, TODAY)).toEqual([
      { field: 'regions', filter: { field: 'regions', hasAny: ['13'] } },
      { field: 'budgets', filter: { field: 'budgets', hasAny: ['to-50k'] } },
    ]);
    expect(commonCondition(chosen, codes, TODAY)).toEqual({ all: [{ field: 'certificates', hasAll: ['CCC'] }, { field: 'publishedAt', atMost: 5 }] });
  });
});
