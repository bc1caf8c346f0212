import { openQueryMarket } from '../../../src/evaluation/queries/query-market.js';
import { type AskedQuery, askQueries, figuresByKind } from '../../../src/evaluation/queries/query-run.js';
import { readQuerySet, TYPED_KINDS } from '../../../src/evaluation/queries/query-set.js';
import { GRADED_NOW, readGradedCollection } from '../../../src/features/matching/graded/graded-collection.js';
import { Database } from '../../../src/platform/database/database.js';
import { dropIndexes } from '../../../src/platform/search/meilisearch-search-index.js';
import { MirrorStore } from '../../../src/platform/search/mirror-store.js';
import { SearchIndex } from '../../../src/platform/search/search-index.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { describeOnMeilisearch, MEILI_TEST_KEY, MEILI_TEST_URL, testMeilisearch } from '../../support/meilisearch.js';

/** What the box has to see through, on any engine (success@3 of the kinds that are typed otherwise than they are written). */
const TYPED_TARGET = 0.95;

const queries = readQuerySet();
const collection = readGradedCollection();

async function askOn(test: TestApp): Promise<AskedQuery[]> {
  test.clock.set(GRADED_NOW);
  await openQueryMarket(test.app, collection, GRADED_NOW);
  const index = test.app.get(SearchIndex);
  const { engine } = index.health();
  for (const deadline = Date.now() + 60_000; index.health().answersFrom !== engine; await new Promise((resolve) => setTimeout(resolve, 100))) {
    if (Date.now() > deadline) throw new Error(`not in line: ${JSON.stringify(index.health())}`);
  }
  return askQueries(test.app, queries, collection);
}

/** Each floor is what was measured, cut to hundredths: whoever falls below has made something worse. */
function holds(asked: () => readonly AskedQuery[], floors: { readonly typed: number; readonly all: number; readonly heldAside: number; readonly ndcg: number }): void {
  const of = (kind: string, some = asked()) => figuresByKind(some).find((figures) => figures.kind === kind)!;

  it.each(TYPED_KINDS)('finds what is meant by %s among the first three', (kind) => {
    expect({ kind, successAt3: of(kind).successAt3 >= TYPED_TARGET }).toEqual({ kind, successAt3: true });
  });

  it('holds its floors over all, also on the queries that were held aside', () => {
    expect(of('typed').successAt3).toBeGreaterThanOrEqual(floors.typed);
    expect(of('all').successAt3).toBeGreaterThanOrEqual(floors.all);
    expect(of('typed', asked().filter(({ query }) => query.isHeldAside)).successAt3).toBeGreaterThanOrEqual(floors.heldAside);
    expect(of('all').ndcgAt10).toBeGreaterThanOrEqual(floors.ndcg);
  });
}

describe('the query set', () => {
  it('has every kind, names only what is in the collection, and nothing twice', () => {
    const ids = new Set(collection.offerings.map(({ id }) => id));
    expect(queries.length).toBeGreaterThanOrEqual(150);
    expect(queries.flatMap(({ grades }) => [...grades.keys()]).filter((id) => !ids.has(id))).toEqual([]);
    expect(new Set(queries.map(({ words }) => words)).size).toBe(queries.length);
    for (const { words, grades } of queries) expect({ words, isAnswerable: [...grades.values()].some((grade) => grade >= 2) }).toEqual({ words, isAnswerable: true });
  });
});

describe('the search box on Postgres', () => {
  let test: TestApp;
  let asked: AskedQuery[];
  beforeAll(async () => {
    test = await startTestApp({ APP_ROLE: 'web' });
    asked = await askOn(test);
  }, 120_000);
  afterAll(() => test?.close());

  holds(() => asked, { typed: 0.99, all: 0.99, heldAside: 0.98, ndcg: 0.76 });
});

describeOnMeilisearch('the search box on Meilisearch', () => {
  let test: TestApp;
  let asked: AskedQuery[];
  let indexName: string;
  beforeAll(async () => {
    test = await startTestApp({ APP_ROLE: 'web', MEILI_URL: MEILI_TEST_URL!, ...(MEILI_TEST_KEY ? { MEILI_KEY: MEILI_TEST_KEY } : {}) });
    indexName = (await new MirrorStore(test.app.get(Database).dataSource).load()).name;
    asked = await askOn(test);
  }, 240_000);
  afterAll(async () => {
    await test.close();
    await dropIndexes(testMeilisearch(), indexName);
  });

  holds(() => asked, { typed: 0.99, all: 0.99, heldAside: 0.98, ndcg: 0.73 });
});
