import type { SearchDocument } from '../../src/platform/search/search-document.js';
import { EVERYTHING, type SearchFilter } from '../../src/platform/search/search-filter.js';
import type { FacetCount, QueryWord, SearchIndex, SearchQuery, SearchResult } from '../../src/platform/search/search-index.js';
import { newId } from '../../src/shared/ids.js';
import { searchDocument as document } from '../support/search-documents.js';

const word = (...terms: readonly string[]): QueryWord => ({ terms: terms.map((term, i) => ({ term, share: i === 0 ? 1 : 0.6 })), weight: 2 });
const question = (words: readonly QueryWord[], rest: Partial<SearchQuery> = {}): SearchQuery => ({
  ...{ kinds: ['offering', 'enterprise'], words, minimumMatch: 1, text: words.map(({ terms }) => terms[0]?.term ?? '').join(' '), filter: EVERYTHING },
  ...{ facets: [], order: 'fit', offset: 0, limit: 100, ...rest },
});
const idsIn = ({ hits }: SearchResult): string[] => hits.map(({ id }) => id);
const idsOf = (documents: readonly SearchDocument[]): string[] => documents.map(({ id }) => id);
const counts = (facet: readonly FacetCount[] | undefined): Record<string, number> => Object.fromEntries((facet ?? []).map(({ code, count }) => [code, count]));
const day = (n: number): Date => new Date(Date.UTC(2026, 0, 1) + n * 86_400_000);

