import { IndexingService } from '../../src/features/matching/indexing.service.js';
import { Database } from '../../src/platform/database/database.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { Cast, type CastEnterprise } from '../support/cast.js';
import { Shop } from '../support/shop.js';

const XSS = '<script>alert(1)</script> & "刀具" <img src=x onerror=alert(1)>';

let test: TestApp;
let shop: Shop;
let tools: CastEnterprise;
let water: CastEnterprise;
let hidden: CastEnterprise;
const codes: Record<string, string> = {};

beforeAll(async () => {
  test = await startTestApp({ APP_ROLE: 'web' });
  const cast = new Cast(test);
  shop = new Shop(test);
  tools = await cast.enterprise({ name: '沧州示例刀具技术有限公司', regionCode: '130981' });
  water = await cast.enterprise({ name: '天津示例水务工程有限公司', regionCode: '120116' });
  hidden = await cast.enterprise({ name: '保定示例刀具未核验有限公司', status: 'pending' });
  const put = async (key: string, listing: Parameters<Shop['put']>[0]): Promise<void> => {
    codes[key] = (await shop.put(listing)).code;
  };
  await put('life', {
    kind: 'offering',
    enterpriseId: tools.id,
    title: '刀具寿命预测与换刀提醒',
    body: `${'我们做这一行已经很久了。'.repeat(12)}采集主轴负载，按刀具编号累计寿命，换刀前提醒。`,
    categoryCode: 'DAT-ACQ',
    industryCode: 'C3425',
    certificates: ['ISO9001'],
    budget: [200_000, 500_000],
  });
  await put('grind', { kind: 'offering', enterpriseId: tools.id, title: '滚刀刃磨与涂层', body: '刃磨次数可追溯。', categoryCode: 'MFG', regionCode: '130981' });
  await put('vocs', { kind: 'offering', enterpriseId: water.id, title: '喷涂车间 VOCs 治理改造', body: '活性炭再生，排放低于 40 mg/m³。', regionCode: '120116', serviceRegions: ['12', '1310'] });
  await put('xss', { kind: 'offering', enterpriseId: water.id, title: XSS, body: XSS, regionCode: '120116' });
  await put('need', { kind: 'demand', enterpriseId: water.id, title: '水泵轴承寿命监测', body: '水泵 12 台，要知道轴承何时换。', regionCode: '120116', categoryCode: 'DAT-ACQ' });
  await shop.put({ kind: 'offering', enterpriseId: tools.id, title: '刀具寿命草稿', status: 'draft' });
  await shop.put({ kind: 'offering', enterpriseId: hidden.id, title: '刀具寿命管理' });
  await shop.certificate(tools.id, 'ISO9001');
  await shop.show(tools.id, '专做数控刀具，有二十名工程师。');
  await shop.show(water.id, '工业废水与废气治理。');
  await shop.show(hidden.id, '刀具。');
});
afterAll(() => test?.close());

const api = (query: Readonly<Record<string, string | string[] | undefined>> = {}) => test.request().get('/api/v1/search').query(query);
const html = async (query: string, language = 'zh'): Promise<string> => (await test.request().get(`/${language}/providers${query}`).expect(200)).text;
const titles = (body: { items: { title: string }[] }): string[] => body.items.map(({ title }) => title);
const q = encodeURIComponent;

