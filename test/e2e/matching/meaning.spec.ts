import { readExplanation, type Explanation } from '../../../src/features/matching/explanation.js';
import { FactsQueries } from '../../../src/features/matching/facts.queries.js';
import { IndexingJobs } from '../../../src/features/matching/indexing.jobs.js';
import { MeaningJobs } from '../../../src/features/matching/meaning/meaning.jobs.js';
import { MeaningService } from '../../../src/features/matching/meaning/meaning.service.js';
import { MeaningStore } from '../../../src/features/matching/meaning/meaning.store.js';
import { VectorMaker } from '../../../src/features/matching/meaning/vector-maker.js';
import { MatchWordsService } from '../../../src/features/matching/match-words.service.js';
import { RankingService } from '../../../src/features/matching/ranking.service.js';
import { TaxonomyService } from '../../../src/features/taxonomy/taxonomy.service.js';
import { Database } from '../../../src/platform/database/database.js';
import { RestEmbedder } from '../../../src/platform/embedder/rest-embedder.js';
import { Queues } from '../../../src/platform/queue/queues.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { answerEmbeddings, answerJson, EmbeddingsServer } from '../../support/embeddings-server.js';
import { Market } from '../../support/market.js';

const server = new EmbeddingsServer();
let url: string;
let test: TestApp;
let database: Database;
let market: Market;
let store: MeaningStore;

beforeAll(async () => {
  url = await server.start();
  // No worker runs: the tests do its work step by step.
  test = await startTestApp({ APP_ROLE: 'web', EMBEDDER: 'rest', EMBEDDER_URL: url, EMBEDDER_MODEL: 'a-model' });
  database = test.app.get(Database);
  store = test.app.get(MeaningStore);
  market = new Market(database.manager, test.clock.now());
});

beforeEach(() => {
  server.answer = answerEmbeddings;
  server.asked = [];
});

afterAll(async () => {
  await test.close();
  server.close();
});

/** A listing on the market whose publication nobody has looked at yet. */
async function list(kind: 'demand' | 'offering', title: string, body = ''): Promise<{ id: string; publish: () => Promise<void> }> {
  const enterpriseId = await market.enterprise();
  const id = await market.listing(kind, enterpriseId, { title });
  await database.query(`update listing set body = $2 where id = $1`, [id, body]);
  return { id, publish: () => test.app.get(IndexingJobs).match({ listingId: id, kind, enterpriseId }) };
}

async function explanationOf(demandId: string, offeringId: string): Promise<Explanation> {
  const [row] = await database.query<{ explanation: unknown }>(`select explanation from match where demand_id = $1 and offering_id = $2`, [demandId, offeringId]);
  return readExplanation(row!.explanation);
}

const vectors = (): Promise<{ done: number; listings: number }> => test.request().get('/health/ready').then(({ body }) => body.embedder.vectors);
const rowOf = (id: string): Promise<{ model: string; hash: string }[]> => database.query(`select model, text_hash as hash from listing_vector where listing_id = $1`, [id]);
/** Another process: it knows nothing of what this one has done, nor of failures that this one has seen. */
function anotherMaker(): VectorMaker {
  const embedder = new RestEmbedder({ url, model: 'a-model', key: undefined });
  return new VectorMaker(store, new MeaningService(store, embedder, test.app.get(FactsQueries)), embedder, test.app.get(TaxonomyService));
}

it('says that meaning was not compared while no model has been looked at, and makes up for it', async () => {
  await store.setAdapter('rest');
  const [demand, offering] = [await list('demand', '陶瓷换热器翅片激光清洗', '翅片表面积碳，用激光清洗，不伤基材。'), await list('offering', '激光清洗翅片积碳')];
  await demand.publish();
  await offering.publish();
  const before = await explanationOf(demand.id, offering.id);
  expect(before.text.meaning).toEqual({ state: 'missing' });
  expect(test.app.get(MatchWordsService).score(before, 'zh', 'provider').parts[0]!.because).toMatch(/^用词 .*；意思这次没有比，语言模型还没有算出来$/);
  expect(server.asked).toEqual([]);

  await test.app.get(MeaningJobs).make();
  expect(await vectors()).toEqual({ done: 2, listings: 2 });
  expect((await store.state()).isComplete).toBe(true);
  // Ranked again by the worker, once.
  const again = await test.app.get(Queues).queue('work').getJob(`matching.rank-again-${demand.id}`);
  expect(again?.data).toMatchObject({ payload: { demandId: demand.id } });
  expect((await store.state()).hasNews).toBe(false);

  // Who was told of a match keeps the number that he was told; a suggestion gets the new one.
  await database.query(`update match set status = 'suggested', invited_at = null, answer_due_at = null where demand_id = $1`, [demand.id]);
  await test.app.get(RankingService).suggestForDemand(demand.id);
  const explanation = await explanationOf(demand.id, offering.id);
  expect(explanation.text.meaning).toMatchObject({ state: 'compared', passage: expect.stringMatching(/翅片/) });
  expect(explanation.basis.embedder).toBe('a-model+2');
  const said = (language: 'zh' | 'en'): string => test.app.get(MatchWordsService).score(explanation, language, 'factory').parts[0]!.because;
  expect(said('zh')).toMatch(/^用词 \d+\.\d 分：\d+ 处相同的词：.*；意思 \d+\.\d 分：意思/);
  expect(said('en')).toMatch(/^Wording \d+\.\d: \d+ terms in common: .*; Meaning \d+\.\d: /);
});

