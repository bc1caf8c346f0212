import { Database } from '../../../src/platform/database/database.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { Cast, type CastEnterprise, type CastPerson } from '../../support/cast.js';
import { Shop } from '../../support/shop.js';

let test: TestApp;
let cast: Cast;
let shop: Shop;
let factory: CastEnterprise;
let holder: CastEnterprise;

const NEED = { title: '数控机床联网采集与刀具寿命预警', body: '采集主轴负载，刀具寿命预警', categoryCode: 'DAT-ACQ' };

beforeAll(async () => {
  test = await startTestApp({ APP_ROLE: 'web' });
  [cast, shop] = [new Cast(test), new Shop(test)];
  factory = await cast.enterprise();
  const offering = { kind: 'offering', title: '数控机床联网与刀具寿命监测', body: '采集主轴负载，刀具寿命预警', categoryCode: 'DAT-ACQ' } as const;
  holder = await cast.enterprise();
  const [bare, far] = [await cast.enterprise(), await cast.enterprise()];
  await shop.put({ ...offering, enterpriseId: holder.id, certificates: ['ISO9001'] });
  await shop.put({ ...offering, enterpriseId: bare.id });
  await shop.put({ ...offering, enterpriseId: far.id, serviceRegions: ['11'], certificates: ['ISO9001'] });
  await shop.put({ ...offering, enterpriseId: factory.id });
  await shop.put({ kind: 'offering', enterpriseId: (await cast.enterprise()).id, title: '厂区食堂团餐配送', categoryCode: 'SCM-TMS' });
});
afterAll(() => test?.close());

const estimate = (body: object, person: CastPerson | null = factory.owner, language = 'zh') => {
  const request = test.request().post('/api/v1/demands/estimate').set('accept-language', language);
  return (person ? request.set('authorization', `Bearer ${person.token}`) : request).send(body);
};
const post = (path: string, fields: Record<string, unknown>, person: CastPerson = factory.owner) =>
  test.request().post(path).set('authorization', `Bearer ${person.token}`).type('form').send(fields);

describe('how many could answer', () => {
  it('counts enterprises whose offerings fit, by what is written and by the hard conditions', async () => {
    const { body, status } = await estimate(NEED);
    expect(status).toBe(200);
    // The factory's own offering does not count, nor does who does not come here.
    expect(body).toMatchObject({ able: { n: 2, isRounded: false, isAtLeast: false }, invited: 2, words: '2 家能答' });
    expect(body.widenings).toEqual([{ code: 'region', more: 1, words: '另有 1 家做得了，但不到泊头市服务。' }]);
    const strict = (await estimate({ ...NEED, certificates: ['ISO9001'] })).body;
    expect(strict).toMatchObject({ able: { n: 1 }, invited: 1 });
    expect(strict.widenings.map(({ code, more }: { code: string; more: number }) => [code, more])).toEqual([['certificates', 1], ['region', 1]]);
    expect((await estimate({ ...NEED, regionCode: '110108', seats: 1 })).body).toMatchObject({ able: { n: 3 }, invited: 1, widenings: [] });
  });

  it('says what to tell where the words fit nobody', async () => {
    const { body } = await estimate({ title: '酿造葡萄酒的橡木桶', product: '葡萄酒' }, factory.owner, 'en');
    expect(body).toMatchObject({ able: { n: 0 }, words: 'Nobody could answer yet' });
    expect(body.widenings).toEqual([{ code: 'words', more: 0, words: expect.stringContaining('Tell more of: materials, methods, effect, application') }]);
    expect((await estimate({})).body).toMatchObject({ able: { n: 0 }, invited: 0 });
  });

  it('leaves out who is blocked', async () => {
    await test.app.get(Database).query('insert into block (enterprise_id, blocked_enterprise_id, created_at) values ($1, $2, $3)', [holder.id, factory.id, test.clock.now()]);
    expect((await estimate(NEED)).body.able.n).toBe(1);
    await test.app.get(Database).query('delete from block');
  });

  it('is for those who may post, refuses what it cannot read, and keeps nothing', async () => {
    expect((await estimate(NEED, null)).status).toBe(401);
    expect((await estimate({ ...NEED, categoryCode: 'NO-SUCH' })).status).toBe(422);
    expect((await estimate({ ...NEED, status: 'published' })).status).toBe(422);
    expect((await estimate({ ...NEED, enterpriseId: holder.id })).status).toBe(422);
    expect((await estimate(NEED, await cast.person())).status).toBe(422);
    const [row] = await test.app.get(Database).query<{ n: number }>(`select (select count(*) from match) + (select count(*) from listing where kind = 'demand') as n`);
    expect(row!.n).toBe(0);
  });
});

describe('the form of a demand', () => {
  let at: string;

  beforeAll(async () => {
    at = (await post('/zh/demands', { title: NEED.title, body: NEED.body })).headers['location']!.replace(/\/edit$/, '');
  });

  it('shows the estimate with and without a script, also while a field cannot be read', async () => {
    const page = await test.request().get(`${at}/edit`).set('authorization', `Bearer ${factory.owner.token}`);
    expect(page.text).toContain('2 家能答');
    expect(page.text).toContain(`data-live="${at}/estimate"`);
    const checked = await post(`${at}/edit`, { title: NEED.title, certificates: ['ISO9001'], budgetMax: '很多', go: 'save' });
    expect(checked.status).toBe(422);
    expect(checked.text).toContain('1 家能答');
    const live = await post(`${at}/estimate`, { title: NEED.title, certificates: ['ISO9001', 'NO-SUCH'], budgetMax: '很多', deadline: '明天' });
    expect(live.status).toBe(200);
    expect(live.text).toContain('2 家能答');
    expect(live.text).not.toContain('<html');
    const english = await post(`${at.replace('/zh/', '/en/')}/estimate`, { title: '<b>', body: NEED.body, certificates: 'ISO9001' });
    expect(english.text).toContain('1 could answer');
  });

  it('is nobody else’s, and an offering’s form has none', async () => {
    expect((await post(`${at}/estimate`, { title: NEED.title }, holder.owner)).status).toBe(404);
    const offering = (await post('/zh/offerings', { title: '激光切割外协', body: '' })).headers['location']!;
    const page = await test.request().get(offering).set('authorization', `Bearer ${factory.owner.token}`);
    expect(page.text).not.toContain('能答');
  });

  it('still opens when somebody has asked too often', async () => {
    const busy = await cast.person();
    await cast.member(factory.id, busy, 'editor');
    const answers = await Promise.all(Array.from({ length: 64 }, () => estimate({ title: '' }, busy)));
    expect(answers.map(({ status }) => status).filter((status) => status === 429).length).toBeGreaterThanOrEqual(4);
    const page = await test.request().get(`${at}/edit`).set('authorization', `Bearer ${busy.token}`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('估算得太勤了');
  });
});
