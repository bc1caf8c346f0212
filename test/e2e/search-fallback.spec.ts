import { IndexingJobs } from '../../src/features/matching/indexing.jobs.js';
import { IndexingService } from '../../src/features/matching/indexing.service.js';
import { Database } from '../../src/platform/database/database.js';
import { dropIndexes } from '../../src/platform/search/meilisearch-search-index.js';
import type { MeilisearchServer } from '../../src/platform/search/meilisearch-server.js';
import { INDEX_PURPOSES, indexNames } from '../../src/platform/search/meilisearch-settings.js';
import { MirrorStore } from '../../src/platform/search/mirror-store.js';
import { SearchIndex, type SearchHealth } from '../../src/platform/search/search-index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { Market } from '../support/market.js';
import { describeOnMeilisearch, MEILI_TEST_KEY, MEILI_TEST_URL, testMeilisearch } from '../support/meilisearch.js';
import { type Wire, wireTo } from '../support/wire.js';

const IN_LINE: SearchHealth = { engine: 'meilisearch', state: 'up', answersFrom: 'meilisearch' };

describeOnMeilisearch('the platform with Meilisearch', () => {
  let wire: Wire;
  let test: TestApp;
  let server: MeilisearchServer;
  let market: Market;
  let indexName: string;
  let factory: string;

  beforeAll(async () => {
    server = testMeilisearch();
    wire = await wireTo(MEILI_TEST_URL!);
    test = await startTestApp({ APP_ROLE: 'web', MEILI_URL: wire.url, ...(MEILI_TEST_KEY ? { MEILI_KEY: MEILI_TEST_KEY } : {}) });
    const database = test.app.get(Database);
    market = new Market(database.manager, test.clock.now());
    indexName = (await new MirrorStore(database.dataSource).load()).name;
    factory = await market.enterprise();
  });

  afterAll(async () => {
    await test.close();
    await dropIndexes(server, indexName);
    await wire.close();
  });

  const health = async (): Promise<SearchHealth> => (await test.request().get('/health/ready').expect(200)).body.search;
  const heldByServer = async (ids: readonly string[]): Promise<number> => (await server.versionsOf(indexName, ids)).size;
  const found = async (words: string): Promise<string[]> =>
    (await test.request().get('/api/v1/search').query({ q: words, kind: 'offering' }).expect(200)).body.items.map(({ title }: { title: string }) => title);

  async function publish(kind: 'demand' | 'offering', enterpriseId: string, title: string): Promise<string> {
    const id = await market.listing(kind, enterpriseId, { title });
    await test.app.get(IndexingJobs).match({ listingId: id, kind, enterpriseId });
    await test.app.get(SearchIndex).settled();
    return id;
  }

  async function matchesOf(demandId: string): Promise<string[]> {
    const rows = await test.app.get(Database).query<{ id: string }>('select offering_id as id from match where demand_id = $1', [demandId]);
    return rows.map(({ id }) => id);
  }

  async function untilInLine(): Promise<void> {
    for (const deadline = Date.now() + 20_000; (await health()).state !== 'up'; await new Promise((resolve) => setTimeout(resolve, 50)))
      if (Date.now() > deadline) throw new Error(`Not in line again: ${JSON.stringify(await health())}`);
  }

  it('searches and matches by Meilisearch, and says so', async () => {
    await untilInLine();
    const provider = await market.enterprise();
    const offering = await publish('offering', provider, '数控机床联网与刀具寿命监测');
    expect(await heldByServer([offering])).toBe(1);
    expect(await found('刀具寿命')).toEqual(['数控机床联网与刀具寿命监测']);
    const demand = await publish('demand', factory, '减速机壳体线数控机床联网采集与刀具寿命预警');
    expect(await matchesOf(demand)).toEqual([offering]);
    expect(await health()).toEqual(IN_LINE);
  });

  it.each(['cut', 'freeze'] as const)('goes on from Postgres while the server is away (%s), and catches up when it is back', async (how) => {
    await untilInLine();
    const provider = await market.enterprise();
    const words = how === 'cut' ? '滚刀刃磨与涂层修复' : '注塑模具冷却水路清洗';
    const kept = await publish('offering', provider, words);
    wire[how]();
    expect(await found(words)).toEqual([words]);
    expect(await health()).toEqual({ engine: 'meilisearch', state: 'down', answersFrom: 'postgres' });
    const added = await publish('offering', await market.enterprise(), `${words}服务`);
    const demand = await publish('demand', factory, `急需${words}`);
    expect((await matchesOf(demand)).sort()).toEqual([kept, added].sort());
    await test.app.get(Database).query(`update listing set status = 'suspended' where id = $1`, [kept]);
    await test.app.get(IndexingService).syncListing(kept);
    expect(await found(words)).toEqual([`${words}服务`]);
    expect(await heldByServer([kept, added, demand])).toBe(1);
    wire.mend();
    await untilInLine();
    expect([await heldByServer([kept]), await heldByServer([added, demand])]).toEqual([0, 2]);
    expect(await found(words)).toEqual([`${words}服务`]);
    expect(await health()).toEqual(IN_LINE);
  });

  it('loses nothing that is published while the wire breaks again and again', async () => {
    await untilInLine();
    const provider = await market.enterprise();
    const ids: string[] = [];
    const breaking = (async () => {
      for (let round = 0; round < 4; round++) {
        await new Promise((resolve) => setTimeout(resolve, 300));
        wire.cut();
        await new Promise((resolve) => setTimeout(resolve, 200));
        wire.mend();
      }
    })();
    for (let i = 0; i < 40; i++) {
      const id = await market.listing('offering', provider, { title: `轧辊堆焊修复第${i}种` });
      expect(await test.app.get(IndexingService).syncListing(id)).toBe(true);
      ids.push(id);
      if (i % 4 === 3) await test.app.get(Database).query(`update listing set status = 'closed', closed_reason = 'withdrawn' where id = $1`, [ids[i - 2]]).then(() => test.app.get(IndexingService).syncListing(ids[i - 2]!));
    }
    await breaking;
    await untilInLine();
    const held = await server.versionsOf(indexName, ids);
    expect(ids.filter((id) => !held.has(id))).toEqual(ids.filter((_, i) => i % 4 === 1));
  });

  it.each(INDEX_PURPOSES)('fills the index for %s that was lost, and answers from Postgres until it is whole', async (purpose) => {
    await untilInLine();
    const uid = indexNames(indexName)[purpose];
    const before = (await server.state(uid))!.documents;
    await server.drop(uid);
    expect(await found('刀具寿命')).toEqual(['数控机床联网与刀具寿命监测']);
    const offering = (await test.app.get(Database).query<{ id: string }>(`select id from listing where title = '数控机床联网与刀具寿命监测'`))[0]!.id;
    expect(await matchesOf(await publish('demand', factory, '数控机床刀具寿命在线监测'))).toContain(offering);
    await untilInLine();
    expect((await server.state(uid))!.documents).toBe(before + 1);
    expect(await found('刀具寿命')).toEqual(['数控机床联网与刀具寿命监测']);
  });
});
