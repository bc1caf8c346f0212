import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/platform/database/data-source-options.js';
import { signed } from '../../src/platform/search/meilisearch-record.js';
import type { MeilisearchServer } from '../../src/platform/search/meilisearch-server.js';
import { dropIndexes } from '../../src/platform/search/meilisearch-search-index.js';
import { INDEX_PLANS, INDEX_PURPOSES, indexNames } from '../../src/platform/search/meilisearch-settings.js';
import { MirrorStore } from '../../src/platform/search/mirror-store.js';
import { PostgresSearchIndex } from '../../src/platform/search/postgres-search-index.js';
import type { SearchDocument } from '../../src/platform/search/search-document.js';
import { SearchEngineError } from '../../src/platform/search/search-engine.error.js';
import { SearchMirror } from '../../src/platform/search/search-mirror.js';
import { newId } from '../../src/shared/ids.js';
import { describeOnMeilisearch, testMeilisearch } from '../support/meilisearch.js';
import { searchDocument } from '../support/search-documents.js';
import { type TestDatabase, testDatabase } from '../support/postgres.js';

const document = (id = newId(), term = 't'): SearchDocument => searchDocument({ [term]: 0.5 }, {}, 'offering', id);

// A server with its own settings takes up to two seconds for each write (docs/benchmarks.md).
jest.setTimeout(120_000);

describeOnMeilisearch('the mirror of the indexes on Meilisearch', () => {
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
    await mirror.ensureIndexes();
    await mirror.flush();
  });

  afterEach(async () => {
    await dropIndexes(server, name);
    for (const uid of Object.values(indexNames(name))) await server.drop(`${uid}_next`);
    await dataSource.destroy();
    await database.drop();
  });

  /** Every document in its newest state in both indexes, and nothing else. */
  async function expectInLine(): Promise<void> {
    const rows = await dataSource.query<{ id: string; version: number }[]>('select id, version from search_document order by id');
    for (const uid of Object.values(indexNames(name))) {
      const held = await server.versions(uid, 0, 5_000);
      expect(held.sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(rows);
    }
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

  it('keeps the notes of what was handed over and not done', async () => {
    await postgres.upsert(documents.map(({ id }) => document(id, 'changed')));
    const failing = testMeilisearch();
    failing.finish = () => Promise.reject(new SearchEngineError('away', 'unreachable'));
    await expect(new SearchMirror(failing, store).flush()).rejects.toThrow('away');
    expect(await store.backlog(5_000)).toHaveLength(documents.length);
    await mirror.flush();
    await expectInLine();
  });

  it('tells a sender that another one waits', async () => {
    const order: string[] = [];
    let second: Promise<unknown> | undefined;
    await store.asSender(5_000, async (isWanted) => {
      expect(await isWanted()).toBe(false);
      second = store.asSender(5_000, () => Promise.resolve(order.push('second')));
      while (!(await isWanted())) await sleep(10);
      order.push('first');
    });
    await second;
    expect(order).toEqual(['first', 'second']);
  });

  it('trusts no index that was written past, by a process that knew of no Meilisearch', async () => {
    await new PostgresSearchIndex(dataSource).upsert([document(documents[0]!.id, 'changed')]);
    expect(await mirror.ensureIndexes()).toBe('made');
    await mirror.flush();
    await expectInLine();
  });

  describe.each(INDEX_PURPOSES)('the one for %s', (purpose) => {
    let uid: string;
    beforeEach(() => {
      uid = indexNames(name)[purpose];
    });

    it('is compared for what is missing, old or too much', async () => {
      await server.remove(uid, documents.slice(0, 5).map(({ id }) => id));
      const [stray, old] = (await store.documents(documents.slice(5, 7).map(({ id }) => id))).map((stored) => INDEX_PLANS[purpose].toRecord(signed(stored.document, stored.version)));
      await server.write(uid, [{ ...stray!, id: newId() }, { ...old!, version: 0 }]);
      expect(await mirror.hasAsMany()).toBe(false);
      expect(await mirror.compare()).toBe(7);
      await mirror.flush();
      await expectInLine();
      expect(await mirror.compare()).toBe(0);
    });

    it('is made anew when it was lost', async () => {
      await server.drop(uid);
      await expect(write(document())).rejects.toThrow('Meilisearch did not do a task');
      expect(await mirror.ensureIndexes()).toBe('made');
      await mirror.flush();
      await expectInLine();
      expect(await mirror.ensureIndexes()).toBe('there');
    });

    it('is rebuilt beside the live one, in pieces, and loses nothing that is written meanwhile', async () => {
      const before = await server.state(uid);
      await store.save(purpose, { version: INDEX_PLANS[purpose].version - 1 });
      expect([await mirror.ensureIndexes(), await mirror.toRebuild()]).toEqual(['outdated', [purpose]]);
      await mirror.beginRebuild(purpose);
      expect(await mirror.continueRebuild(purpose)).toEqual({ isDone: false, sent: 1_000 });
      await write(document(documents[10]!.id, 'changed'), document(documents[2_200]!.id, 'changed'), document());
      await postgres.remove([documents[20]!.id, documents[2_100]!.id]);
      await mirror.flush();
      await expectInLine();
      // Another process takes it up where the first one stopped.
      const successor = new SearchMirror(server, store);
      await successor.beginRebuild(purpose);
      expect(await successor.continueRebuild(purpose)).toEqual({ isDone: false, sent: 1_999 });
      await write(document(), document(documents[30]!.id, 'again'));
      while (!(await successor.continueRebuild(purpose)).isDone);
      await expectInLine();
      expect((await server.state(uid))!.createdAt).not.toBe(before!.createdAt);
      expect(await server.state(`${uid}_next`)).toBeNull();
      expect([await mirror.ensureIndexes(), await mirror.toRebuild()]).toEqual(['there', []]);
    });

    it('is kept when a process died between the swap and its note', async () => {
      await mirror.beginRebuild(purpose);
      const { rebuildCreatedAt } = await store.load(purpose);
      const after = async (): Promise<string | null> => (await store.load(purpose)).rebuildAfter;
      while ((await after()) === null || (await store.countUpTo((await after())!)) < 2_300) await mirror.continueRebuild(purpose);
      await server.swap(uid, `${uid}_next`);
      await mirror.beginRebuild(purpose);
      expect(await mirror.continueRebuild(purpose)).toEqual({ isDone: true, sent: 0 });
      expect((await server.state(uid))!.createdAt).toBe(rebuildCreatedAt);
      await expectInLine();
    });

    it('is left alone when a newer program has made it', async () => {
      await store.save(purpose, { version: INDEX_PLANS[purpose].version + 1 });
      await write(document());
      expect([await mirror.ensureIndexes(), await mirror.toRebuild()]).toEqual(['outdated', []]);
      expect(await store.backlog(10)).toHaveLength(1);
      expect((await server.state(uid))!.documents).toBe(2_300);
    });
  });
});
