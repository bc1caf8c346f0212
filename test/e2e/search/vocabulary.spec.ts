import { IndexingService } from '../../../src/features/matching/indexing.service.js';
import { UnderstandingService } from '../../../src/features/vocabulary/understanding.service.js';
import { VocabularyService } from '../../../src/features/vocabulary/vocabulary.service.js';
import { Database } from '../../../src/platform/database/database.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { Cast, type CastEnterprise } from '../../support/cast.js';
import { Shop } from '../../support/shop.js';

let test: TestApp;
let shop: Shop;
let maker: CastEnterprise;
let vocabulary: VocabularyService;
let database: Database;

beforeAll(async () => {
  test = await startTestApp({ APP_ROLE: 'web' });
  database = test.app.get(Database);
  vocabulary = test.app.get(VocabularyService, { strict: false });
  shop = new Shop(test);
  maker = await new Cast(test).enterprise({ name: '沧州示例粉末有限公司' });
});
afterAll(() => test?.close());

const keepUp = async (): Promise<void> => {
  while (await vocabulary.keepUp());
};
const read = async (typed: string): Promise<string> => (await test.app.get(UnderstandingService, { strict: false }).understand(typed)).text;
const words = (): Promise<{ word: string }[]> => database.query(`select word from vocabulary_word order by word`);

it('follows the index: what comes in is known, what goes is read and suggested no more', async () => {
  const { id } = await shop.put({ kind: 'offering', enterpriseId: maker.id, title: '雾化铜粉代加工' });
  expect(await read('wuhuatongfen')).toBe('wuhuatongfen');
  await keepUp();
  expect(await read('wuhuatongfen')).toBe('雾化铜粉');
  const suggested = async (): Promise<unknown> => (await test.request().get('/api/v1/search/suggestions').query({ q: 'wuhua' }).expect(200)).body.items;
  expect(JSON.stringify(await suggested())).toContain('雾化铜粉');
  await shop.withdrawBehindTheIndex(id);
  await test.app.get(IndexingService, { strict: false }).syncListing(id);
  expect(await read('wuhuatongfen')).toBe('wuhuatongfen');
  expect(JSON.stringify(await suggested())).not.toContain('雾化铜粉');
});

it('takes in a term that a slower transaction brings after a later one', async () => {
  await keepUp();
  // The number was given before that of the last one read, and the row is seen only now.
  const [row] = await database.query<{ low: number }>(`select nextval(pg_get_serial_sequence('search_term', 'number'))::int as low`);
  const { low } = row!;
  await shop.put({ kind: 'offering', enterpriseId: maker.id, title: '等静压石墨坩埚' });
  await vocabulary.keepUp();
  const { id } = await shop.put({ kind: 'offering', enterpriseId: maker.id, title: '旋压封头成型' });
  await database.query(`insert into search_term (number, token) overriding system value values ($1, '超细钨粉')`, [low]);
  await database.query(`insert into search_posting (kind, term, document, weight) select kind, $1, number, 500 from search_document where id = $2`, [low, id]);
  await keepUp();
  expect((await words()).map(({ word }) => word)).toContain('超细钨粉');
  expect(await read('chaoxiwufen')).toBe('超细钨粉');
});

it('is made by one process at a time, and stays the same when it is made again', async () => {
  await keepUp();
  const before = await words();
  await Promise.all([vocabulary.refresh(), vocabulary.keepUp(), vocabulary.keepUp(), vocabulary.refresh()]);
  await keepUp();
  expect(await words()).toEqual(before);
  const [{ doubles }] = (await database.query<{ doubles: number }>(`select count(*)::int - count(distinct word)::int as doubles from vocabulary_word`)) as [{ doubles: number }];
  expect(doubles).toBe(0);
});

it('says on the page what was read as what, and searches for what was typed when asked to', async () => {
  await shop.put({ kind: 'offering', enterpriseId: maker.id, title: '真空炉改造' });
  await keepUp();
  const { body } = await test.request().get('/api/v1/search').query({ q: 'zhenkonglu', kind: 'offering' }).expect(200);
  expect(body.replaced).toEqual([{ typed: 'zhenkonglu', read: '真空炉', how: 'pinyin' }]);
  expect(body.items[0].title).toBe('真空炉改造');
  const verbatim = await test.request().get('/api/v1/search').query({ q: 'zhenkonglu', verbatim: '1' }).expect(200);
  expect(verbatim.body).toMatchObject({ replaced: [], total: 0 });
  const { text } = await test.request().get('/zh/providers?q=zhenkonglu').expect(200);
  expect(text).toContain('「zhenkonglu」当作「真空炉」');
  expect(text).toContain('/zh/providers?q=zhenkonglu&amp;verbatim=1');
  expect((await test.request().get('/en/providers?q=zhenkonglu&verbatim=1').expect(200)).text).toContain('Searched as typed.');
});

it('answers whatever is typed into the box', async () => {
  const texts = ['a', '电', 'x '.repeat(500), '伺'.repeat(1_000), '\0'.repeat(10), '%_%', '😀'.repeat(200), 'zhuang'.repeat(150), '6'.repeat(900), "';--", 'aeiou '.repeat(150), '伺服电级 '.repeat(190)];
  for (const q of texts) {
    const answer = await test.request().get('/api/v1/search').query({ q });
    expect([200, 422]).toContain(answer.status);
    expect((await test.request().get(`/zh/providers?q=${encodeURIComponent(q)}`)).status).toBe(200);
  }
});
