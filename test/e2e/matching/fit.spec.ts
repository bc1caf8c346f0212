import { RankingService } from '../../../src/features/matching/ranking.service.js';
import { Database } from '../../../src/platform/database/database.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { Cast, type CastEnterprise, type CastPerson } from '../../support/cast.js';
import { Shop } from '../../support/shop.js';

let test: TestApp;
let cast: Cast;
let shop: Shop;
let provider: CastEnterprise;
let rival: CastEnterprise;
let demand: { id: string; code: string };
let ids: { weak: string; far: string; rival: string; draft: string };

beforeAll(async () => {
  test = await startTestApp({ APP_ROLE: 'web' });
  [cast, shop] = [new Cast(test), new Shop(test)];
  const factory = await cast.enterprise();
  [provider, rival] = [await cast.enterprise(), await cast.enterprise({ name: '对手示例有限公司' })];
  const best = { kind: 'offering', title: '数控机床联网采集与刀具寿命预警', categoryCode: 'DAT-ACQ' } as const;
  ids = {
    weak: (await shop.put({ kind: 'offering', enterpriseId: provider.id, title: '厂房屋面漏水维修', categoryCode: 'SCM-TMS' })).id,
    far: (await shop.put({ ...best, enterpriseId: provider.id, serviceRegions: ['11'] })).id,
    rival: (await shop.put({ ...best, enterpriseId: rival.id, certificates: ['ISO9001'] })).id,
    draft: (await shop.put({ ...best, enterpriseId: provider.id, status: 'draft' })).id,
  };
  demand = await shop.put({ kind: 'demand', enterpriseId: factory.id, title: '数控机床联网采集与刀具寿命预警', categoryCode: 'DAT-ACQ', certificates: ['ISO9001'], budget: [300_000, 500_000] });
  await test.app.get(RankingService).rankDemand(demand.id);
});
afterAll(() => test?.close());

const get = (path: string, person: CastPerson | null = provider.owner, language = 'zh') => {
  const request = test.request().get(path).set('accept-language', language);
  return person ? request.set('authorization', `Bearer ${person.token}`) : request;
};
const fit = (query = '', person: CastPerson | null = provider.owner, language = 'zh') => get(`/api/v1/demands/${demand.id}/fit${query}`, person, language);

describe('why not me', () => {
  it('names the hard conditions that each of one’s own offerings fails, and what would help', async () => {
    const { body, status } = await fit();
    expect(status).toBe(200);
    expect(body.items.map(({ offering }: { offering: { id: string } }) => offering.id)).toEqual([ids.weak, ids.far]);
    const far = body.items[1];
    expect(far).toMatchObject({ verdict: 'out', score: null, parts: null });
    expect(far.failures.map(({ code }: { code: string }) => code)).toEqual(['region-not-served', 'certificates-missing']);
    expect(far.advice.map(({ words }: { words: string }) => words)).toEqual(['您若也去泊头市，在供给的服务地区里加上。', expect.stringContaining('登记')]);
  });

  it('shows the parts once nothing hard is in the way, which add up, and what is weak', async () => {
    await shop.certificate(provider.id, 'ISO9001');
    const { body } = await fit(`?offeringId=${ids.weak}`, provider.owner, 'en');
    const [weak] = body.items;
    expect(body.items).toHaveLength(1);
    expect(weak.verdict).toBe('unrelated');
    expect(weak.parts.reduce((sum: number, { points }: { points: number }) => sum + points, 0)).toBeCloseTo(weak.score, 5);
    expect(weak.advice.map(({ code }: { code: string }) => code)).toEqual(expect.arrayContaining(['name-terms', 'closer-category', 'state-price']));
    expect(JSON.stringify(body)).not.toMatch(/\{\w+\}/);
  });

  it('says when it would be invited, and why it waits', async () => {
    const database = test.app.get(Database);
    await database.query(`update listing set service_regions = '{}' where id = $1`, [ids.far]);
    expect((await fit()).body.items[0]).toMatchObject({ offering: { id: ids.far }, verdict: 'next', words: '合适，几分钟内会邀请' });
    await database.query('update listing set seats = 1 where id = $1', [demand.id]);
    expect((await fit()).body.items[0]).toMatchObject({ verdict: 'queued' });
    await database.query('update enterprise set capacity = 0 where id = $1', [provider.id]);
    expect((await fit()).body.items[0]).toMatchObject({ verdict: 'busy', words: expect.stringContaining('0 份') });
    await database.query('update enterprise set capacity = 10 where id = $1', [provider.id]);
  });

  it('leads who takes part to the match instead', async () => {
    const { body } = await fit('', rival.owner);
    expect(body).toMatchObject({ items: [], involved: [{ offeringId: ids.rival, status: 'invited' }] });
    const page = await get(`/zh/demands/${demand.code}/fit`, rival.owner);
    expect(page.text).toContain(`/zh/matches/${body.involved[0].matchId}`);
  });

  it('says nothing of others, and nothing to others', async () => {
    for (const language of ['zh', 'en']) {
      const page = await get(`/${language}/demands/${demand.code}/fit`, provider.owner, language);
      expect(page.status).toBe(200);
      expect(page.text).toContain(language === 'zh' ? '怎样更合适' : 'What would help');
      expect(page.text).toContain(`/${language}/demands/${demand.code}/offer`);
      expect(page.text).not.toContain(rival.name);
      expect(page.text).not.toMatch(/\{\w+\}/);
    }
    expect((await fit(`?offeringId=${ids.rival}`)).status).toBe(404);
    expect((await fit(`?offeringId=${ids.draft}`)).status).toBe(404);
    expect((await fit('?offeringId=x')).status).toBe(422);
    expect((await fit('', null)).status).toBe(401);
    expect((await fit('', await cast.person())).body).toEqual({ items: [], involved: [] });
    expect((await get(`/zh/demands/${demand.code}/fit`, await cast.person())).text).toContain('先登记一项供给');
    expect((await get(`/zh/demands/${demand.code}/fit`, null)).status).toBe(303);
  });

  it('is asked from the demand’s page, shows a viewer no ways, and ends with the demand', async () => {
    expect((await get(`/zh/demands/${demand.code}`)).text).toContain(`href="/zh/demands/${demand.code}/fit"`);
    const viewer = await cast.person();
    await cast.member(provider.id, viewer, 'viewer');
    expect((await get(`/zh/demands/${demand.code}/fit`, viewer)).text).not.toContain('改这项供给');
    await shop.withdrawBehindTheIndex(demand.id);
    expect((await fit()).status).toBe(404);
    expect((await get(`/zh/demands/${demand.code}/fit`)).status).toBe(404);
  });
});
