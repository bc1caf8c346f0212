import type { SearchDocument, SearchFields } from '../../src/platform/search/search-document.js';
import type { SearchFilter } from '../../src/platform/search/search-filter.js';
import { EVERYTHING } from '../../src/platform/search/search-filter.js';
import type { CandidateQuery, SearchIndex, SearchQuery } from '../../src/platform/search/search-index.js';
import { newId } from '../../src/shared/ids.js';

const NOBODY = newId();

function document(terms: Readonly<Record<string, number>>, fields: Partial<SearchFields> = {}, kind: SearchDocument['kind'] = 'offering', id = newId()): SearchDocument {
  return {
    id,
    kind,
    terms: new Map(Object.entries(terms)),
    fields: {
      enterpriseId: NOBODY,
      regions: ['13', '1309'],
      serviceRegions: [],
      categories: [],
      industries: [],
      certificates: [],
      publishedAt: new Date('2026-01-01T00:00:00Z'),
      ...fields,
    },
  };
}

const asTerms = (weights: Readonly<Record<string, number>>) => Object.entries(weights).map(([term, weight]) => ({ term, weight }));

function candidateQuery(weights: Readonly<Record<string, number>>, rest: Partial<CandidateQuery> = {}): CandidateQuery {
  return { kind: 'offering', terms: asTerms(weights), filter: EVERYTHING, limit: 100, ...rest };
}

function searchQuery(weights: Readonly<Record<string, number>>, rest: Partial<SearchQuery> = {}): SearchQuery {
  return { kinds: ['offering', 'enterprise'], terms: asTerms(weights), minimumMatch: 0, filter: EVERYTHING, facets: [], offset: 0, limit: 20, ...rest };
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
      const refused = Array.from({ length: 60 }, () => document({ 轴承: 0.9 }, { enterpriseId: NOBODY }));
      const passing = [document({ 轴承: 0.3 }, { enterpriseId: newId() }), document({ 轴承: 0.2 }, { enterpriseId: newId() })];
      await index.upsert([...refused, ...passing]);
      const filter: SearchFilter = { not: { field: 'enterpriseId', in: [NOBODY] } };
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
      const odd = document({ "it's": 0.5, '"a" OR (b) \\ $1 {x}': 0.5, '🙂': 0.5, constructor: 0.5 });
      await index.upsert([odd]);
      for (const term of odd.terms.keys()) expect(await idsOf(candidateQuery({ [term]: 1 }))).toEqual([odd.id]);
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
}
