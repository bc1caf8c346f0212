import { VocabularyService } from '../../../src/features/vocabulary/vocabulary.service.js';
import { Database } from '../../../src/platform/database/database.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { Cast, type CastPerson } from '../../support/cast.js';
import { Shop } from '../../support/shop.js';

let test: TestApp;
let shop: Shop;
let database: Database;
let administrator: CastPerson;
let reviewer: CastPerson;

beforeAll(async () => {
  test = await startTestApp({ APP_ROLE: 'web' });
  database = test.app.get(Database);
  const cast = new Cast(test);
  administrator = await cast.officer(null, ['reviewer', 'supervisor', 'administrator']);
  reviewer = await cast.officer('13');
  shop = new Shop(test);
  const maker = await cast.enterprise({ name: '沧州示例皮带有限公司' });
  await shop.put({ kind: 'offering', enterpriseId: maker.id, title: '橡胶皮带硫化接头，上门' });
  await shop.put({ kind: 'offering', enterpriseId: maker.id, title: 'Rubber belt splicing on site' });
  await shop.put({ kind: 'offering', enterpriseId: maker.id, title: '伺服电机维修' });
  const vocabulary = test.app.get(VocabularyService, { strict: false });
  while (await vocabulary.keepUp());
});
afterAll(() => test?.close());

const as = (person: CastPerson) => {
  const call = (method: 'get' | 'post' | 'put' | 'delete', path: string) => test.request()[method](`/api/v1/dictionary${path}`).set('authorization', `Bearer ${person.token}`);
  return {
    get: (path = '') => call('get', path),
    add: (words: readonly string[], note = '') => call('post', '').send({ words, note }),
    change: (id: string, words: readonly string[], version: number) => call('put', `/${id}`).send({ words, note: '', version }),
    remove: (id: string, version: number) => call('delete', `/${id}?version=${version}`),
    undo: (id: string, version: number) => call('post', `/${id}/undo`).send({ version }),
  };
};
const found = async (q: string): Promise<string[]> => {
  const { body } = await test.request().get('/api/v1/search').query({ q, kind: 'offering' }).expect(200);
  return body.items.slice(0, body.close).map(({ title }: { title: string }) => title);
};
const acts = async (id: string): Promise<string[]> =>
  (await database.query<{ action: string }>(`select action from audit_entry where subject_id = $1 order by seq`, [id])).map(({ action }) => action);

