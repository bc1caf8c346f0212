import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/platform/database/data-source-options.js';
import { createIndexes, dropIndexes, MeilisearchSearchIndex } from '../../src/platform/search/meilisearch-search-index.js';
import type { MeilisearchServer } from '../../src/platform/search/meilisearch-server.js';
import { MirrorStore } from '../../src/platform/search/mirror-store.js';
import { MirroredSearchIndex } from '../../src/platform/search/mirrored-search-index.js';
import { PostgresSearchIndex } from '../../src/platform/search/postgres-search-index.js';
import { SearchMirror } from '../../src/platform/search/search-mirror.js';
import { newId } from '../../src/shared/ids.js';
import { describeOnMeilisearch, testMeilisearch } from '../support/meilisearch.js';
import { type TestDatabase, testDatabase } from '../support/postgres.js';
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

describeOnMeilisearch('search on Meilisearch with Postgres behind it', () => {
  let server: MeilisearchServer;
  let database: TestDatabase;
  let dataSource: DataSource;
  let store: MirrorStore;
  let index: MirroredSearchIndex;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    server = testMeilisearch();
    database = await testDatabase();
    dataSource = await new DataSource(dataSourceOptions(database.appUrl, 6)).initialize();
    store = new MirrorStore(dataSource);
    index = new MirroredSearchIndex(new PostgresSearchIndex(dataSource, 'noted'), server, store, new SearchMirror(server, store));
    await index.onApplicationBootstrap();
  });

  afterAll(async () => {
    await index.beforeApplicationShutdown();
    await dropIndexes(server, (await store.load()).name);
    await dataSource.destroy();
    await database.drop();
  });

  // If it fell back to Postgres on the way, the suite would say nothing of Meilisearch.
  afterEach(() => expect(index.health()).toEqual({ engine: 'meilisearch', state: 'up', answersFrom: 'meilisearch' }));

  searchContract(async () => {
    const left = await dataSource.query<{ id: string }[]>('select id from search_document');
    await index.remove(left.map(({ id }) => id));
    return index;
  });
});