it('makes the vectors of what is published before it is matched, and gives a pair one number from both sides', async () => {
  const [demand, offering] = [await list('demand', '齿轮箱轴承振动监测', '在线监测振动，提前报警。'), await list('offering', '轴承振动在线监测')];
  await demand.publish();
  await offering.publish();
  const fromOffering = await explanationOf(demand.id, offering.id);
  expect(fromOffering.text.meaning.state).toBe('compared');
  await database.query(`delete from match where demand_id = $1`, [demand.id]);
  await demand.publish();
  expect(await explanationOf(demand.id, offering.id)).toEqual(fromOffering);
  const asked = server.takeTexts();
  expect(asked).toContain('在线监测振动,提前报警');
  expect(new Set(asked).size).toBe(asked.length);
});

it('makes them anew when the text has changed, and only then', async () => {
  const offering = await list('offering', '注塑模具冷却水路优化');
  await offering.publish();
  const [before] = await rowOf(offering.id);
  server.takeTexts();
  await offering.publish();
  expect(server.takeTexts()).toEqual([]);
  await database.query(`update listing set title = '注塑模具随形冷却' where id = $1`, [offering.id]);
  await offering.publish();
  expect((await rowOf(offering.id))[0]!.hash).not.toBe(before!.hash);
  expect(server.takeTexts()).toContain('注塑模具随形冷却');
});

it('goes on without a model that fails, keeps nothing of the old text, and makes up for it later', async () => {
  const [demand, offering] = [await list('demand', '污水处理曝气节能改造'), await list('offering', '曝气系统节能改造')];
  await demand.publish();
  await offering.publish();
  await database.query(`update listing set title = '污水处理厂曝气池节能改造' where id = $1`, [demand.id]);
  await database.query(`delete from match where demand_id = $1`, [demand.id]);
  server.answer = (response) => answerJson(response, 400, {});
  await demand.publish();
  const without = await explanationOf(demand.id, offering.id);
  expect(without.text.meaning).toEqual({ state: 'missing' });
  expect(without.factory.parts.find(({ part }) => part === 'text')!.shares).toEqual([expect.objectContaining({ share: 'wording' }), expect.objectContaining({ share: 'meaning', points: 0 })]);
  expect(await rowOf(demand.id)).toEqual([]);
  expect((await store.state()).isComplete).toBe(false);

  server.answer = answerEmbeddings;
  await test.app.get(MeaningJobs).make();
  expect(await rowOf(demand.id)).toHaveLength(1);
  expect((await store.state()).isComplete).toBe(true);
});

it('goes on where a worker was cut off, and reads no text twice', async () => {
  const listings = await Promise.all(Array.from({ length: 12 }, (_, i) => list('offering', `第 ${i} 种专用设备的设计与制造`)));
  await store.markIncomplete('without-news');
  // The server breaks down half way: the first maker gives up.
  let answered = 0;
  server.answer = (response, asked) => (++answered > 6 ? answerJson(response, 400, {}) : answerEmbeddings(response, asked));
  await anotherMaker().run();
  const made = async (): Promise<number> => (await Promise.all(listings.map(({ id }) => rowOf(id)))).flat().length;
  expect(await made()).toBe(6);
  expect((await store.state()).isComplete).toBe(false);

  server.answer = answerEmbeddings;
  server.takeTexts();
  await anotherMaker().run();
  expect(await made()).toBe(12);
  expect(server.takeTexts()).toHaveLength(6);
  expect((await store.state()).isComplete).toBe(true);
});

it('leaves the work to one process at a time', async () => {
  const offering = await list('offering', '焊接机器人工作站集成');
  await store.markIncomplete('without-news');
  expect(await store.lease()).toBe(true);
  await anotherMaker().run();
  expect(await rowOf(offering.id)).toEqual([]);
  await store.release();
  await anotherMaker().run();
  expect(await rowOf(offering.id)).toHaveLength(1);
});

it('compares nothing of another model, makes all anew when it changes, and stops when it is turned off', async () => {
  const { space } = await store.state();
  await store.adopt('rest', { ...space!, model: 'an-older-model' });
  const [demand, offering] = [await list('demand', '食堂团餐配送'), await list('offering', '团餐配送服务')];
  await demand.publish();
  await offering.publish();
  expect((await explanationOf(demand.id, offering.id)).text.meaning).toEqual({ state: 'missing' });
  await anotherMaker().run();
  expect((await store.state()).space!.model).toBe('a-model+2');
  expect(new Set((await database.query<{ model: string }>(`select model from listing_vector`)).map(({ model }) => model))).toEqual(new Set(['a-model+2']));

  await store.setAdapter(null);
  await database.query(`delete from match where demand_id = $1`, [demand.id]);
  await demand.publish();
  expect((await explanationOf(demand.id, offering.id)).text.meaning).toEqual({ state: 'off' });
  expect(await vectors()).toBeNull();
});
