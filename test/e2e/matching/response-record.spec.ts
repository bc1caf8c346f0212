import { SuggestionsStore } from '../../../src/features/matching/suggestions.store.js';
import { Database } from '../../../src/platform/database/database.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { explanationOf, Market } from '../../support/market.js';

let test: TestApp;
let database: Database;
let market: Market;
let provider: string;

beforeAll(async () => {
  test = await startTestApp({ APP_ROLE: 'web' });
  database = test.app.get(Database);
  market = new Market(database.manager, test.clock.now());
  provider = await market.enterprise({ name: '答得快有限公司', regionCode: '1309' });
});
afterAll(() => test?.close());

/** An invitation of some days ago that has come to this end, answered after so many hours. */
async function past(status: string, hours: number | null, more: { daysAgo?: number; regionCode?: string } = {}): Promise<void> {
  const factory = await market.enterprise({ regionCode: more.regionCode ?? '1302' });
  const [demandId, offeringId] = [await market.listing('demand', factory), await market.listing('offering', provider)];
  await test.app.get(SuggestionsStore).replaceForDemand(demandId, [
    { demandId, offeringId, demandEnterpriseId: factory, offeringEnterpriseId: provider, explanation: explanationOf(60) },
  ]);
  const invitedAt = new Date(test.clock.now().getTime() - (more.daysAgo ?? 10) * 86_400_000);
  await database.query(
    `update match set status = $2, invited_at = $3, answered_at = $4, answer_due_at = $5, interested_at = case when $2 in ('engaged', 'interested') then $4::timestamptz end,
       ended_at = case when $2 in ('declined', 'expired', 'withdrawn') then $5::timestamptz end, reason = case $2 when 'declined' then 'capacity' when 'withdrawn' then 'demand-closed' end
     where demand_id = $1`,
    [demandId, status, invitedAt, hours === null ? null : new Date(invitedAt.getTime() + hours * 3_600_000), new Date(invitedAt.getTime() + 3 * 86_400_000)],
  );
}

const page = async (language = 'zh'): Promise<string> => {
  const [row] = await database.query<{ code: string }>('select code from enterprise where id = $1', [provider]);
  return (await test.request().get(`/${language}/enterprises/${row!.code}`)).text;
};
const record = () => test.request().get(`/api/v1/enterprises/${provider}/record`);

it('is not there before the first invitation', async () => {
  expect(await page()).not.toContain('答得怎么样');
  expect((await record()).body).toEqual({ invited: 0, answered: 0, medianHours: null, engaged: 0, engagedAcross: 0 });
});

it('shows counts without a share while they are few', async () => {
  await past('declined', 4);
  await past('invited', null);
  const html = await page();
  expect(html).toContain('答得怎么样');
  expect(html).toContain('还太少');
  expect(html).not.toMatch(/100\s*%/);
});

it('counts what has ended in twelve months: a no is an answer, a withdrawal is nobody’s silence', async () => {
  await past('engaged', 8, { regionCode: '110108' });
  await past('engaged', 6);
  await past('expired', null);
  await past('withdrawn', null);
  await past('expired', null, { daysAgo: 400 });
  expect((await record()).body).toEqual({ invited: 4, answered: 3, medianHours: 6, engaged: 2, engagedAcross: 1 });
  const html = await page();
  for (const words of ['75%', '4 份里 3 份', '小时（中位数）', '跨省市 1', '婉拒也算答复']) expect(html).toContain(words);
  const english = await page('en');
  expect(english).toContain('3 of 4');
  expect(english).not.toMatch(/\{\w+\}/);
});

it('is nobody’s who is not verified', async () => {
  await database.query(`update enterprise set status = 'suspended' where id = $1`, [provider]);
  expect(await page()).not.toContain('答得怎么样');
  expect((await record()).status).toBe(404);
});
