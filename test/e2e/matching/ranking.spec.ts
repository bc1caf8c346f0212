import { FactsQueries } from '../../../src/features/matching/facts.queries.js';
import { IndexingJobs } from '../../../src/features/matching/indexing.jobs.js';
import { IndexingService } from '../../../src/features/matching/indexing.service.js';
import { readExplanation } from '../../../src/features/matching/explanation.js';
import { TermStatisticsStore } from '../../../src/features/matching/term-statistics.store.js';
import { TermsService } from '../../../src/features/matching/terms.service.js';
import { Database } from '../../../src/platform/database/database.js';
import { SearchIndex } from '../../../src/platform/search/search-index.js';
import { EVERYTHING } from '../../../src/platform/search/search-filter.js';
import { newId } from '../../../src/shared/ids.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { Market } from '../../support/market.js';

let test: TestApp;
let database: Database;
let market: Market;
let jobs: IndexingJobs;

beforeAll(async () => {
  // No worker runs: the tests do its work step by step.
  test = await startTestApp({ APP_ROLE: 'web' });
  database = test.app.get(Database);
  market = new Market(database.manager, test.clock.now());
  jobs = test.app.get(IndexingJobs);
});

afterAll(() => test.close());

interface Content {
  title: string;
  body?: string;
  category_code?: string;
  service_regions?: string[];
  certificates?: string[];
  region_code?: string;
}

/** A published listing, and the job that its publication starts. */
async function publish(kind: 'demand' | 'offering', enterpriseId: string, content: Content): Promise<string> {
  const id = await market.listing(kind, enterpriseId, { title: content.title });
  for (const [column, value] of Object.entries(content)) await database.query(`update listing set ${column} = $2 where id = $1`, [id, value]);
  await jobs.match({ listingId: id, kind, enterpriseId });
  return id;
}

interface Row {
  offeringId: string;
  demandId: string;
  status: string;
  score: number;
  explanation: unknown;
}

const matchesOf = (demandId: string): Promise<Row[]> =>
  database.query<Row>(
    `select offering_id as "offeringId", demand_id as "demandId", status, score, explanation from match where demand_id = $1 order by score desc, id`,
    [demandId],
  );

const MONITORING = { title: '数控机床联网与刀具寿命监测', body: '采集 FANUC 系统主轴负载，刀具寿命预警', category_code: 'DAT-ACQ' };
const NEED = { title: '减速机壳体线数控机床联网采集与刀具寿命预警', body: '采集主轴负载', category_code: 'DAT-ACQ', region_code: '1309' };

it('finds the providers of a demand among a handful of offerings, says why, and invites them', async () => {
  const [factory, monitor, caterer, elsewhere] = [await market.enterprise(), await market.enterprise(), await market.enterprise(), await market.enterprise()];
  const fitting = await publish('offering', monitor, MONITORING);
  await publish('offering', caterer, { title: '厂区食堂团餐配送', category_code: 'SCM-TMS' });
  await publish('offering', elsewhere, { ...MONITORING, service_regions: ['12'] });
  const own = await publish('offering', factory, MONITORING);
  const demandId = await publish('demand', factory, NEED);

  const [first, ...others] = await matchesOf(demandId);
  expect(first).toMatchObject({ offeringId: fitting, status: 'invited' });
  expect(others.map(({ offeringId }) => offeringId)).not.toContain(own);
  expect(others.filter(({ status }) => status === 'invited')).toEqual([]);
  const explanation = readExplanation(first!.explanation);
  expect(explanation.total).toBe(first!.score);
  expect(explanation.text.matched.map(({ term }) => term)).toEqual(expect.arrayContaining(['刀具寿命', '数控机床']));
});

it('gives a pair the same number whichever side comes first', async () => {
  const [factory, provider] = [await market.enterprise(), await market.enterprise()];
  const need = { title: '陶瓷换热器翅片激光清洗', body: '翅片表面积碳激光清洗' };
  const offer = { title: '激光清洗翅片积碳' };
  const demandFirst = await publish('demand', factory, need);
  const offering = await publish('offering', provider, offer);
  const [late] = await matchesOf(demandFirst);
  expect(late).toMatchObject({ offeringId: offering, status: 'invited' });
  await database.query(`delete from match where demand_id = $1`, [demandFirst]);
  await jobs.match({ listingId: demandFirst, kind: 'demand', enterpriseId: factory });
  expect((await matchesOf(demandFirst))[0]).toMatchObject({ offeringId: offering, score: late!.score, explanation: late!.explanation });
});