describe('GET /api/v1/search', () => {
  it('finds offerings and enterprises by the words of matching, the best first', async () => {
    const { body } = await api({ q: '刀具寿命' }).expect(200);
    expect(titles(body)[0]).toBe('刀具寿命预测与换刀提醒');
    expect(titles((await api({ q: '沧州刀具' })).body)).toContain('沧州示例刀具技术有限公司');
    expect(titles((await api({ q: '二十名工程师' })).body)).toEqual(['沧州示例刀具技术有限公司']);
    expect(titles(body)).not.toContain('喷涂车间 VOCs 治理改造');
    expect(body.items[0].snippet).toContain('按刀具编号累计寿命');
    expect(body.words).toEqual(expect.arrayContaining(['刀具', '寿命']));
    expect(JSON.stringify(body)).not.toMatch(/score|13800000000|contact@example/);
  });

  it('shows nothing of drafts and of enterprises that are not verified', async () => {
    for (const query of [{}, { q: '刀具' }]) {
      const { body } = await api(query).expect(200);
      expect(titles(body).filter((title) => /草稿|未核验|寿命管理/.test(title))).toEqual([]);
    }
  });

  it('is newest first without words, of the kinds that are asked for', async () => {
    expect(titles((await api({ kind: 'offering' })).body)).toEqual([XSS, '喷涂车间 VOCs 治理改造', '滚刀刃磨与涂层', '刀具寿命预测与换刀提醒']);
    expect(titles((await api({ kind: 'demand' })).body)).toEqual(['水泵轴承寿命监测']);
    const { body } = await api();
    expect(body.kinds).toEqual({ demand: 1, offering: 4, enterprise: 2 });
    expect(body.total).toBe(6);
  });

  it('filters by a category with all below it, by region down to counties, by industry and certificate', async () => {
    expect(titles((await api({ kind: 'offering', category: 'DAT' })).body)).toEqual(['刀具寿命预测与换刀提醒']);
    expect((await api({ kind: 'offering', region: '13' })).body.total).toBe(2);
    expect((await api({ kind: 'offering', region: '130981' })).body.total).toBe(2);
    expect((await api({ kind: 'offering', region: ['13', '12'] })).body.total).toBe(4);
    expect((await api({ kind: 'offering', region: '130982' })).body.total).toBe(0);
    expect(titles((await api({ kind: 'offering', industry: 'C34' })).body)).toEqual(['刀具寿命预测与换刀提醒']);
    expect((await api({ certificate: 'ISO9001' })).body.kinds).toMatchObject({ offering: expect.any(Number), enterprise: 1 });
    expect((await api({ certificate: ['ISO9001', 'CCC'] })).body.total).toBe(0);
  });

  it('counts what each choice would leave, the own choices of a filter left aside', async () => {
    const { body } = await api({ kind: 'offering', region: '12' }).expect(200);
    const counts = Object.fromEntries(body.facets.region.map(({ code, count }: { code: string; count: number }) => [code, count]));
    expect(counts).toMatchObject({ '12': 2, '13': 2, '1309': 2 });
    expect(body.facets.category).toEqual([]);
    expect(body.facets.region[0].name).toHaveProperty('zh');
  });

  it('finds one thing by its public code, whatever kind was asked for', async () => {
    const { body } = await api({ q: codes['need']!.toLowerCase(), kind: 'offering' }).expect(200);
    expect(titles(body)).toEqual(['水泵轴承寿命监测']);
  });

  it('shows what says only some of the words after what says a good part, and counts both', async () => {
    const { body } = await api({ q: '刀具 高温合金 叶片 榫槽 拉削 电火花 加工中心 磨削 光整' }).expect(200);
    expect(body.close).toBe(0);
    expect(titles(body).join()).toContain('刀具');
    const mixed = (await api({ q: '刀具寿命' })).body;
    expect(mixed.close).toBeGreaterThan(0);
    expect(mixed.close).toBeLessThan(mixed.total);
    // However long the pages are: each once, the close ones in front, and the same counts on each.
    for (const pageSize of [1, 2, 3]) {
      const pages = await Promise.all(Array.from({ length: Math.ceil(mixed.total / pageSize) }, async (_, i) => (await api({ q: '刀具寿命', pageSize: String(pageSize), page: String(i + 1) })).body));
      expect(pages.flatMap(titles)).toEqual(titles(mixed));
      for (const { total, close, facets } of pages) expect({ total, close, facets }).toEqual({ total: mixed.total, close: mixed.close, facets: mixed.facets });
    }
  });

  it('never shows what the index has not yet heard was withdrawn, and does not count it', async () => {
    const { id, code } = await shop.put({ kind: 'offering', enterpriseId: tools.id, title: '铝合金压铸件缺陷检测' });
    expect((await api({ q: '压铸件缺陷' })).body.total).toBe(1);
    await shop.withdrawBehindTheIndex(id);
    const { body } = await api({ q: '压铸件缺陷' });
    expect(body).toMatchObject({ items: [], total: 0 });
    expect(await html(`?q=${q('压铸件缺陷')}`)).not.toContain(code);
  });

  it('turns pages', async () => {
    const first = (await api({ pageSize: '2' })).body;
    const second = (await api({ pageSize: '2', page: '2' })).body;
    expect(first).toMatchObject({ page: 1, pageSize: 2 });
    expect(titles(first).filter((title) => titles(second).includes(title))).toEqual([]);
    expect((await api({ page: '9' })).body.items).toEqual([]);
  });

  it.each([
    ['an unknown field', { rocket: '1' }],
    ['an unknown kind', { kind: 'rocket' }],
    ['an unknown code', { region: '99' }],
    ['a code that is none', { category: "'; drop table listing; --" }],
    ['page 0', { page: '0' }],
    ['a page that is no number', { page: 'x' }],
    ['words without end', { q: '刀'.repeat(1_200) }],
    ['NUL', { q: 'a\0b' }],
  ])('refuses %s with 422', async (_, query) => {
    const { body } = await api(query).expect(422);
    expect(body.code).toBe('request.invalid');
    expect(body.errors.length).toBeGreaterThan(0);
  });

  it.each(['🏭🔧', "' or 1=1; drop table listing; --", '%_\\', '\u202eabc', '的 了', '{}[]()*?', 'x'.repeat(900)])('answers %p calmly', async (words) => {
    await api({ q: words }).expect(200);
    expect(await html(`?q=${q(words)}`)).toContain('</html>');
  });
});

