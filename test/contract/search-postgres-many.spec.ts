import type { DataSource } from 'typeorm';
import { PostgresBox } from '../../src/platform/search/postgres-box.js';
import { PostgresSearchIndex } from '../../src/platform/search/postgres-search-index.js';
import type { SearchDocument } from '../../src/platform/search/search-document.js';
import { EVERYTHING } from '../../src/platform/search/search-filter.js';
import type { QueryWord, SearchQuery } from '../../src/platform/search/search-index.js';
import { packAll } from '../../src/platform/search/postgres-segments.js';
import { newId } from '../../src/shared/ids.js';
import { type TestDataSource, testDataSource } from '../support/postgres.js';
import { searchDocument as document } from '../support/search-documents.js';

const DOCUMENTS = 6_000;
const word = (term: string): QueryWord => ({ terms: [{ term, share: 1 }], weight: 2 });
const question = (words: readonly QueryWord[], rest: Partial<SearchQuery> = {}): SearchQuery => ({
  ...{ kinds: ['offering', 'demand'], words, minimumMatch: 1, text: '', filter: EVERYTHING, facets: ['categories', 'regions', 'kind'] },
  ...{ order: 'fit', offset: 0, limit: 50, ...rest },
});

describe('the search box on Postgres with more than can be counted', () => {
  let dataSource: DataSource;
  let close: TestDataSource['close'];
  /** Counts everything, whatever there is. */
  let exact: PostgresBox;
  /** The same with such limits as a million documents need. */
  let bounded: PostgresBox;
  let documents: SearchDocument[];

  beforeAll(async () => {
    ({ dataSource, close } = await testDataSource());
    exact = new PostgresBox(dataSource, { small: 20_000, exact: 20_000, sampled: 600 });
    bounded = new PostgresBox(dataSource, { small: 100, exact: 300, sampled: 600 });
    documents = Array.from({ length: DOCUMENTS }, (_, i) =>
      document(
        { all: 0.1 + (i % 90) / 100, ...(i % 3 === 0 ? { third: 0.5 } : {}), ...(i % 60 === 0 ? { rare: 0.5 } : {}) },
        { categories: [`c${i % 4}`], regions: i % 100 === 0 ? ['12'] : ['13', `13${i % 7}`], publishedAt: new Date(1_700_000_000_000 + i * 1_000), deadline: i % 5 === 0 ? 20_800 + (i % 300) : null },
        i % 10 === 0 ? 'demand' : 'offering',
      ),
    );
    const index = new PostgresSearchIndex(dataSource);
    // Most is packed, of which some was written anew or taken out since; the rest waits.
    const [packed, gone] = [documents.slice(0, 4_500), documents.slice(0, 200).map((each) => ({ ...each, id: newId() }))];
    await index.upsert([...gone, ...packed.map((each, i) => (i % 9 === 0 ? { ...each, terms: new Map([['all', 0.9], ['third', 0.9], ['rare', 0.9]]) } : each))]);
    await packAll(dataSource);
    await index.remove(gone.map(({ id }) => id));
    await index.upsert([...packed.filter((_, i) => i % 9 === 0), ...documents.slice(4_500)]);
    await dataSource.query('analyze search_box');
    await dataSource.query('analyze search_posting');
  });

  afterAll(() => close());

  it.each([[], [word('all')], [word('all'), word('third')]])('says about how many there are, from a sample that is the same each time', async (...words) => {
    const query = question(words);
    const [truth, about, again] = [await exact.search(query), await bounded.search(query), await bounded.search(query)];
    expect([truth.isAbout, about.isAbout]).toEqual([false, true]);
    expect(again).toEqual(about);
    expect(Math.abs(about.total / truth.total - 1)).toBeLessThan(0.2);
    for (const { code, count } of truth.facets.categories!) expect(about.facets.categories!.find((each) => each.code === code)!.count / count).toBeCloseTo(1, 0);
  });

  it.each([
    ['a rare word beside a common one', question([word('rare'), word('all')], { choices: [{ field: 'categories', filter: { field: 'categories', hasAny: ['c0'] } }] })],
    ['a narrow filter', question([], { filter: { field: 'regions', hasAny: ['12'] } })],
    ['a narrow choice', question([], { choices: [{ field: 'regions', filter: { field: 'regions', hasAny: ['12'] } }], facets: ['categories', 'kind'] })],
    ['a narrow choice beside a common word', question([word('all')], { choices: [{ field: 'regions', filter: { field: 'regions', hasAny: ['12'] } }], facets: ['categories', 'kind'] })],
    ['common words that seldom meet', question([word('third'), word('all')], { filter: { field: 'regions', hasAny: ['12'] }, order: 'newest' })],
    ['some of the words', question([word('rare'), word('nobody')], { minimumMatch: 0.5 })],
    ['nothing', question([word('third'), word('nobody')])],
  ])('counts few hits one by one: %s', async (_, query) => {
    const truth = await exact.search(query);
    expect(truth.total).toBeLessThan(400);
    expect(await bounded.search(query)).toEqual(truth);
  });

  it.each([[], [word('all')]])('counts a facet without its own choice one by one where that finds few, too', async (...words) => {
    const choices = [{ field: 'regions', filter: { field: 'regions', hasAny: ['12'] } }, { field: 'deadline', filter: { field: 'deadline', atMost: 20_850 } }] as const;
    for (const order of ['fit', 'newest', 'deadline'] as const) {
      const query = question(words, { choices, facets: ['regions', 'categories', 'deadline', 'kind'], order, offset: 5, limit: 10 });
      const truth = await exact.search(query);
      expect([truth.total, truth.hits.length, truth.facets.regions!.length > 1]).toEqual([20, 10, true]);
      expect(await bounded.search(query)).toEqual(truth);
    }
  });

  it('takes from the sample what a facet would find without its own choice where that is much', async () => {
    const choices = [{ field: 'regions', filter: { field: 'regions', hasAny: ['12'] } }, { field: 'categories', filter: { field: 'categories', hasAny: ['c0'] } }] as const;
    const query = question([word('all')], { choices, facets: ['regions', 'categories', 'kind'] });
    const [truth, found] = [await exact.search(query), await bounded.search(query)];
    expect(found).toMatchObject({ hits: truth.hits, total: truth.total, isAbout: false, facets: { categories: truth.facets.categories, kind: truth.facets.kind } });
    const withoutRegions = (facets: typeof truth.facets): number => facets.regions!.find(({ code }) => code === '13')!.count;
    expect(withoutRegions(found.facets) / withoutRegions(truth.facets)).toBeCloseTo(1, 0);
  });

  it.each(['newest', 'deadline'] as const)('reads many hits in the order of %s as if they were counted', async (order) => {
    for (const words of [[], [word('third')]]) {
      for (const offset of [0, 30, 1_180]) {
        const query = question(words, { order, offset, filter: { field: 'publishedAt', atMost: 1_700_000_000_000 + 5_500_000 } });
        expect((await bounded.search(query)).hits).toEqual((await exact.search(query)).hits.map((hit) => expect.objectContaining({ id: hit.id, kind: hit.kind })));
      }
    }
  });

  it('knows of each document only what it says now, packed or waiting', async () => {
    for (const words of [[word('rare')], [word('third')], [word('all')], [word('rare'), word('third')]]) {
      const holding = documents.filter(({ terms }) => words.every(({ terms: [one] }) => terms.has(one!.term)));
      expect((await exact.search(question(words))).total).toBe(holding.length);
    }
  });

  it.each([
    ['everything', question([word('all')])],
    ['one kind', question([word('all')], { kinds: ['demand'] })],
    ['two words', question([word('all'), word('third')])],
    ['some of the words', question([word('third'), word('all'), word('nobody')], { minimumMatch: 0.3 })],
    ['what the filter and the choices leave', question([word('all')], { filter: { not: { field: 'regions', hasAny: ['12'] } }, choices: [{ field: 'categories', filter: { field: 'categories', hasAny: ['c1'] } }], kinds: ['offering'] })],
    ['a narrow filter', question([word('all')], { filter: { field: 'regions', hasAny: ['12'] } })],
  ])('reads many hits by fit as if all were put in order: %s', async (_, query) => {
    const { total } = await exact.search({ ...query, limit: 0 });
    for (const offset of [0, 50, 310, Math.max(0, total - 30), total + 10]) {
      const page = { ...query, offset, limit: 60 };
      expect((await bounded.search(page)).hits).toEqual((await exact.search(page)).hits);
    }
  });
});
