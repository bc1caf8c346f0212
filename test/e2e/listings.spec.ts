import { Database } from '../../src/platform/database/database.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { Cast, type CastEnterprise, type CastPerson } from '../support/cast.js';

const DEMAND = {
  title: '减速机壳体线 12 台数控机床联网采集与刀具寿命预警',
  body: '换刀靠老师傅听声音。去年因崩刃停机 41 次。',
  effect: '换刀前 30 分钟提醒',
  budgetMin: 300_000,
  budgetMax: 500_000,
  deadline: '2027-03-31',
};

describe('listings over REST', () => {
  let test: TestApp;
  let cast: Cast;
  let factory: CastEnterprise;
  let stranger: CastPerson;

  beforeAll(async () => {
    test = await startTestApp({ APP_ROLE: 'web' });
    cast = new Cast(test);
    factory = await cast.enterprise();
    stranger = await cast.person();
  });
  afterAll(() => test?.close());

  const as = (person: CastPerson | null) => {
    const call = (method: 'get' | 'post' | 'put' | 'delete', path: string) => {
      const request = test.request()[method](`/api/v1${path}`);
      return person ? request.set('authorization', `Bearer ${person.token}`) : request;
    };
    return {
      get: (path: string) => call('get', path),
      post: (path: string, body: object = {}) => call('post', path).send(body),
      put: (path: string, body: object) => call('put', path).send(body),
      delete: (path: string) => call('delete', path),
    };
  };
  const publishInDatabase = (id: string) =>
    test.app
      .get(Database)
      .query(`update listing set status = 'published', published_at = $2, expires_at = $3 where id = $1`, [
        id,
        test.clock.now(),
        new Date(test.clock.now().getTime() + 60 * 86_400_000),
      ]);

  it('keeps a draft that only its own people see', async () => {
    const { body, status } = await as(factory.owner).post('/demands', DEMAND);
    expect(status).toBe(201);
    expect(body).toMatchObject({ status: 'draft', regionCode: '130981', seats: 5, revision: 1, enterprise: { id: factory.id } });
    expect(body.code).toMatch(/^D-13-2026-\d{6}$/);
    expect(body.own.commands).toEqual(['submit']);
    expect(body.completeness).toEqual({ told: 1, of: 5, missing: ['product', 'materials', 'methods', 'application'] });
    for (const other of [stranger, null]) expect((await as(other).get(`/demands/${body.id}`)).status).toBe(404);
    expect((await as(factory.owner).get(`/offerings/${body.id}`)).status).toBe(404);
    expect((await as(null).get('/demands')).body.items).toEqual([]);
    expect((await as(factory.owner).get('/demands?scope=own')).body.items).toHaveLength(1);
  });
});
