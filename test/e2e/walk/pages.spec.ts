import supertest from 'supertest';
import { SuggestionsStore } from '../../../src/features/matching/suggestions.store.js';
import { SeatsService } from '../../../src/features/matching/seats.service.js';
import { MatchingService } from '../../../src/features/matching/matching.service.js';
import { EngagementsQueries } from '../../../src/features/engagements/engagements.queries.js';
import { SessionsService } from '../../../src/features/identity/sessions.service.js';
import { Database } from '../../../src/platform/database/database.js';
import type { PersonActor } from '../../../src/shared/actor.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { explanationOf, Market } from '../../support/market.js';

let test: TestApp;
let market: Market;
let factory: PersonActor;
let providers: { actor: PersonActor; enterpriseId: string; offeringId: string }[];
let demandId: string;
const NASTY = `<b>“引号” & 'drop table'</b> ‮abc 🏭`;

beforeAll(async () => {
  test = await startTestApp({ APP_ROLE: 'web' });
  const database = test.app.get(Database);
  market = new Market(database.manager, test.clock.now());
  const factoryId = await market.enterprise({ name: '河北示例减速机有限公司' });
  factory = await market.person([{ enterpriseId: factoryId, role: 'owner' }], { name: '张示例' });
  demandId = await market.listing('demand', factoryId, { title: NASTY, seats: 3 });
  providers = [];
  for (const score of [82.4, 78.9, 74.2, 30]) {
    const enterpriseId = await market.enterprise({ name: `服务商 ${score}` });
    const actor = await market.person([{ enterpriseId, role: 'editor' }], { name: `王 ${score}` });
    providers.push({ actor, enterpriseId, offeringId: await market.listing('offering', enterpriseId, { title: `供给 ${score}` }) });
  }
  await test.app.get(SuggestionsStore).replaceForDemand(
    demandId,
    providers.map(({ enterpriseId, offeringId }, i) => ({
      demandId,
      offeringId,
      demandEnterpriseId: factoryId,
      offeringEnterpriseId: enterpriseId,
      explanation: explanationOf([82.4, 78.9, 74.2, 30][i]!),
    })),
  );
  await test.app.get(SeatsService).fill(demandId);
});

afterAll(() => test?.close());

/** A browser that is signed in. */
async function as(actor: PersonActor) {
  const { secret } = await test.app.get(SessionsService, { strict: false }).begin(actor.personId, 'test');
  return {
    async get(path: string) {
      const answer = await supertest(test.url).get(path).set('cookie', `sid=${secret}`);
      const cookies = (answer.headers['set-cookie'] as unknown as string[] | undefined)?.map((line) => line.split(';')[0]) ?? [];
      return { status: answer.status, html: answer.text, csrf: /name="_csrf" value="([^"]+)"/.exec(answer.text)?.[1] ?? '', cookie: [`sid=${secret}`, ...cookies].join('; ') };
    },
    post: (path: string, page: { csrf: string; cookie: string }, fields: Record<string, string> = {}) =>
      supertest(test.url).post(path).set('cookie', page.cookie).type('form').send({ _csrf: page.csrf, ...fields }),
  };
}

async function matchIds(): Promise<string[]> {
  const rows = await test.app.get(Database).query<{ id: string }>('select id from match where demand_id = $1 order by score desc', [demandId]);
  return rows.map(({ id }) => id);
}

