import type { SearchDocument } from '../../src/platform/search/search-document.js';
import type { SearchFilter } from '../../src/platform/search/search-filter.js';
import { EVERYTHING } from '../../src/platform/search/search-filter.js';
import type { CandidateQuery, SearchIndex, SearchQuery } from '../../src/platform/search/search-index.js';
import { newId } from '../../src/shared/ids.js';
import { searchDocument as document } from '../support/search-documents.js';
import { searchBoxContract } from './search-box.contract.js';

const asTerms = (weights: Readonly<Record<string, number>>) => Object.entries(weights).map(([term, weight]) => ({ term, weight }));

function candidateQuery(weights: Readonly<Record<string, number>>, rest: Partial<CandidateQuery> = {}): CandidateQuery {
  return { kind: 'offering', terms: asTerms(weights), filter: EVERYTHING, limit: 100, ...rest };
}

function searchQuery(weights: Readonly<Record<string, number>>, rest: Partial<SearchQuery> = {}): SearchQuery {
  const words = Object.entries(weights).map(([term, weight]) => ({ terms: [{ term, share: 1 }], weight }));
  const text = Object.keys(weights).join(' ');
  return { kinds: ['offering', 'enterprise'], words, text, minimumMatch: 0, filter: EVERYTHING, facets: [], order: 'fit', offset: 0, limit: 20, ...rest };
}