/** What the search box asks of every engine. @param index the empty index of the test that runs */
export function searchBoxContract(index: () => SearchIndex): void {
  const search = (words: readonly QueryWord[], rest: Partial<SearchQuery> = {}): Promise<SearchResult> => index().search(question(words, rest));

  describe('words', () => {
    it('are met by any of their terms, and each of them has to be met', async () => {
      const [exact, synonym, half, other] = [document({ 伺服: 0.5, 电机: 0.5 }), document({ 伺服: 0.4, 马达: 0.4 }), document({ 伺服: 0.9 }), document({ 轴承: 0.9 })];
      await index().upsert([exact, synonym, half, other]);
      const found = await search([word('伺服'), word('电机', '马达')]);
      expect([idsIn(found), found.total]).toEqual([idsOf([exact, synonym]), 2]);
      expect(idsIn(await search([word('马达', '电机')])).sort()).toEqual(idsOf([exact, synonym]).sort());
    });

    it('find nothing where one of them is known to nobody, and more where some are enough', async () => {
      const [both, one] = [document({ 伺服: 0.5, 电机: 0.5 }), document({ 电机: 0.5 })];
      await index().upsert([both, one]);
      expect(await search([word('电机'), word('没有人写过')], { facets: ['regions'] })).toMatchObject({ hits: [], total: 0, facets: { regions: [] } });
      expect(idsIn(await search([word('电机'), word('没有人写过')], { minimumMatch: 0.5 })).sort()).toEqual(idsOf([both, one]).sort());
      expect(idsIn(await search([word('伺服'), word('电机')], { minimumMatch: 0.6 }))).toEqual([both.id]);
      expect(await search([{ terms: [], weight: 1 }])).toMatchObject({ hits: [], total: 0 });
    });

    it('in a title come before words in a text', async () => {
      const texts = (title: string, body: string, weight: number): SearchDocument => ({ ...document({ 轴承: weight }), text: { title, body } });
      const [inText, inTitle] = [texts('设备改造', '更换轴承一套', 0.15), texts('轴承更换', '设备改造一套', 0.4)];
      await index().upsert([inText, inTitle]);
      expect(idsIn(await search([word('轴承')]))).toEqual(idsOf([inTitle, inText]));
    });

    it.each(['"轴承', '-轴承 "', "' or 1=1; --", '轴承 -磨损', '🏭{}[]()*?', '%_\\ \u202e', 'AND OR NOT IN', '轴承'.repeat(400), ''])('mean the same whatever the text says: %p', async (text) => {
      const [one, two] = [document({ 轴承: 0.5, 磨损: 0.5 }), document({ 轴承: 0.4 })];
      await index().upsert([one, two]);
      const found = await search([word('轴承')], { text, facets: ['regions'] });
      expect([idsIn(found).sort(), found.total, counts(found.facets.regions)]).toEqual([idsOf([one, two]).sort(), 2, { '13': 2, '1309': 2 }]);
    });
  });

  describe('ranges', () => {
    const cheap = document({ t: 0.5 }, { budgetMin: 20_000, budgetMax: 60_000, budgets: ['a', 'b'], deadline: 20_800 });
    const dear = document({ t: 0.4 }, { budgetMin: 5_000_000, budgetMax: null, budgets: ['z'], deadline: 20_900, publishedAt: day(40) });
    const open = document({ t: 0.3 }, { publishedAt: day(80) });
    const cases: readonly [name: string, filter: SearchFilter, expected: readonly SearchDocument[]][] = [
      ['from a number on', { field: 'budgetMin', atLeast: 20_000 }, [cheap, dear]],
      ['up to a number', { field: 'budgetMax', atMost: 60_000 }, [cheap]],
      ['between two', { field: 'deadline', atLeast: 20_801, atMost: 20_900 }, [dear]],
      ['in no room at all', { field: 'deadline', atLeast: 20_900, atMost: 20_800 }, []],
      ['with any number', { field: 'deadline' }, [cheap, dear]],
      ['without one', { field: 'deadline', isEmpty: true }, [open]],
      ['what is not in a range, with what has no number', { not: { field: 'deadline', atMost: 20_850 } }, [dear, open]],
      ['either of two', { any: [{ field: 'deadline', atMost: 20_800 }, { field: 'budgetMax', isEmpty: true }] }, [cheap, dear, open]],
      ['published up to a moment', { field: 'publishedAt', atMost: day(40).getTime() }, [cheap, dear]],
      ['published before a moment', { field: 'publishedAt', atMost: day(40).getTime() - 1 }, [cheap]],
      ['bands of money', { field: 'budgets', hasAny: ['b', 'z'] }, [cheap, dear]],
    ];

    it.each(cases)('pass %s', async (_, filter, expected) => {
      await index().upsert([cheap, dear, open]);
      const [found, everything] = [await search([word('t')], { filter }), await search([], { filter })];
      for (const { hits, total } of [found, everything]) expect([hits.map(({ id }) => id).sort(), total]).toEqual([idsOf(expected).sort(), expected.length]);
    });
  });

  describe('facets', () => {
    const place = (regions: string[], categories: string[], deadline: number | null, kind: SearchDocument['kind'] = 'offering') => document({ t: 0.5 }, { regions, categories, deadline }, kind);
    const documents = [
      place(['13', '1309'], ['DAT'], 20_800),
      place(['13', '1302'], ['DAT'], 20_800),
      place(['12'], ['DAT'], 20_900),
      place(['12'], ['MFG'], null),
      place(['13', '1309'], ['MFG'], 20_800, 'enterprise'),
      place(['13', '1309'], ['DAT'], 20_801, 'demand'),
    ];
    const chosen: Partial<SearchQuery> = {
      kinds: ['offering'],
      facets: ['regions', 'categories', 'deadline', 'kind', 'certificates'],
      choices: [{ field: 'regions', filter: { field: 'regions', hasAny: ['13'] } }, { field: 'categories', filter: { field: 'categories', hasAny: ['DAT'] } }],
      limit: 1,
    };

    it.each([true, false])('leave their own choice aside and no other (with words: %p)', async (hasWords) => {
      await index().upsert([...documents, document({ other: 0.5 }, {}, 'demand')]);
      const filter: SearchFilter = { field: 'id', in: idsOf(documents) };
      const { total, hits, facets } = await search(hasWords ? [word('t')] : [], { ...chosen, filter });
      expect([total, hits.length]).toEqual([2, 1]);
      expect(counts(facets.regions)).toEqual({ '13': 2, '1309': 1, '1302': 1, '12': 1 });
      expect(counts(facets.categories)).toEqual({ DAT: 2 });
      expect(counts(facets.deadline)).toEqual({ '20800': 2 });
      expect(counts(facets.kind)).toEqual({ offering: 2, demand: 1 });
      expect(facets.certificates).toEqual([]);
    });

    it('are counted without showing anything', async () => {
      await index().upsert(documents);
      expect(await search([], { ...chosen, limit: 0, choices: [] })).toMatchObject({ hits: [], total: 4, facets: { categories: [{ code: 'DAT', count: 3 }, { code: 'MFG', count: 1 }] } });
    });
  });

  describe('orders and pages', () => {
    it('by date and by deadline, with words and without, those without a deadline last', async () => {
      const made = [
        document({ t: 0.9 }, { publishedAt: day(1), deadline: null }),
        document({ t: 0.5 }, { publishedAt: day(2), deadline: 20_900 }),
        document({ t: 0.1 }, { publishedAt: day(3), deadline: 20_800 }),
        document({ t: 0.7 }, { publishedAt: day(4), deadline: 20_900 }),
        document({ t: 0.3 }, { publishedAt: day(5), deadline: null }),
      ];
      await index().upsert(made);
      for (const words of [[word('t')], []]) {
        expect(idsIn(await search(words, { order: 'newest' }))).toEqual(idsOf([...made].reverse()));
        expect(idsIn(await search(words, { order: 'deadline' }))).toEqual([2, 3, 1, 4, 0].map((i) => made[i]!.id));
      }
    });

    it('far behind the first one, each hit once and in order, while newer ones come in', async () => {
      // Some share a moment or a day; a third has no deadline.
      const many = Array.from({ length: 720 }, (_, i) => document({ t: 0.5 }, { publishedAt: new Date(1_700_000_000_000 + Math.floor(i / 3) * 1_000), deadline: i % 3 === 0 ? null : 20_800 + (i % 50) }));
      await index().upsert(many);
      const until: SearchFilter = { field: 'publishedAt', atMost: 1_700_000_000_000 + 240_000 };
      const pages = async (order: SearchQuery['order'], words: readonly QueryWord[]): Promise<string[]> => {
        const ids: string[] = [];
        for (const offset of [0, 60, 120, 180, 240, 300, 360, 420, 480, 540, 600, 660, 720]) ids.push(...idsIn(await search(words, { order, filter: until, offset, limit: 60 })));
        return ids;
      };
      const byDate = [...many].sort((a, b) => b.fields.publishedAt.getTime() - a.fields.publishedAt.getTime() || (a.id < b.id ? -1 : 1));
      const byDeadline = [...byDate].sort((a, b) => (a.fields.deadline ?? Infinity) - (b.fields.deadline ?? Infinity) || 0);
      const reading = pages('newest', []);
      await index().upsert(Array.from({ length: 5 }, (_, i) => document({ t: 0.5 }, { publishedAt: new Date(1_800_000_000_000 + i) })));
      expect(await reading).toEqual(idsOf(byDate));
      expect(await pages('deadline', [])).toEqual(idsOf(byDeadline));
      expect((await pages('fit', [word('t')])).sort()).toEqual(idsOf(many).sort());
      expect((await search([], { filter: until, limit: 1 })).total).toBe(720);
    });

    it('ends where the hits end', async () => {
      await index().upsert([document({ t: 0.5 })]);
      for (const order of ['fit', 'newest', 'deadline'] as const) expect(await search([word('t')], { order, offset: 400, limit: 20 })).toMatchObject({ hits: [], total: 1 });
    });
  });

  it('changes with the document: its words, its bands, its day', async () => {
    const id = newId();
    await index().upsert([document({ 轴承: 0.5 }, { budgets: ['a'], deadline: 20_800 }, 'demand', id)]);
    await index().upsert([document({ 齿轮: 0.5 }, { budgets: ['b'], deadline: 20_900 }, 'demand', id)]);
    expect((await search([word('轴承')], { kinds: ['demand'] })).total).toBe(0);
    const { total, facets } = await search([word('齿轮')], { kinds: ['demand'], facets: ['budgets', 'deadline'] });
    expect([total, counts(facets.budgets), counts(facets.deadline)]).toEqual([1, { b: 1 }, { '20900': 1 }]);
    await index().remove([id]);
    expect(await search([], { kinds: ['demand'], facets: ['budgets', 'deadline', 'kind'] })).toMatchObject({ total: 0, facets: { budgets: [], deadline: [], kind: [] } });
  });
}
