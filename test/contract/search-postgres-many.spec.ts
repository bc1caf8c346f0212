import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/platform/database/data-source-options.js';
import { PostgresBox } from '../../src/platform/search/postgres-box.js';
import { PostgresSearchIndex } from '../../src/platform/search/postgres-search-index.js';
import type { SearchDocument } from '../../src/platform/search/search-document.js';
import { EVERYTHING } from '../../src/platform/search/search-filter.js';
import type { QueryWord, SearchQuery } from '../../src/platform/search/search-index.js';
import { type TestDatabase, testDatabase } from '../support/postgres.js';
import { searchDocument as document } from '../support/search-documents.js';

const DOCUMENTS = 6_000;
const word = (term: string): QueryWord => ({ terms: [{ term, share: 1 }], weight: 2 });
const question = (words: readonly QueryWord[], rest: Partial<SearchQuery> = {}): SearchQuery => ({
  ...{ kinds: ['offering', 'demand'], words, minimumMatch: 1, text: '', filter: EVERYTHING, facets: ['categories', 'regions', 'kind'] },
  ...{ order: 'fit', offset: 0, limit: 50, ...rest },
});

describe('the search box on Postgres with more than can be counted', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  /** Counts everything, whatever there is. */
  let exact: PostgresBox;
  /** The same with such limits as a million documents need. */
  let bounded: PostgresBox;
  let documents: SearchDocument[];

  beforeAll(async () => {
    database = await testDatabase();
    dataSource = await new DataSource(dataSourceOptions(database.appUrl, 4)).initialize();
    exact = new PostgresBox(dataSource);
    bounded = new PostgresBox(dataSource, { small: 100, counted: 300, exact: 400, sampled: 600 });
    documents = Array.from({ length: DOCUMENTS }, (_, i) =>
      document(
        { all: 0.1 + (i % 90) / 100, ...(i % 3 === 0 ? { third: 0.5 } : {}), ...(i % 60 === 0 ? { rare: 0.5 } : {}) },
        { categories: [`c${i % 4}`], regions: i % 100 === 0 ? ['12'] : ['13', `13${i % 7}`], publishedAt: new Date(1_700_000_000_000 + i * 1_000), deadline: i % 5 === 0 ? 20_800 + (i % 300) : null },
        i % 10 === 0 ? 'demand' : 'offering',
      ),
    );
    await new PostgresSearchIndex(dataSource).upsert(documents);
    await dataSource.query('analyze search_box');
    await dataSource.query('analyze search_posting');
  });

  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

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

  it.each(['newest', 'deadline'] as const)('reads many hits in the order of %s as if they were counted', async (order) => {
    for (const words of [[], [word('third')]]) {
      for (const offset of [0, 30, 1_180]) {
        const query = question(words, { order, offset, filter: { field: 'publishedAt', atMost: 1_700_000_000_000 + 5_500_000 } });
        expect((await bounded.search(query)).hits).toEqual((await exact.search(query)).hits.map((hit) => expect.objectContaining({ id: hit.id, kind: hit.kind })));
      }
    }
  });

  it('reads many hits by fit in portions of those that came in last, each hit once', async () => {
    const ids: string[] = [];
    for (let offset = 0; offset < DOCUMENTS; offset += 500) ids.push(...(await bounded.search(question([word('all')], { offset, limit: 500 }))).hits.map(({ id }) => id));
    expect(new Set(ids).size).toBe(DOCUMENTS);
    expect(ids).toHaveLength(DOCUMENTS);
    const newest = await dataSource.query<{ id: string }[]>('select id from search_box order by document desc limit 1000');
    const byId = new Map(documents.map((each) => [each.id, each]));
    const best = newest.map(({ id }) => byId.get(id)!).sort((a, b) => b.terms.get('all')! - a.terms.get('all')! || b.fields.publishedAt.getTime() - a.fields.publishedAt.getTime());
    expect(ids.slice(0, 1_000)).toEqual(best.map(({ id }) => id));
  });

  it('leaves out of a portion what the filter and the choices refuse', async () => {
    const query = question([word('all')], { filter: { not: { field: 'regions', hasAny: ['12'] } }, choices: [{ field: 'categories', filter: { field: 'categories', hasAny: ['c1', 'c3'] } }], kinds: ['offering'], offset: 990, limit: 50 });
    const { hits, isAbout } = await bounded.search(query);
    const byId = new Map(documents.map((each) => [each.id, each]));
    expect([hits.length, isAbout]).toEqual([50, true]);
    expect(hits.every(({ id, kind }) => kind === 'offering' && ['c1', 'c3'].includes(byId.get(id)!.fields.categories[0]!) && byId.get(id)!.fields.regions[0] === '13')).toBe(true);
  });
});