describe('GET /api/v1/search with facets, orders and deep pages', () => {
  const counts = (facet: { code: string; count: number }[]): Record<string, number> => Object.fromEntries(facet.map(({ code, count }) => [code, count]));
  let winders: CastEnterprise;

  beforeAll(async () => {
    winders = await new Cast(test).enterprise({ name: '秦皇岛示例绕线设备有限公司', regionCode: '130321' });
    const demand = (title: string, deadlineIn: number | undefined, budget: readonly [number | null, number | null], categoryCode: string, regionCode: string) =>
      shop.put({ kind: 'demand', enterpriseId: winders.id, title, budget, categoryCode, regionCode, ...(deadlineIn === undefined ? {} : { deadlineIn }) });
    await demand('绕线机张力控制改造', 40, [30_000, 60_000], 'DAT-ACQ', '130321');
    await demand('绕线机排线不良检测', 3, [600_000, null], 'DAT-ACQ', '120116');
    await demand('绕线机张力传感器标定', undefined, [null, null], 'MFG', '130321');
    await demand('绕线机张力曲线分析', 20, [150_000, 180_000], 'DAT-BI', '130321');
  });

  const asked = (query: Readonly<Record<string, string | string[]>> = {}) => api({ q: '绕线机', kind: 'demand', ...query }).expect(200);

  it('counts bands of money and of days, the own choices left aside and the others not', async () => {
    const all = (await asked()).body;
    expect(counts(all.facets.budget)).toEqual({ 'to-50k': 1, '50k-200k': 2, '500k-1m': 1, '1m-5m': 1, 'from-5m': 1 });
    expect(counts(all.facets.deadline)).toEqual({ week: 1, month: 1, quarter: 1 });
    expect(counts(all.facets.region)).toMatchObject({ '13': 3, '1303': 3, '130321': 3, '12': 1, '120116': 1 });
    const chosen = (await asked({ budget: ['50k-200k', '500k-1m'], category: 'DAT', region: '13' })).body;
    expect(titles(chosen).sort()).toEqual(['绕线机张力控制改造', '绕线机张力曲线分析']);
    expect(counts(chosen.facets.budget)).toEqual({ 'to-50k': 1, '50k-200k': 2 });
    expect(counts(chosen.facets.region)).toMatchObject({ '13': 2, '12': 1 });
    expect(counts(chosen.facets.category)).toEqual({ DAT: 2, 'DAT-ACQ': 1, 'DAT-BI': 1 });
    expect(counts(chosen.facets.deadline)).toEqual({ month: 1, quarter: 1 });
    expect(chosen.facets.deadline[0].name).toEqual({ zh: '8–31 天', en: 'In 8–31 days' });
    expect(titles((await asked({ deadline: ['week', 'quarter'] })).body).sort()).toEqual(['绕线机张力控制改造', '绕线机排线不良检测']);
  });

  it('counts every kind, whichever is looked at', async () => {
    expect((await asked()).body.kinds).toEqual({ demand: 4, offering: 0, enterprise: 0 });
    expect((await api({ q: '绕线', region: '13', budget: 'to-50k' })).body).toMatchObject({ total: 0, kinds: { demand: 1, offering: 0, enterprise: 0 } });
  });

  it('orders by date and by deadline', async () => {
    const newest = ['绕线机张力曲线分析', '绕线机张力传感器标定', '绕线机排线不良检测', '绕线机张力控制改造'];
    expect(titles((await asked({ sort: 'date' })).body)).toEqual(newest);
    expect(titles((await asked({ sort: 'deadline' })).body)).toEqual(['绕线机排线不良检测', '绕线机张力曲线分析', '绕线机张力控制改造', '绕线机张力传感器标定']);
  });

  it('moves nothing from page to page while things are published', async () => {
    const first = (await api({ kind: 'demand', pageSize: '2' }).expect(200)).body;
    // Published by now, and newer than everything.
    const { id } = await shop.put({ kind: 'demand', enterpriseId: winders.id, title: '刚发布的需求' });
    await test.app.get(Database).query(`update listing set published_at = $2 where id = $1`, [id, new Date(first.until + 1_000)]);
    await test.app.get(IndexingService, { strict: false }).syncListing(id);
    const second = (await api({ kind: 'demand', pageSize: '2', page: '2', until: String(first.until) })).body;
    expect(second.total).toBe(first.total);
    expect(titles(second).filter((title) => titles(first).includes(title))).toEqual([]);
    expect(titles((await api({ kind: 'demand', pageSize: '2' })).body)[0]).toBe('刚发布的需求');
    await shop.withdrawBehindTheIndex(id);
    await test.app.get(IndexingService, { strict: false }).syncListing(id);
  });

  it('finds by a word that no text has what the texts call otherwise', async () => {
    await shop.put({ kind: 'demand', enterpriseId: winders.id, title: '数控车床主轴大修' });
    expect(titles((await asked({ q: 'CNC' })).body)).toEqual(['数控车床主轴大修']);
  });

  it('leaves the word away that finds nothing, and says which', async () => {
    const { body } = await asked({ q: '绕线机 张力 起重机' });
    expect(titles(body)).toHaveLength(3);
    expect(body).toMatchObject({ close: 0, total: 3 });
    expect(body.dropped).toEqual(['起重机']);
    const page = await html(`?kind=demand&q=${q('绕线机 张力 起重机')}`);
    expect(page).toContain('没有同时说到这些词的');
    expect(page).toContain('不看「起重机」');
    expect((await asked()).body.dropped).toEqual([]);
  });
});

