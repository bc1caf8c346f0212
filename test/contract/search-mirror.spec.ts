import { jest } from '@jest/globals';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/platform/database/data-source-options.js';
import type { MeilisearchServer } from '../../src/platform/search/meilisearch-server.js';
import { MATCHING_INDEX_VERSION } from '../../src/platform/search/meilisearch-settings.js';
import { MirrorStore } from '../../src/platform/search/mirror-store.js';
import { PostgresSearchIndex } from '../../src/platform/search/postgres-search-index.js';
import type { SearchDocument } from '../../src/platform/search/search-document.js';
import { SearchMirror } from '../../src/platform/search/search-mirror.js';
import { newId } from '../../src/shared/ids.js';
import { describeOnMeilisearch, testMeilisearch } from '../support/meilisearch.js';
import { searchDocument } from '../support/search-documents.js';
import { type TestDatabase, testDatabase } from '../support/postgres.js';

const document = (id = newId(), term = 't'): SearchDocument => searchDocument({ [term]: 0.5 }, {}, 'offering', id);

// A server with its own settings takes up to two seconds for each write (docs/benchmarks.md).
jest.setTimeout(120_000);

describeOnMeilisearch('the mirror of the index on Meilisearch', () => {
  let server: MeilisearchServer;
  let database: TestDatabase;
  let dataSource: DataSource;
  let store: MirrorStore;
  let postgres: PostgresSearchIndex;
  let mirror: SearchMirror;
  let name: string;
  let documents: SearchDocument[];

  beforeEach(async () => {
    server = testMeilisearch();
    database = await testDatabase();
    dataSource = await new DataSource(dataSourceOptions(database.appUrl, 6)).initialize();
    store = new MirrorStore(dataSource);
    ({ name } = await store.load());
    postgres = new PostgresSearchIndex(dataSource, 'noted');
    mirror = new SearchMirror(server, store);
    documents = Array.from({ length: 2_300 }, () => document());
    await postgres.upsert(documents);
    await mirror.ensureIndex();
    await mirror.flush();
  });

  afterEach(async () => {
    await server.drop(name);
    await server.drop(`${name}_next`);
    await dataSource.destroy();
    await database.drop();
  });

  /** Every document in its newest state, and nothing else. */
  async function expectInLine(): Promise<void> {
    const rows = await dataSource.query<{ id: string; version: number }[]>('select id, version from search_document order by id');
    const held = await server.versions(name, 0, 5_000);
    expect(held.sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(rows);
    expect(await store.backlog(10)).toEqual([]);
  }

  const write = async (...changed: SearchDocument[]): Promise<void> => {
    await postgres.upsert(changed);
    await mirror.flush();
  };

  it('holds what Postgres holds', expectInLine);

  it('sends what was noted while nobody could send, by whichever process', async () => {
    await postgres.upsert([document(documents[0]!.id, 'changed'), document()]);
    await postgres.remove([documents[1]!.id]);
    const [one, other] = [new SearchMirror(server, store), new SearchMirror(server, store)];
    await Promise.all([one.flush(), other.flush(), one.flush(), other.flush()]);
    await expectInLine();
  });

  it('finds by comparison what is missing, old or too much', async () => {
    await server.remove(name, documents.slice(0, 5).map(({ id }) => id));
    const [stray, old] = await store.records(documents.slice(5, 7).map(({ id }) => id));
    await server.write(name, [{ ...stray!, id: newId() }, { ...old!, version: 0 }]);
    expect(await mirror.hasAsMany()).toBe(false);
    expect(await mirror.compare()).toBe(7);
    await mirror.flush();
    await expectInLine();
    expect(await mirror.compare()).toBe(0);
  });

  it('makes an index anew that was lost', async () => {
    await server.drop(name);
    await expect(write(document())).rejects.toThrow('Meilisearch did not do a task');
    expect(await mirror.ensureIndex()).toBe('made');
    await mirror.flush();
    await expectInLine();
    expect(await mirror.ensureIndex()).toBe('there');
  });

  it('trusts no index that was written past, by a process that knew of no Meilisearch', async () => {
    await new PostgresSearchIndex(dataSource).upsert([document(documents[0]!.id, 'changed')]);
    expect(await mirror.ensureIndex()).toBe('made');
    await mirror.flush();
    await expectInLine();
  });

  it('rebuilds beside the live index, in pieces, and loses nothing that is written meanwhile', async () => {
    const before = await server.state(name);
    await store.save({ version: MATCHING_INDEX_VERSION - 1 });
    expect([await mirror.ensureIndex(), await mirror.needsRebuild()]).toEqual(['outdated', true]);
    await mirror.beginRebuild();
    expect(await mirror.continueRebuild()).toEqual({ isDone: false, sent: 1_000 });
    await write(document(documents[10]!.id, 'changed'), document(documents[2_200]!.id, 'changed'), document());
    await postgres.remove([documents[20]!.id, documents[2_100]!.id]);
    await mirror.flush();
    await expectInLine();
    // Another process takes it up where the first one stopped.
    const successor = new SearchMirror(server, store);
    await successor.beginRebuild();
    expect(await successor.continueRebuild()).toEqual({ isDone: false, sent: 1_999 });
    await write(document(), document(documents[30]!.id, 'again'));
    while (!(await successor.continueRebuild()).isDone);
    await expectInLine();
    expect((await server.state(name))!.createdAt).not.toBe(before!.createdAt);
    expect(await server.state(`${name}_next`)).toBeNull();
    expect([await mirror.ensureIndex(), await mirror.needsRebuild()]).toEqual(['there', false]);
  });

  it('keeps the new index when a process died between the swap and its note', async () => {
    await mirror.beginRebuild();
    const { rebuildCreatedAt } = await store.load();
    while (!(await store.load()).rebuildAfter || (await store.countUpTo((await store.load()).rebuildAfter!)) < 2_300) await mirror.continueRebuild();
    await server.swap(name, `${name}_next`);
    await mirror.beginRebuild();
    expect(await mirror.continueRebuild()).toEqual({ isDone: true, sent: 0 });
    expect((await server.state(name))!.createdAt).toBe(rebuildCreatedAt);
    await expectInLine();
  });

  it('leaves an index alone that a newer program has made', async () => {
    await store.save({ version: MATCHING_INDEX_VERSION + 1 });
    await write(document());
    expect([await mirror.ensureIndex(), await mirror.needsRebuild()]).toEqual(['outdated', false]);
    expect(await store.backlog(10)).toHaveLength(1);
    expect((await server.state(name))!.documents).toBe(2_300);
  });
});