/** What every engine behind the search port must do. `open` gives an empty index. */
export function searchContract(open: () => Promise<SearchIndex>): void {
  let index: SearchIndex;
  beforeEach(async () => {
    index = await open();
  });

  const idsOf = async (query: CandidateQuery) => (await index.candidates(query)).map(({ id }) => id);

  describe('candidates', () => {
    it('come best first by the weighted sum of common terms, and only with a common term', async () => {
      const both = document({ 轴承: 0.5, 磨损: 0.5 });
      const one = document({ 轴承: 0.9 });
      await index.upsert([one, both, document({ 注塑: 1 })]);
      const hits = await index.candidates(candidateQuery({ 轴承: 2, 磨损: 3 }));
      expect(hits.map(({ id }) => id)).toEqual([both.id, one.id]);
      expect(hits[0]!.score).toBeCloseTo(2.5, 3);
      expect(hits[1]!.score).toBeCloseTo(1.8, 3);
    });

    it('break ties by id, and stop at the limit', async () => {
      const equal = Array.from({ length: 12 }, () => document({ 轴承: 0.333 }));
      await index.upsert([...equal].reverse());
      const expected = equal.map(({ id }) => id).sort();
      expect(await idsOf(candidateQuery({ 轴承: 1.7 }))).toEqual(expected);
      expect(await idsOf(candidateQuery({ 轴承: 1.7 }, { limit: 5 }))).toEqual(expected.slice(0, 5));
    });

    it('are found behind many better ones that the filter refuses', async () => {
      const refused = Array.from({ length: 60 }, () => document({ 轴承: 0.9 }));
      const passing = [document({ 轴承: 0.3 }, { enterpriseId: newId() }), document({ 轴承: 0.2 }, { enterpriseId: newId() })];
      await index.upsert([...refused, ...passing]);
      const filter: SearchFilter = { not: { field: 'enterpriseId', in: [refused[0]!.fields.enterpriseId] } };
      for (const limit of [1, 2, 3]) expect(await idsOf(candidateQuery({ 轴承: 1 }, { filter, limit }))).toEqual(passing.slice(0, limit).map(({ id }) => id));
    });

    it('are of the kind that is asked for', async () => {
      const demand = document({ 轴承: 0.5 }, {}, 'demand');
      await index.upsert([document({ 轴承: 0.5 }), demand]);
      expect(await idsOf(candidateQuery({ 轴承: 1 }, { kind: 'demand' }))).toEqual([demand.id]);
    });

    it('are none without terms, and none for terms that nobody has', async () => {
      await index.upsert([document({ 轴承: 0.5 })]);
      expect(await idsOf(candidateQuery({}))).toEqual([]);
      expect(await idsOf(candidateQuery({ 没有人写过的词: 1 }))).toEqual([]);
    });

    it('may have any characters in their terms', async () => {
      const odd = document({ "it's": 0.5, '"a" OR (b) \\ $1 {x}': 0.5, '] OR kind = demand': 0.5, '🙂': 0.5, constructor: 0.5, '1e5': 0.5, NaN: 0.5, ['长'.repeat(400)]: 0.5 });
      await index.upsert([odd]);
      for (const term of odd.terms.keys()) expect(await idsOf(candidateQuery({ [term]: 1 }))).toEqual([odd.id]);
    });

    it('take two terms for the same only when they are', async () => {
      const spellings = ['abc', 'ABC', 'ａｂｃ', 'abc ', 'ábc', '100', '1e2', `${'长'.repeat(400)}a`, `${'长'.repeat(400)}b`].map((term) => [term, document({ [term]: 0.5 })] as const);
      await index.upsert(spellings.map(([, each]) => each));
      for (const [term, { id }] of spellings) expect(await idsOf(candidateQuery({ [term]: 1 }))).toEqual([id]);
    });

    it('add up a term that is asked for twice', async () => {
      const one = document({ 轴承: 0.5 });
      await index.upsert([one]);
      const terms = [{ term: '轴承', weight: 1 }, { term: '轴承', weight: 0.5 }];
      expect(await index.candidates(candidateQuery({}, { terms }))).toEqual([{ id: one.id, kind: 'offering', score: 0.75 }]);
    });

    it('are the best of many for a demand of fifty words', async () => {
      const words = Array.from({ length: 50 }, (_, i) => `词${i}`);
      const holding = (count: number, start = 0) => document(Object.fromEntries(words.slice(start, start + count).map((word) => [word, 0.4])));
      const best = [holding(40), holding(30), holding(20)];
      await index.upsert([...Array.from({ length: 400 }, (_, i) => holding(1, i % 50)), ...best]);
      const weights = Object.fromEntries(words.map((word, i) => [word, 5 - i / 20]));
      const hits = await index.candidates(candidateQuery(weights, { limit: 200 }));
      expect(hits).toHaveLength(200);
      expect(hits.slice(0, 3).map(({ id }) => id)).toEqual(best.map(({ id }) => id));
    });
  });

  describe('writing', () => {
    it('replaces a document as a whole, its kind too', async () => {
      const old = document({ 轴承: 0.5, 磨损: 0.5 });
      await index.upsert([old]);
      await index.upsert([document({ 轴承: 0.25 }, {}, 'demand', old.id)]);
      expect(await idsOf(candidateQuery({ 轴承: 1, 磨损: 1 }))).toEqual([]);
      const hits = await index.candidates(candidateQuery({ 轴承: 1, 磨损: 1 }, { kind: 'demand' }));
      expect(hits).toEqual([{ id: old.id, kind: 'demand', score: 0.25 }]);
    });

    it('takes the last of equal ids', async () => {
      const first = document({ 轴承: 0.5 });
      await index.upsert([first, document({ 磨损: 0.5 }, {}, 'offering', first.id)]);
      expect(await idsOf(candidateQuery({ 轴承: 1, 磨损: 1 }))).toEqual([first.id]);
      expect(await idsOf(candidateQuery({ 轴承: 1 }))).toEqual([]);
    });

    it('changes hits, totals and figures at once', async () => {
      const figures = async () => {
        const { hits, total, facets } = await index.search(searchQuery({ t: 1 }, { facets: ['categories'] }));
        return [hits.length, total, facets.categories];
      };
      const documents = [document({ t: 0.5 }, { categories: ['DAT'] }), document({ t: 0.5 }, { categories: ['DAT', 'DAT-ACQ'] })];
      await index.upsert(documents);
      expect(await figures()).toEqual([2, 2, [{ code: 'DAT', count: 2 }, { code: 'DAT-ACQ', count: 1 }]]);
      await index.upsert([document({ t: 0.5 }, { categories: ['SCM'] }, 'offering', documents[0]!.id)]);
      expect(await figures()).toEqual([2, 2, [{ code: 'DAT', count: 1 }, { code: 'DAT-ACQ', count: 1 }, { code: 'SCM', count: 1 }]]);
      await index.remove(documents.map(({ id }) => id));
      expect(await figures()).toEqual([0, 0, []]);
      expect([...(await index.contains(documents.map(({ id }) => id)))]).toEqual([]);
    });

    it('takes documents out, and unknown ones are no error', async () => {
      const [gone, kept] = [document({ 轴承: 0.5 }), document({ 轴承: 0.5 })];
      await index.upsert([gone, kept]);
      await index.remove([gone.id, newId()]);
      expect(await idsOf(candidateQuery({ 轴承: 1 }))).toEqual([kept.id]);
      expect([...(await index.contains([gone.id, kept.id]))]).toEqual([kept.id]);
      await index.remove([]);
      await index.upsert([]);
    });

    it('survives writers that change the same documents at once', async () => {
      const documents = Array.from({ length: 30 }, (_, i) => document({ 轴承: 0.5, [`词${i}`]: 0.5 }));
      const some = documents.slice(0, 20).map(({ id }) => id);
      for (let round = 0; round < 5; round++) {
        await Promise.all([index.upsert(documents), index.remove(some), index.upsert([...documents].reverse()), index.remove([...some].reverse()), index.upsert(documents)]);
      }
      await index.upsert(documents);
      const hits = await index.candidates(candidateQuery({ 轴承: 1 }));
      expect(hits.map(({ score }) => score)).toEqual(Array.from({ length: 30 }, () => 0.5));
      await index.remove(documents.map(({ id }) => id));
      await index.upsert(documents);
      expect((await index.search(searchQuery({ 轴承: 1 }))).total).toBe(30);
    });
  });

  describe('the filter', () => {
    const [one, two] = [newId(), newId()];
    const everywhere = document({ t: 0.5 }, { enterpriseId: one, categories: ['DAT', 'DAT-ACQ'], certificates: ['ISO9001', 'CCC'] });
    const cangzhou = document({ t: 0.4 }, { enterpriseId: two, serviceRegions: ['1309'], certificates: ['ISO9001'] });
    const tianjin = document({ t: 0.3 }, { enterpriseId: two, regions: ['12'], serviceRegions: ['12'], industries: ['C', '34', '345'] });
    const cases: readonly [name: string, filter: SearchFilter, expected: readonly SearchDocument[]][] = [
      ['nothing', EVERYTHING, [everywhere, cangzhou, tianjin]],
      ['a branch of a tree', { field: 'categories', hasAny: ['DAT'] }, [everywhere]],
      ['one of several codes', { field: 'serviceRegions', hasAny: ['11', '12'] }, [tianjin]],
      ['each of several codes', { field: 'certificates', hasAll: ['ISO9001', 'CCC'] }, [everywhere]],
      ['no code at all', { field: 'certificates', isEmpty: true }, [tianjin]],
      ['serves a place: everywhere or there', { any: [{ field: 'serviceRegions', isEmpty: true }, { field: 'serviceRegions', hasAny: ['1309', '13'] }] }, [everywhere, cangzhou]],
      ['not of an enterprise', { not: { field: 'enterpriseId', in: [two] } }, [everywhere]],
      ['of an enterprise, and in a region', { all: [{ field: 'enterpriseId', in: [two] }, { field: 'regions', hasAny: ['13'] }] }, [cangzhou]],
      ['certain documents', { field: 'id', in: [tianjin.id, cangzhou.id] }, [cangzhou, tianjin]],
      ['none of no alternatives', { any: [] }, []],
      ['none of no codes and no ids', { any: [{ field: 'regions', hasAny: [] }, { field: 'id', in: [] }] }, []],
      ['all for each of no codes', { field: 'certificates', hasAll: [] }, [everywhere, cangzhou, tianjin]],
      ['not of nothing', { not: { any: [] } }, [everywhere, cangzhou, tianjin]],
      ['neither here nor there', { not: { any: [{ field: 'regions', hasAny: ['12'] }, { field: 'enterpriseId', in: [one] }] } }, [cangzhou]],
      ['a code in its own case only', { field: 'certificates', hasAny: ['iso9001', 'ccc'] }, []],
      ['a value that looks like code', { field: 'regions', hasAny: ["13' or true --", '{13}'] }, []],
    ];

    it.each(cases)('passes %s', async (_, filter, expected) => {
      await index.upsert([everywhere, cangzhou, tianjin]);
      expect(await idsOf(candidateQuery({ t: 1 }, { filter }))).toEqual(expected.map(({ id }) => id));
      expect((await index.search(searchQuery({}, { filter }))).total).toBe(expected.length);
    });
  });

  describe('search', () => {
    it('pages through hits, best first, with the exact total', async () => {
      const documents = Array.from({ length: 23 }, (_, i) => document({ 轴承: 0.9 - i / 100 }, {}, i % 2 === 0 ? 'offering' : 'enterprise'));
      await index.upsert(documents);
      const pages = await Promise.all([0, 10, 20, 30].map((offset) => index.search(searchQuery({ 轴承: 1 }, { offset, limit: 10 }))));
      expect(pages.flatMap(({ hits }) => hits.map(({ id }) => id))).toEqual(documents.map(({ id }) => id));
      expect(pages.map(({ total }) => total)).toEqual([23, 23, 23, 23]);
      expect(pages[0]!.hits.slice(0, 2).map(({ kind }) => kind)).toEqual(['offering', 'enterprise']);
    });

    it('gives everything that passes, newest first, without words', async () => {
      const [older, newer] = [document({ a: 0.5 }, { publishedAt: new Date('2026-02-01') }), document({ b: 0.5 }, { publishedAt: new Date('2026-03-01') })];
      await index.upsert([older, newer, document({ a: 0.5 }, {}, 'demand')]);
      const { hits, total } = await index.search(searchQuery({}));
      expect(hits.map(({ id, score }) => [id, score])).toEqual([
        [newer.id, 0],
        [older.id, 0],
      ]);
      expect(total).toBe(2);
    });

    it('asks for the least share of the words that a hit must have', async () => {
      const [all, half] = [document({ 数控: 0.5, 机床: 0.5 }), document({ 机床: 0.9 })];
      await index.upsert([all, half]);
      const idsFor = async (minimumMatch: number) => (await index.search(searchQuery({ 数控: 2, 机床: 2 }, { minimumMatch }))).hits.map(({ id }) => id);
      expect(await idsFor(0.6)).toEqual([all.id]);
      expect(await idsFor(0.5)).toEqual([all.id, half.id]);
    });

    it('breaks ties by date, then by id, over all pages', async () => {
      const dates = ['2026-02-01', '2026-03-01'].map((day) => new Date(day));
      const equal = Array.from({ length: 14 }, (_, i) => document({ t: 0.5 }, { publishedAt: dates[i % 2]! }));
      await index.upsert(equal);
      const expected = [equal.filter((_, i) => i % 2 === 1), equal.filter((_, i) => i % 2 === 0)].flatMap((some) => some.map(({ id }) => id).sort());
      for (const weights of [{ t: 1 }, {}] as Record<string, number>[]) {
        const pages = await Promise.all([0, 5, 10, 15].map((offset) => index.search(searchQuery(weights, { offset, limit: 5 }))));
        expect(pages.flatMap(({ hits }) => hits.map(({ id }) => id))).toEqual(expected);
      }
    });

    it('shows each of more than a thousand hits once, those with most of the words first', async () => {
      const many = Array.from({ length: 1_180 }, (_, i) => document({ 机床: 0.3 }, { publishedAt: new Date(1_700_000_000_000 + i) }));
      const best = Array.from({ length: 4 }, (_, i) => document({ 机床: 0.3, 数控: 0.5 - i / 10 }));
      await index.upsert([...many, ...best]);
      const offsets = Array.from({ length: 12 }, (_, i) => i * 100);
      const pages = await Promise.all(offsets.map((offset) => index.search(searchQuery({ 机床: 1, 数控: 2 }, { offset, limit: 100 }))));
      const ids = pages.flatMap(({ hits }) => hits.map(({ id }) => id));
      expect(pages[0]!.total).toBe(1_184);
      expect(ids.slice(0, 4)).toEqual(best.map(({ id }) => id));
      expect(new Set(ids).size).toBe(1_184);
    });

    it('lets the twelve heaviest words of a long text decide, and the others rank', async () => {
      const weights = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`词${i}`, i < 12 ? 2 : 1.1]));
      const words = Object.keys(weights);
      const holding = (...places: readonly [number, number][]) =>
        document(Object.fromEntries(places.flatMap(([from, to]) => words.slice(from, to)).map((word) => [word, 0.5])), { regions: [`${places.flat().join('-')}`] });
      const [eight, sixAndMore, six, five, light] = [holding([0, 8]), holding([3, 9], [12, 20]), holding([0, 6]), holding([0, 5]), holding([12, 30])];
      await index.upsert([light, five, six, sixAndMore, eight]);
      const { hits, total, facets } = await index.search(searchQuery(weights, { minimumMatch: 0.5, facets: ['regions'] }));
      expect(hits.map(({ id }) => id).sort()).toEqual([eight, sixAndMore, six].map(({ id }) => id).sort());
      expect([total, facets.regions]).toEqual([3, ['0-6', '0-8', '3-9-12-20'].map((code) => ({ code, count: 1 }))]);
    });

    it('is empty for no kind at all', async () => {
      await index.upsert([document({ t: 0.5 })]);
      expect(await index.search(searchQuery({ t: 1 }, { kinds: [], facets: ['regions'] }))).toEqual({ hits: [], total: 0, isAbout: false, facets: { regions: [] } });
    });

    it('counts the codes of all hits, not of the page', async () => {
      await index.upsert([
        document({ t: 0.5 }, { regions: ['13', '1309'] }),
        document({ t: 0.5 }, { regions: ['13', '1302'] }),
        document({ t: 0.5 }, { regions: ['12'] }),
        document({ other: 0.5 }, { regions: ['11'] }),
      ]);
      const { facets } = await index.search(searchQuery({ t: 1 }, { facets: ['regions', 'certificates'], limit: 1 }));
      expect(facets).toEqual({
        regions: [
          { code: '13', count: 2 },
          { code: '12', count: 1 },
          { code: '1302', count: 1 },
          { code: '1309', count: 1 },
        ],
        certificates: [],
      });
    });
  });

  describe('the search box', () => searchBoxContract(() => index));
}