describe('the pages of matches', () => {
  it('shows the factory its seats, who was invited, why, and who is next', async () => {
    const [first] = await matchIds();
    await test.app.get(MatchingService).answer(providers[0]!.actor, first!, { choice: 'interested', message: '可以先做 2 台' });
    const { status, html } = await (await as(factory)).get(`/zh/demands/${demandId}/matches`);
    expect(status).toBe(200);
    for (const words of ['3 个席位', '等您答复', '已邀请', '可以先做 2 台', '82.4', '候补第 1', '同意对接', '分数怎么来的']) expect(html).toContain(words);
    expect(html).toContain('&lt;b>');
    expect(html).not.toContain('<b>“引号”');
    expect(html).not.toMatch(/13800000000|contact-/);
    expect(html).not.toMatch(/\{\w+\}/);
    const english = await (await as(factory)).get(`/en/demands/${demandId}/matches`);
    expect(english.html).toContain('Waiting for you');
    expect(english.html).not.toMatch(/\{\w+\}/);
  });

  it('hides everything from others', async () => {
    const [first, , , last] = await matchIds();
    const stranger = await as(await market.person());
    for (const path of [`/zh/demands/${demandId}/matches`, `/zh/matches/${first}`, '/zh/demands/D-00-nothing/matches']) expect((await stranger.get(path)).status).toBe(404);
    expect((await (await as(providers[3]!.actor)).get(`/zh/matches/${last}`)).status).toBe(404);
    expect((await test.request().get(`/zh/matches/${first}`)).status).toBe(303);
  });

  it('lets a provider see his invitations and answer one, with what he typed kept on a refusal', async () => {
    const [, second] = await matchIds();
    const browser = await as(providers[1]!.actor);
    expect((await browser.get('/zh/invitations')).html).toContain('去答复');
    const page = await browser.get(`/zh/matches/${second}`);
    expect(page.html).toContain('确认答复');
    const refused = await browser.post(`/zh/matches/${second}/answer`, page, { choice: 'passed', message: NASTY });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('请选一位同事');
    expect(refused.text).toContain('&lt;b>“引号”');
    const done = await browser.post(`/zh/matches/${second}/answer`, page, { choice: 'declined', reason: 'capacity', message: NASTY });
    expect([done.status, done.headers['location']]).toEqual([303, `/zh/matches/${second}`]);
    expect((await browser.post(`/zh/matches/${second}/answer`, page, { choice: 'interested' })).status).toBe(409);
    expect((await (await as(factory)).get(`/zh/demands/${demandId}/matches`)).html).toContain('最近产能已满');
  });

  it('opens the engagement from the page, shows contacts to the two sides, and ends it', async () => {
    const [first] = await matchIds();
    const browser = await as(factory);
    const page = await browser.get(`/zh/demands/${demandId}/matches`);
    const done = await browser.post(`/zh/matches/${first}/reply`, page, { choice: 'accepted' });
    expect(done.status).toBe(303);
    const engagementId = (await test.app.get(EngagementsQueries).idOfMatch(first!))!;
    expect(done.headers['location']).toBe(`/zh/engagements/${engagementId}`);
    for (const actor of [factory, providers[0]!.actor]) {
      const { html } = await (await as(actor)).get(`/zh/engagements/${engagementId}`);
      expect(html).toContain('tel:13800000000');
      expect((await (await as(actor)).get('/zh/engagements')).html).toContain(engagementId);
    }
    expect((await (await as(providers[2]!.actor)).get(`/zh/engagements/${engagementId}`)).status).toBe(404);
    const own = await browser.get(`/zh/engagements/${engagementId}`);
    expect((await browser.post(`/zh/engagements/${engagementId}/end`, own, {})).status).toBe(422);
    expect((await browser.post(`/zh/engagements/${engagementId}/end`, own, { reason: 'no-agreement', note: '' })).status).toBe(303);
    expect((await browser.get(`/zh/engagements/${engagementId}`)).html).toContain('没有谈拢');
  });

  it('lets a provider come forward, and refuses him a second time', async () => {
    const browser = await as(providers[2]!.actor);
    const path = `/zh/demands/${demandId}/offer`;
    const page = await browser.get(path);
    expect(page.html).toContain('供给 74.2');
    const involved = await browser.post(path, page, { offeringId: providers[2]!.offeringId, message: '' });
    expect(involved.status).toBe(409);
    expect(involved.text).toContain('已经在这条需求里');
    const newcomer = await market.enterprise({ name: '新来的' });
    const person = await market.person([{ enterpriseId: newcomer, role: 'owner' }]);
    const offeringId = await market.listing('offering', newcomer);
    const fresh = await as(person);
    const form = await fresh.get(path);
    const done = await fresh.post(path, form, { offeringId, message: '我们能做' });
    expect(done.status).toBe(303);
    expect((await fresh.get(done.headers['location'] as string)).html).toMatch(/等对方答复|候补/);
    expect((await fresh.post(path, form, { offeringId: providers[2]!.offeringId, message: '' })).status).toBe(404);
  });

  it('keeps which mails somebody wants', async () => {
    const browser = await as(factory);
    const page = await browser.get('/zh/account/mail');
    expect(page.html).toContain('意向');
    expect((await browser.post('/zh/account/mail', page, { interests: 'off' })).status).toBe(303);
    expect((await browser.get('/zh/account/mail')).html).toMatch(/name="interests" value="off" checked/);
    expect((await browser.post('/zh/account/mail', page, { interests: 'sometimes' })).status).toBe(422);
    expect((await browser.post('/zh/account/mail', page, { account: 'off' })).status).toBe(422);
  });
});
