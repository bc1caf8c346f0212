import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { dropIndexes } from '../../src/platform/search/meilisearch-search-index.js';
import type { MeilisearchServer } from '../../src/platform/search/meilisearch-server.js';
import { indexNames } from '../../src/platform/search/meilisearch-settings.js';
import { MirrorStore } from '../../src/platform/search/mirror-store.js';
import { MirroredSearchIndex } from '../../src/platform/search/mirrored-search-index.js';
import { PostgresSearchIndex } from '../../src/platform/search/postgres-search-index.js';
import { SearchMirror } from '../../src/platform/search/search-mirror.js';
import { newId } from '../../src/shared/ids.js';
import { describeOnMeilisearch, testMeilisearch } from '../support/meilisearch.js';
import { type TestDataSource, testDataSource } from '../support/postgres.js';
import { searchDocument } from '../support/search-documents.js';

describeOnMeilisearch('an index on a Meilisearch whose documents somebody takes out', () => {
  let dataSource: DataSource;
  let close: TestDataSource['close'];
  let server: MeilisearchServer;
  let store: MirrorStore;
  let index: MirroredSearchIndex;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    ({ dataSource, close } = await testDataSource(6));
    [server, store] = [testMeilisearch(), new MirrorStore(dataSource)];
    index = new MirroredSearchIndex(new PostgresSearchIndex(dataSource, 'noted'), server, store, new SearchMirror(server, store), 0);
    await index.onApplicationBootstrap();
  });

  afterAll(async () => {
    await index.beforeApplicationShutdown();
    await dropIndexes(server, (await store.load()).name);
    await close();
  });

  it('notices it by itself and puts them back', async () => {
    const ids = [newId(), newId(), newId()];
    await index.upsert(ids.map((id) => searchDocument({ 轴承: 0.5 }, {}, 'offering', id)));
    await index.settled();
    const { box } = indexNames((await store.load()).name);
    await server.remove(box, ids.slice(0, 2));
    for (const end = Date.now() + 60_000; (await server.state(box))?.documents !== 3 && Date.now() < end; ) await sleep(100);
    expect([...(await server.versionsOf(box, ids)).keys()].sort()).toEqual([...ids].sort());
  }, 90_000);
});
