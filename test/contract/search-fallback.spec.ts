import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { findFreePort } from '../../src/config/free-port.js';
import { MeilisearchServer } from '../../src/platform/search/meilisearch-server.js';
import { MirrorStore } from '../../src/platform/search/mirror-store.js';
import { MirroredSearchIndex } from '../../src/platform/search/mirrored-search-index.js';
import { PostgresSearchIndex } from '../../src/platform/search/postgres-search-index.js';
import { SearchMirror } from '../../src/platform/search/search-mirror.js';
import { newId } from '../../src/shared/ids.js';
import { type TestDataSource, testDataSource } from '../support/postgres.js';
import { searchDocument } from '../support/search-documents.js';
import { searchContract } from './search.contract.js';

describe('search with a Meilisearch that is not there', () => {
  let dataSource: DataSource;
  let close: TestDataSource['close'];
  let index: MirroredSearchIndex;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    ({ dataSource, close } = await testDataSource());
    const [server, store] = [new MeilisearchServer(`http://127.0.0.1:${await findFreePort('127.0.0.1')}`, undefined), new MirrorStore(dataSource)];
    index = new MirroredSearchIndex(new PostgresSearchIndex(dataSource, 'noted'), server, store, new SearchMirror(server, store));
    await index.onApplicationBootstrap();
  });

  afterAll(async () => {
    await index.beforeApplicationShutdown();
    await close();
  });

  afterEach(() => expect(index.health()).toEqual({ engine: 'meilisearch', state: 'down', answersFrom: 'postgres' }));

  searchContract(async () => {
    const left = await dataSource.query<{ id: string }[]>('select id from search_document');
    await index.remove(left.map(({ id }) => id));
    return index;
  });

  it('notes what is to be sent when it comes, and what is to be taken out', async () => {
    const [kept, gone] = [newId(), newId()];
    await index.upsert([kept, gone].map((id) => searchDocument({ 轴承: 0.5 }, {}, 'offering', id)));
    await index.remove([gone, newId()]);
    const notes = await dataSource.query<{ id: string }[]>('select document_id as id from search_backlog where document_id = any($1::uuid[])', [[kept, gone]]);
    expect(notes.map(({ id }) => id).sort()).toEqual([kept, gone].sort());
    expect([...(await index.contains([kept, gone]))]).toEqual([kept]);
  });
});