describe('/zh/providers', () => {
  it('keeps order, page and time in its address', async () => {
    const page = await html('?kind=demand&sort=deadline&budget=to-50k&deadline=quarter');
    expect(page).toMatch(/type="hidden" name="sort" value="deadline"/);
    expect(page).toMatch(/name="budget" value="to-50k" checked/);
    expect(page).toMatch(/name="deadline" value="quarter" checked/);
    for (let i = 0; i < 21; i++) await shop.put({ kind: 'demand', enterpriseId: water.id, title: `膜组件清洗第${i}项` });
    const long = await html(`?kind=demand&q=${q('膜组件清洗')}&sort=date`);
    expect(long).toMatch(/aria-current="true">最新</);
    expect(long).toMatch(/sort=deadline">截止最近</);
    expect(long).toMatch(/\?q=[^"]*kind=demand&amp;sort=date&amp;until=\d{13}&amp;page=2#results/);
  });

  it('says so when what was typed is nothing at all', async () => {
    expect(await html('?q=%00')).toContain('q=%00');
    expect(await html('?q=+')).not.toContain('没有理会');
  });


  it('is a page with facets, rows, and a way to a demand', async () => {
    const page = await html('');
    expect(page).toContain('<title>找服务商 – 供需对接</title>');
    expect(page).toContain(`href="/zh/offerings/${codes['life']}"`);
    expect(page).toMatch(/name="region" value="12"/);
    expect(page).toContain('href="/zh/demands/new"');
    expect(page).not.toContain('noindex');
  });

  it('marks found words in titles and texts, and shows markup as text', async () => {
    const page = await html(`?q=${q('刀具')}`);
    expect(page).toContain('<mark>刀具</mark>');
    expect(page).not.toMatch(/<script>alert|<img src=x/);
    const tag = await html(`?q=${q('<script>alert(1)</script>')}`);
    expect(tag).not.toContain('<script>alert');
    expect(tag).toContain('&lt;script>');
  });

  it('keeps all of its state in its address', async () => {
    const page = await html(`?q=${q('刀具')}&kind=offering&region=13&region=1309&category=DAT`);
    expect(page).toMatch(/name="region" value="1309" checked/);
    expect(page).toMatch(/type="hidden" name="kind" value="offering"/);
    // The cross of the narrower place leads back to the wider one, which gave way to it.
    expect(page).toContain(`href="/zh/providers?q=${q('刀具')}&amp;kind=offering&amp;category=DAT&amp;region=13"`);
    expect(page).toContain('河北 沧州');
    expect(page).toContain('hreflang="en"');
    expect(page).toContain(`/en/providers?q=${q('刀具')}`);
  });

  it('shows on a map where the hits are, each tile a narrower search and a way back', async () => {
    const tiles = (html: string): Map<string, string> => new Map([...html.matchAll(/<a href="(\/zh\/providers[^"]*)"><title>([^：<]+)：[^<]*<\/title>/g)].map(([, href, name]) => [name!, href!.replaceAll('&amp;', '&')]));
    const { text: all } = await test.request().get('/zh/providers').expect(200);
    expect(tiles(all).get('秦皇岛')).toBe('/zh/providers?region=1303');
    const { text: there } = await test.request().get('/zh/providers?region=1303').expect(200);
    expect(there).toMatch(/<details[^>]* open/);
    expect(tiles(there).get('秦皇岛')).toBe('/zh/providers');
    // What is chosen does not empty the other places.
    expect(tiles(there).get('天津')).toBe('/zh/providers?region=12');
    expect((await test.request().get('/zh/providers?q=量子纠缠不存在').expect(200)).text).not.toContain('在地图上看');
  });

  it('offers to look for a place as a place', async () => {
    const page = await html(`?q=${q('沧州刀具')}`);
    expect(page).toContain(`href="/zh/providers?q=${q('刀具')}&amp;region=1309">只看河北 沧州的「刀具」`);
  });

  it('goes to the last page instead of showing an empty one', async () => {
    const { headers } = await test.request().get('/zh/providers?page=77&kind=offering').expect(303);
    expect(headers['location']).toBe('/zh/providers?kind=offering');
  });

  it('leaves aside what it does not understand, and says so', async () => {
    const page = await html('?kind=rocket&region=99&utm_source=mail&region[x]=1&page=-1');
    expect(page).toContain('kind=rocket、region=99、page=-1');
  });

  it('says why nothing was found, and how there would be something', async () => {
    const page = await html(`?q=${q('刀具寿命')}&kind=offering&region=11`);
    expect(page).toContain('照这组条件没有');
    expect(page).toMatch(/去掉「北京」：\d 条/);
    const nothing = await html(`?q=${q('量子纠缠')}`);
    expect(nothing).toContain('没有说到「量子纠缠」的');
    expect(nothing).toContain(`href="/zh/demands/new?title=${q('量子纠缠')}"`);
    expect(await html(`?q=${q('🏭')}`)).toContain('这些字里没有能找的词');
  });

  it('survives ten thousand characters', async () => {
    const { status, text } = await test.request().get(`/zh/providers?q=${'a'.repeat(10_000)}`);
    expect(status).toBe(200);
    expect(text).toContain('只用了前 1,000 个字');
    await test.request().get(`/zh/providers?q=${q('刀'.repeat(3_400))}`).expect(200);
    await api({ q: '刀'.repeat(3_400) }).expect(422);
  });

  it.each(['', '?kind=demand', `?q=${q('tool')}`, '?region=11&certificate=CCC', `?q=${q('刀具')}&x=1&kind=a`])('has no hole in its words: %p', async (query) => {
    for (const language of ['zh', 'en']) {
      const page = await html(query, language);
      expect(page).not.toMatch(/undefined|\[object|NaN|\{\w+\}/);
    }
  });
});