it('runs twice without harm, and takes what has left the market out of the index', async () => {
  const [factory, provider] = [await market.enterprise(), await market.enterprise()];
  const offering = await publish('offering', provider, { title: '冷轧辊超声波探伤' });
  const demand = await publish('demand', factory, { title: '冷轧辊探伤' });
  const before = await matchesOf(demand);
  await jobs.match({ listingId: demand, kind: 'demand', enterpriseId: factory });
  await jobs.match({ listingId: offering, kind: 'offering', enterpriseId: provider });
  expect(await matchesOf(demand)).toEqual(before);

  const index = test.app.get(SearchIndex);
  expect((await index.contains([offering, demand])).size).toBe(2);
  await database.query(`update listing set status = 'suspended' where id = $1`, [offering]);
  await jobs.drop({ listingId: offering, kind: 'offering', enterpriseId: provider });
  expect([...(await index.contains([offering, demand]))]).toEqual([demand]);
  await jobs.drop({ listingId: newId(), kind: 'offering', enterpriseId: provider });
});

it('brings back what the index has lost or an older pipeline has cut', async () => {
  const indexing = test.app.get(IndexingService);
  const provider = await market.enterprise();
  await indexing.repair();
  const [lost, old] = [await publish('offering', provider, { title: '辊道窑余热回收' }), await publish('offering', provider, { title: '隧道窑余热回收' })];
  const index = test.app.get(SearchIndex);
  await index.remove([lost, provider]);
  await database.query(`update term_profile set pipeline = 0, words = '{}' where listing_id = $1`, [old]);
  expect(await indexing.repair()).toBe(3);
  expect((await index.contains([lost, old, provider])).size).toBe(3);
  expect((await database.query<{ words: object }>(`select words from term_profile where listing_id = $1`, [old]))[0]?.words).toHaveProperty('隧道窑');
  expect(await indexing.repair()).toBe(0);
});

it('knows a provider by its proofs and its answers', async () => {
  const [factory, provider] = [await market.enterprise(), await market.enterprise({ size: 'small', capacity: 3 })];
  for (const [source, validUntil] of [['self', '2027-01-01'], ['self', '2026-11-22']] as const) {
    await database.query(
      `insert into evidence (id, enterprise_id, attribute, value, source, valid_until, created_at) values ($1, $2, 'certificate', $3, $4, $5, now())`,
      [newId(), provider, validUntil === '2027-01-01' ? 'ISO9001' : 'ISO14001', source, validUntil],
    );
  }
  const offering = await publish('offering', provider, { title: '球磨机衬板铸造', certificates: ['ISO14001', 'CCC'] });
  await publish('demand', factory, { title: '球磨机衬板' });
  const [supply] = await test.app.get(FactsQueries).supplies([offering]);
  expect(supply!.provider).toMatchObject({ size: 'small', capacity: 3, openInvitations: 1, invited: 0, answered: 0, evidence: { checked: 0, selfDeclared: 1 } });
  expect(supply!.offering.certificates).toEqual(
    expect.arrayContaining([
      { code: 'ISO9001', basis: 'self', validUntil: '2027-01-01' },
      { code: 'ISO14001', basis: 'self', validUntil: '2026-11-22' },
      { code: 'CCC', basis: 'self', validUntil: null },
    ]),
  );
});

it('finds enterprises and offerings by the words of matching, by category and certificate', async () => {
  const provider = await market.enterprise({ name: '沧州示例激光熔覆' });
  await jobs.indexEnterprise({ enterpriseId: provider });
  const offering = await publish('offering', provider, { title: '轧辊激光熔覆修复', category_code: 'CAP-HEAT' });
  const terms = await test.app.get(TermsService).query('激光熔覆');
  const found = await test.app.get(SearchIndex).search({
    kinds: ['offering', 'enterprise'],
    words: terms.map(({ term, weight }) => ({ terms: [{ term, share: 1 }], weight })),
    text: '激光熔覆',
    minimumMatch: 0.6,
    filter: { field: 'categories', hasAny: ['CAP'] },
    facets: ['categories'],
    order: 'fit',
    offset: 0,
    limit: 10,
  });
  expect(found.hits.map(({ id }) => id).sort()).toEqual([offering, provider].sort());
  expect(found.facets.categories).toEqual([
    { code: 'CAP', count: 2 },
    { code: 'CAP-HEAT', count: 2 },
  ]);
});

it('counts terms into a named snapshot that scores then name', async () => {
  const statistics = test.app.get(TermStatisticsStore);
  await statistics.refresh();
  const snapshot = await statistics.load(['激光', '没有人写过的词']);
  expect(snapshot.version).toMatch(/^prior-1\+\d+@2026-11-23T02:00:00Z$/);
  expect(snapshot.frequency('激光')).toBeGreaterThanOrEqual(2);
  expect(snapshot.frequency('没有人写过的词')).toBe(0);
  const demand = await publish('demand', await market.enterprise(), { title: '激光熔覆轧辊' });
  expect(readExplanation((await matchesOf(demand))[0]!.explanation).basis.statistics).toBe(snapshot.version);
  expect((await test.app.get(SearchIndex).candidates({ kind: 'demand', terms: [{ term: '激光', weight: 1 }], filter: EVERYTHING, limit: 10 })).map(({ id }) => id)).toContain(demand);
});
