import fc from 'fast-check';
import { FILTERS, LAST_PAGE, MOST_CODES, MOST_WORDS, NO_FILTERS, type SearchState, SORTS } from './directory.types.js';
import { readAddress, searchOf, without } from './search-address.js';

const CODES = ['13', '1309', '130981', 'DAT', 'DAT-ACQ', 'C', '34', 'ISO9001'];
const known = (_: string, code: string): string | null => (code === '130000' ? '13' : CODES.includes(code) ? code : null);
const read = (query: Record<string, unknown>) => readAddress(query, known);

describe('the address of a search', () => {
  it('says the state that it was made from', () => {
    const states = fc.record({
      words: fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => read({ q: text }).state.words),
      isVerbatim: fc.boolean(),
      kind: fc.constantFrom('demand' as const, 'offering' as const, 'enterprise' as const, null),
      filters: fc.record(Object.fromEntries(FILTERS.map((filter) => [filter, fc.uniqueArray(fc.constantFrom(...CODES))])) as Record<(typeof FILTERS)[number], fc.Arbitrary<string[]>>),
      sort: fc.constantFrom(...SORTS),
      page: fc.integer({ min: 1, max: LAST_PAGE }),
      until: fc.option(fc.integer({ min: 1e11, max: 1e14 - 1 })),
    }).map((state) => ({ ...state, isVerbatim: state.isVerbatim && state.words !== '', until: state.page > 1 ? state.until : null }));
    fc.assert(
      fc.property(states, (state: SearchState) => {
        const query: Record<string, string[]> = {};
        for (const [name, value] of new URLSearchParams(searchOf(state))) (query[name] ??= []).push(value);
        expect(read(query)).toEqual({ state, ignored: [], isCut: false });
      }),
    );
  });

  it('is refused by nothing that a query may hold', () => {
    const anything = fc.dictionary(fc.constantFrom('q', 'kind', 'page', 'sort', 'until', ...FILTERS, '__proto__', 'utm'), fc.anything());
    fc.assert(
      fc.property(anything, (query) => {
        const { state } = read(query);
        expect(state.words.length).toBeLessThanOrEqual(2 * MOST_WORDS);
        expect(state.words.isWellFormed() && !state.words.includes('\0')).toBe(true);
        expect(state.page).toBeGreaterThanOrEqual(1);
        expect(state.page).toBeLessThanOrEqual(LAST_PAGE);
      }),
    );
  });

  it('names what it does not understand, and leaves it out', () => {
    const { state, ignored } = read({ q: '刀具', kind: 'rocket', region: ['13', '99', "'; drop table listing; --"], category: 'XX', page: '-3', sort: 'random', until: 'now', utm_source: 'mail' });
    expect(state).toEqual({ words: '刀具', isVerbatim: false, kind: null, filters: { ...NO_FILTERS, region: ['13'] }, sort: 'fit', page: 1, until: null });
    expect(ignored).toEqual(['kind=rocket', 'category=XX', 'region=99', "region='; drop table listing; --", 'sort=random', 'page=-3', 'until=now']);
  });

  it('takes a code as its list spells it, each once, and not too many', () => {
    expect(read({ region: ['130000', '13'] }).state.filters.region).toEqual(['13']);
    const many = Array.from({ length: 100 }, (_, i) => String(i));
    expect(readAddress({ region: many }, (_, code) => code).state.filters.region).toHaveLength(MOST_CODES);
  });

  it('cuts words that are too many, and says so', () => {
    const { state, isCut } = read({ q: '🏭'.repeat(5_000) });
    expect([...state.words]).toHaveLength(MOST_WORDS);
    expect(isCut).toBe(true);
    expect(read({ q: ' 刀具\0\ud800\n寿命 ' }).state.words).toBe('刀具 寿命');
  });

  it('tells nothing from what is nothing at all', () => {
    expect(read({ q: '  ' })).toMatchObject({ state: { words: '' }, ignored: [] });
    expect(read({ q: '\0' })).toMatchObject({ state: { words: '' }, ignored: ['q=%00'] });
    expect(read({ q: '\ud800' }).ignored).toHaveLength(1);
  });

  it('goes back to the first page when a choice is taken away', () => {
    const { state } = read({ region: ['13', '1309'], page: '4' });
    expect(searchOf(without(state, 'region', '1309'))).toBe('?region=13');
  });
});
