import { RankingService } from '../../../src/features/matching/ranking.service.js';
import { Database } from '../../../src/platform/database/database.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { Cast, type CastEnterprise, eventually } from '../../support/cast.js';
import { Shop } from '../../support/shop.js';

let test: TestApp;
let factory: CastEnterprise;
let demandId: string;

beforeAll(async () => {
  test = await startTestApp();
  const [cast, shop] = [new Cast(test), new Shop(test)];
  factory = await cast.enterprise();
  for (let i = 0; i < 3; i += 1) {
    const provider = await cast.enterprise();
    await shop.put({ kind: 'offering', enterpriseId: provider.id, title: '数控机床联网与刀具寿命监测', categoryCode: 'DAT-ACQ' });
  }
  demandId = (await shop.put({ kind: 'demand', enterpriseId: factory.id, title: '数控机床联网采集与刀具寿命预警', categoryCode: 'DAT-ACQ' })).id;
  await test.app.get(Database).query('update listing set seats = 1 where id = $1', [demandId]);
  await test.app.get(RankingService).rankDemand(demandId);
});

afterAll(() => test?.close());

const invited = async (): Promise<number> => {
  const [row] = await test.app.get(Database).query<{ n: number }>(`select count(*) as n from match where demand_id = $1 and status = 'invited'`, [demandId]);
  return row!.n;
};

const saveWith = async (seats: number): Promise<number> => {
  const as = (method: 'get' | 'put') => test.request()[method](`/api/v1/demands/${demandId}`).set('authorization', `Bearer ${factory.owner.token}`);
  const { body } = await as('get');
  const { title, categoryCode, regionCode, version } = body;
  return (await as('put').send({ title, categoryCode, regionCode, version, seats })).status;
};

it('gives the seats that a factory adds to a published demand to the next ones at once', async () => {
  expect(await invited()).toBe(1);
  expect(await saveWith(2)).toBe(200);
  await eventually(async () => (await invited()) === 2);
});

it('takes nobody’s seat away when there are fewer', async () => {
  expect(await saveWith(1)).toBe(200);
  expect(await invited()).toBe(2);
  const [{ n }] = (await test.app.get(Database).query<{ n: number }>(`select count(*) as n from outbox_event where type = 'listing.seats-added'`)) as [{ n: number }];
  expect(n).toBe(1);
});