describe('the dictionary', () => {
  it('holds for the next search, and until it is taken back', async () => {
    expect(await found('输送胶带')).toEqual([]);
    const { body: group } = await as(administrator).add(['皮带', '输送胶带', 'rubber belt', '皮带']).expect(201);
    expect(group).toMatchObject({ words: ['皮带', '输送胶带', 'rubber belt'], version: 1, isRemoved: false });
    expect(await found('输送胶带')).toEqual(expect.arrayContaining(['橡胶皮带硫化接头，上门', 'Rubber belt splicing on site']));
    expect(await found('輸送膠帶')).toContain('橡胶皮带硫化接头，上门');
    expect(await found('rubber belt')).toContain('橡胶皮带硫化接头，上门');
    // In pinyin too, though nothing on the market says the word.
    expect(await found('shusongjiaodai')).toContain('橡胶皮带硫化接头，上门');

    const { body: removed } = await as(administrator).remove(group.id, 1).expect(200);
    expect(await found('输送胶带')).toEqual([]);
    await as(administrator).undo(group.id, removed.version).expect(200);
    expect(await found('输送胶带')).toContain('橡胶皮带硫化接头，上门');
    expect(await acts(group.id)).toEqual(['dictionary.added', 'dictionary.removed', 'dictionary.restored']);
  });

  it('takes changes back to what was there before', async () => {
    const { body: group } = await as(administrator).add(['甲工艺词', '乙工艺词']).expect(201);
    const { body: changed } = await as(administrator).change(group.id, ['甲工艺词', '丙工艺词'], group.version).expect(200);
    expect((await as(administrator).get('?word=丙工').expect(200)).body.items.map(({ id }: { id: string }) => id)).toEqual([group.id]);
    const { body: undone } = await as(administrator).undo(group.id, changed.version).expect(200);
    expect(undone.words).toEqual(['甲工艺词', '乙工艺词']);
    const { body: other } = await as(administrator).add(['丁工艺词', '戊工艺词']).expect(201);
    expect((await as(administrator).undo(other.id, other.version).expect(200)).body.isRemoved).toBe(true);
  });

  it('refuses what is no group, words of another group, and what was seen in a former state', async () => {
    const { body: group } = await as(administrator).add(['数控冲床', 'turret punch']).expect(201);
    const { body: refused } = await as(administrator).add(['数控冲床', '转塔冲床']).expect(422);
    expect(refused.errors[0]).toMatchObject({ field: 'words' });
    expect(refused.errors[0].message).toContain('数控冲床 | turret punch');
    for (const words of [['一个词'], ['一个词', '一個詞'], ['好', '词语'], ['<script>', '词语'], ['😀😀', '词语'], ['长'.repeat(41), '词语'], Array.from({ length: 21 }, (_, i) => `词语${i}`)]) {
      await as(administrator).add(words).expect(422);
    }
    await as(administrator).change(group.id, ['数控冲床', '冲压机床'], 7).expect(409);
    expect((await as(administrator).get(`/${group.id}`).expect(200)).body.words).toEqual(['数控冲床', 'turret punch']);
  });

  it('gives a word that two add at once to one of them', async () => {
    const answers = await Promise.all([['同一个词', '左边的词'], ['右边的词', '同一个词'], ['同一个词', '中间的词']].map((words) => as(administrator).add(words)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
  });

  it('is the administrators’', async () => {
    await as(reviewer).get().expect(403);
    await as(reviewer).add(['甲乙', '丙丁']).expect(403);
    await test.request().get('/api/v1/dictionary').expect(401);
  });
});

describe('GET /api/v1/search/suggestions', () => {
  const suggested = async (q: string): Promise<string[]> => {
    const { body } = await test.request().get('/api/v1/search/suggestions').query({ q }).expect(200);
    return body.items.map(({ text }: { text: string }) => text);
  };

  it('goes on with words, by characters, pinyin and initials, and with titles and names', async () => {
    expect(await suggested('伺')).toContain('伺服电机');
    expect(await suggested('sifu')).toContain('伺服电机');
    expect(await suggested('sfd')).toContain('伺服电机');
    expect(await suggested('沧州 sifu')).toContain('沧州 伺服电机');
    expect(await suggested('橡胶皮')).toContain('橡胶皮带硫化接头，上门');
    expect(await suggested('Rubber b')).toContain('Rubber belt splicing on site');
    expect(await suggested('沧州示例皮')).toContain('沧州示例皮带有限公司');
    expect(await suggested('机器视')).toContain('机器视觉');
  });

  it('tells nothing that is not public', async () => {
    const { id } = await new Cast(test).enterprise({ name: '保定示例未核验有限公司', status: 'pending' });
    const hidden = await shop.put({ kind: 'offering', enterpriseId: id, title: '瀑布式秘密工艺' });
    expect(await suggested('瀑布')).toEqual([]);
    expect(await suggested('保定示例')).toEqual([]);
    expect(hidden.id).toBeDefined();
  });

  it('answers whatever is typed', async () => {
    for (const q of ['', ' ', '%', '_', "'; drop table listing; --", '😀', '的', 'a', 'x'.repeat(1_000), '伺'.repeat(300), 'İ', '\u{10ffff}']) await suggested(q);
  });
});

describe('searches without a hit', () => {
  const needs = (): Promise<{ words: string; region_code: string; count: number }[]> => database.query(`select words, region_code, count from unmet_need order by words, region_code`);
  const search = (q: string, more: Record<string, string> = {}) => test.request().get('/api/v1/search').query({ q, ...more }).expect(200);

  it('are counted once for a visitor, by words and region, and nothing else of it is kept', async () => {
    await database.query('delete from unmet_need');
    for (let i = 0; i < 3; i++) await search('拉床改造方案');
    await search('拉床改造方案', { region: '1309' });
    await search('伺服电机');
    await search('13800000000 张三');
    const rows = await needs();
    expect(rows.every(({ count }) => count === 1)).toBe(true);
    expect(rows.map(({ region_code: region }) => region).sort()).toEqual(['', '1309']);
    expect(JSON.stringify(rows)).toContain('拉床');
    expect(JSON.stringify(await database.query('select * from unmet_visit'))).not.toMatch(/127\.0\.0\.1|拉床/);
  });

  it('fill no table, however many a visitor makes', async () => {
    await database.query('delete from unmet_need');
    await database.query('delete from unmet_visit');
    for (let i = 0; i < 40; i++) await search(`没有的东西${'甲乙丙丁戊己庚辛壬癸'[i % 10]}${'子丑寅卯'[Math.floor(i / 10)]}`);
    const { length } = await needs();
    expect(length).toBeGreaterThan(0);
    expect(length).toBeLessThanOrEqual(30);
  });
});
