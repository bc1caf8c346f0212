import { newId } from '../../src/shared/ids.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { Cast, type CastPerson, eventually } from '../support/cast.js';
import { type Gate, gateTo } from '../support/gate.js';

describe('while the database is away', () => {
  let test: TestApp;
  let gate: Gate;
  let factory: CastPerson;

  beforeAll(async () => {
    test = await startTestApp({}, undefined, async (url) => (gate = await gateTo(url)).url);
    factory = (await new Cast(test).enterprise()).owner;
  });
  afterAll(async () => {
    await gate?.open();
    await test?.close();
    await gate?.shut();
  });

  const register = (email: string) => test.request().post('/api/v1/accounts').send({ email, password: 'a long enough sentence', name: '甲' });

  /** That a letter comes means that requests, events, relay, listener and workers all do their part again. */
  async function expectRecovery(): Promise<void> {
    const email = `${newId()}@example.com`;
    await eventually(async () => (await register(email)).status === 201, 20_000);
    await eventually(async () => (await test.request().get('/health/ready')).status === 200, 20_000);
    await expect(test.mailbox.waitFor(({ to }) => to === email, 30_000)).resolves.toMatchObject({ template: 'account.confirm-address' });
  }

  async function expectUnavailable(): Promise<void> {
    const asFactory = { authorization: `Bearer ${factory.token}` };
    const requests = [
      test.request().get('/api/v1/demands').set('accept-language', 'en'),
      test.request().post('/api/v1/demands').set(asFactory).send({ title: '减速机' }),
      test.request().get('/api/v1/search?q=x'),
      test.request().get('/api/v1/me').set('cookie', 'sid=x'.padEnd(47, 'x')),
      register('away@example.com'),
    ];
    for (const answer of await Promise.all(requests)) {
      expect(answer.status).toBe(503);
      expect(answer.headers).toMatchObject({ 'content-type': expect.stringContaining('application/problem+json'), 'retry-after': '5' });
      expect(answer.body).toMatchObject({ status: 503, code: 'request.unavailable' });
    }
    for (const path of ['/zh', '/en/demands', '/zh/providers?q=x']) {
      const page = await test.request().get(path);
      expect(`${path} ${page.status}`).toBe(`${path} 503`);
      expect(page.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'retry-after': '5', 'cache-control': 'no-store' });
      expect(page.text).toContain(path.startsWith('/en') ? 'cannot be reached' : '数据库暂时连不上');
    }
  }

  it('says so to programs and people, lives on, and is ready again by itself', async () => {
    await gate.shut();
    await expectUnavailable();
    const ready = await test.request().get('/health/ready').expect(503);
    expect(ready.body).toMatchObject({ status: 'down', database: 'down' });
    await test.request().get('/health/live').expect(200);
    await test.request().get('/zh/privacy').expect(200);
    await gate.open();
    await expectRecovery();
  }, 120_000);

  it('is told at once when it has fallen silent, and fails what waited when it is back', async () => {
    gate.deafen();
    const waiting = test.request().get('/api/v1/demands').then(({ status }) => status);
    const began = performance.now();
    await test.request().get('/health/ready').expect(503);
    await test.request().get('/health/live').expect(200);
    expect(performance.now() - began).toBeLessThan(6_000);
    await gate.open();
    await expect(waiting).resolves.toBe(503);
    await expectRecovery();
  }, 120_000);
});
