import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { createIndexes, dropIndexes, MeilisearchSearchIndex } from '../../src/platform/search/meilisearch-search-index.js';
import type { MeilisearchServer } from '../../src/platform/search/meilisearch-server.js';
import { MirrorStore } from '../../src/platform/search/mirror-store.js';
import { MirroredSearchIndex } from '../../src/platform/search/mirrored-search-index.js';
import { PostgresSearchIndex } from '../../src/platform/search/postgres-search-index.js';
import { SearchMirror } from '../../src/platform/search/search-mirror.js';
import { newId } from '../../src/shared/ids.js';
import type { SearchDocument } from '../../src/platform/search/search-document.js';
import { searchDocument } from '../support/search-documents.js';
import { describeOnMeilisearch, testMeilisearch } from '../support/meilisearch.js';
import { type TestDataSource, testDataSource } from '../support/postgres.js';
import { searchContract } from './search.contract.js';

// A server with its own settings takes up to two seconds for each write (docs/benchmarks.md).
jest.setTimeout(120_000);

describeOnMeilisearch('search on Meilisearch', () => {
  const name = `test_${newId().replaceAll('-', '')}`;
  let server: MeilisearchServer;

  beforeAll(async () => {
    server = testMeilisearch();
    await createIndexes(server, name);
  });

  afterAll(() => dropIndexes(server, name));

  searchContract(async () => {
    const index = new MeilisearchSearchIndex(server, name);
    const left = await server.versions(name, 0, 2_000);
    await index.remove(left.map(({ id }) => id));
    return index;
  });
});

/** The suite asks as soon as it has written. */
class PatientSearchIndex extends MirroredSearchIndex {
  override async upsert(documents: readonly SearchDocument[]): Promise<void> {
    await super.upsert(documents);
    await this.settled();
  }

  override async remove(ids: readonly string[]): Promise<void> {
    await super.remove(ids);
    await this.settled();
  }
}

describeOnMeilisearch('search on Meilisearch with Postgres behind it', () => {
  let server: MeilisearchServer;
  let dataSource: DataSource;
  let close: TestDataSource['close'];
  let store: MirrorStore;
  let index: MirroredSearchIndex;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    server = testMeilisearch();
    ({ dataSource, close } = await testDataSource(6));
    store = new MirrorStore(dataSource);
    index = new PatientSearchIndex(new PostgresSearchIndex(dataSource, 'noted'), server, store, new SearchMirror(server, store));
    await index.onApplicationBootstrap();
  });

  afterAll(async () => {
    await index.beforeApplicationShutdown();
    await dropIndexes(server, (await store.load()).name);
    await close();
  });

  // If it fell back to Postgres on the way, the suite would say nothing of Meilisearch.
  afterEach(() => expect(index.health()).toEqual({ engine: 'meilisearch', state: 'up', answersFrom: 'meilisearch' }));

  searchContract(async () => {
    const left = await dataSource.query<{ id: string }[]>('select id from search_document');
    await index.remove(left.map(({ id }) => id));
    return index;
  });

  it('knows as candidates what the server has not been told yet, as it is now', async () => {
    const [told, changed, gone] = [newId(), newId(), newId()];
    await index.upsert([told, changed, gone].map((id) => searchDocument({ 轴承: 0.5, 磨损: 0.1 }, {}, 'offering', id)));
    // Another process, which dies before it sends anything.
    const other = new PostgresSearchIndex(dataSource, 'noted');
    const [added, elsewhere] = [newId(), newId()];
    await other.upsert([
      searchDocument({ 轴承: 0.8 }, {}, 'offering', added),
      searchDocument({ 轴承: 0.2 }, {}, 'offering', changed),
      searchDocument({ 轴承: 0.9 }, { regions: ['12'] }, 'offering', elsewhere),
      searchDocument({ 轴承: 0.9 }, { regions: ['13'] }, 'demand'),
    ]);
    await other.remove([gone]);
    const hits = await index.candidates({ kind: 'offering', terms: [{ term: '轴承', weight: 2 }, { term: '磨损', weight: 1 }], filter: { not: { field: 'regions', hasAny: ['12'] } }, limit: 10 });
    expect(hits).toEqual([
      { id: added, kind: 'offering', score: 1.6 },
      { id: told, kind: 'offering', score: 1.1 },
      { id: changed, kind: 'offering', score: 0.4 },
    ]);
  });
});
