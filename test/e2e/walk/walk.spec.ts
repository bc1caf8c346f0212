import { Database } from '../../../src/platform/database/database.js';
import { makeUscc } from '../../../src/features/enterprises/uscc.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { Cast, type CastPerson, eventually } from '../../support/cast.js';
import { openPage } from '../../support/link-page.js';
import type { ReceivedMail } from '../../support/mailbox.js';

interface Side {
  readonly email: string;
  readonly token: string;
  readonly enterpriseId: string;
}

let test: TestApp;
let officer: CastPerson;

beforeAll(async () => {
  test = await startTestApp();
  officer = await new Cast(test).officer(null, ['reviewer', 'supervisor', 'administrator']);
});

afterAll(() => test?.close());

const call = (method: 'get' | 'post', token: string, path: string, body: object = {}) => {
  const request = test.request()[method](`/api/v1${path}`).set('authorization', `Bearer ${token}`);
  return method === 'post' ? request.send(body) : request;
};

function mailTo(email: string, words: string): Promise<ReceivedMail> {
  return test.mailbox.waitFor(({ to, subject }) => to === email && subject.includes(words));
}

/** The link of a mail whose line begins with these words. */
function linkOf(mail: ReceivedMail, label: string): string {
  const found = mail.text.split('\n').find((line) => line.startsWith(label))?.match(/https?:\/\/\S+/)?.[0];
  if (!found) throw new Error(`No link ${label} in: ${mail.text}`);
  return found;
}

async function approve(subject: 'enterprise' | 'demand' | 'offering'): Promise<void> {
  const [review] = await eventually(async () => {
    const { body } = await call('get', officer.token, `/reviews?subject=${subject}`);
    return body.items.length > 0 ? (body.items as { id: string }[]) : null;
  });
  const { status } = await call('post', officer.token, `/reviews/${review!.id}/decision`, { decision: 'approve' });
  expect(status).toBe(200);
}

/** Signs up, confirms the address from the mail, registers an enterprise and is verified. */
async function signUp(name: string, enterprise: string, regionCode: string, number: number): Promise<Side> {
  const email = `side${number}@example.com`;
  const { body, status } = await test.request().post('/api/v1/accounts').send({ email, password: 'correct horse battery staple', name, language: 'zh' });
  expect(status).toBe(201);
  const token = body.token.token as string;
  const page = await openPage(test, linkOf(await mailTo(email, '请确认'), '确认邮箱'));
  expect(page.html).toContain('打开本页不会改变任何事');
  expect((await page.submit()).status).toBe(303);
  const registered = await call('post', token, '/enterprises', {
    name: enterprise,
    uscc: makeUscc(`${regionCode}00`.slice(0, 6), number),
    regionCode,
    size: 'small',
    contactName: `${name}联系人`,
    contactPhone: `1380000000${number}`,
    contactEmail: `contact${number}@example.com`,
  });
  expect(registered.status).toBe(201);
  expect((await call('post', token, `/enterprises/${registered.body.id}/submit`)).status).toBe(200);
  await approve('enterprise');
  await mailTo(email, '已通过核验');
  return { email, token, enterpriseId: registered.body.id as string };
}

const DEMAND = {
  title: '减速机壳体线 12 台数控机床联网采集与刀具寿命预警',
  body: '12 台数控机床，FANUC 与华中系统混用，换刀靠老师傅听声音。去年因崩刃停机 41 次，要联网采集主轴负载，做刀具寿命预警。',
  effect: '换刀前 30 分钟提醒，崩刃停机每月不超过 1 次',
  product: '减速机壳体',
  methods: '数控加工',
  materials: '球墨铸铁',
  application: '机加工车间',
  budgetMin: 300_000,
  budgetMax: 500_000,
  deadline: '2027-03-31',
  submit: true,
};
const OFFERING = {
  title: '数控机床联网采集与刀具寿命预警系统',
  body: '采集主轴负载与振动，支持 FANUC、华中数控系统，刀具寿命预警，减少崩刃停机；做过减速机壳体、齿轮箱壳体线。',
  product: '减速机壳体、齿轮箱壳体',
  methods: '数控加工、刀具监测',
  effect: '提前 30 分钟提醒换刀',
  materials: '铸铁',
  application: '机加工车间',
  budgetMin: 300_000,
  budgetMax: 450_000,
  leadDays: 45,
  submit: true,
};

describe('the walk from publication to contacts', () => {
  let factory: Side;
  let provider: Side;
  let demandId: string;
  let matchId: string;

  it('signs two sides up, verifies them, and publishes a demand and an offering', async () => {
    factory = await signUp('张工', '河北示例减速机有限公司', '130981', 1);
    provider = await signUp('李工', '北京示例智测科技有限公司', '110108', 2);
    expect((await call('post', provider.token, '/offerings', OFFERING)).status).toBe(201);
    await approve('offering');
    await mailTo(provider.email, '已发布');
    const posted = await call('post', factory.token, '/demands', DEMAND);
    expect(posted.status).toBe(201);
    demandId = posted.body.id as string;
    await approve('demand');
    await mailTo(factory.email, '已发布');
  });

  it('invites the provider by a mail that says why and hides every contact', async () => {
    const mail = await mailTo(provider.email, '有一条需求想请您看');
    expect(mail.text).toContain('为什么请您');
    expect(mail.text).toContain('河北示例减速机有限公司');
    expect(mail.text).toContain('11 月 26 日（周四）17:00');
    expect(mail.text + mail.html).not.toMatch(/1380000000|contact1@/);
    expect(mail.headers.get('list-unsubscribe-post') ?? mail.headers.get('list')).toBeTruthy();
    const { body } = await call('get', factory.token, `/demands/${demandId}/matches`);
    expect(body.seated).toHaveLength(1);
    matchId = body.seated[0].id as string;
    const sum = body.seated[0].parts.reduce((total: number, part: { points: number }) => total + part.points, 0);
    expect(sum).toBeCloseTo(body.seated[0].score, 5);
    expect((await call('get', provider.token, '/invitations')).body.items).toMatchObject([{ id: matchId, status: 'invited', side: 'provider' }]);
  });

  it('takes the answer from the mail: opening changes nothing, confirming counts once', async () => {
    const mail = await mailTo(provider.email, '有一条需求想请您看');
    for (const label of ['有意向', '不合适', '转给同事']) {
      for (const _ of [1, 2]) expect((await openPage(test, linkOf(mail, label))).status).toBe(200);
    }
    expect((await call('get', provider.token, `/matches/${matchId}`)).body.status).toBe('invited');
    const page = await openPage(test, linkOf(mail, '有意向'));
    expect(page.html).toContain('您在邮件里点了「有意向」');
    expect(page.html).toContain('北京示例智测科技有限公司 · 李工');
    expect((await page.submit({ choice: 'passed', colleague: '' })).status).toBe(422);
    expect((await page.submit({ choice: 'maybe' })).status).toBe(422);
    const harvest = await page.submit({ choice: 'interested', message: '打 138 0000 0002 找我' });
    expect([harvest.status, harvest.html.includes('双方同意后，联系方式自动互见')]).toEqual([422, true]);
    expect((await page.submit({ choice: 'interested', message: `'; drop table match; -- <script>alert(1)</script> 🏭 可以先做 2 台` })).status).toBe(303);
    const again = await openPage(test, linkOf(mail, '不合适'));
    expect([again.status, again.html.includes('您答的是「有意向」')]).toEqual([410, true]);
    const late = await page.submit({ choice: 'declined', reason: 'capacity' });
    expect([late.status, late.html.includes('您答的是「有意向」'), late.html.includes('看这条匹配')]).toEqual([410, true, true]);
    expect((await call('get', provider.token, `/matches/${matchId}`)).body).toMatchObject({ status: 'interested' });
  });

  it('refuses a form without its token, and a token that is not ours', async () => {
    const mail = await mailTo(provider.email, '有一条需求想请您看');
    const path = linkOf(mail, '有意向').replace(test.settings.publicUrl, '');
    expect((await test.request().post(path).type('form').send({ choice: 'interested' })).status).toBe(403);
    expect((await test.request().get(`${path.slice(0, -1)}x`)).status).toBe(404);
    expect((await test.request().get('/zh/a/nothing')).status).toBe(404);
  });

  it('tells the factory with the provider’s words, and shows contacts to both once it accepts', async () => {
    const mail = await mailTo(factory.email, '有意向');
    expect(mail.text).toContain('可以先做 2 台');
    expect(mail.html).toContain('&lt;script>');
    expect(mail.text + mail.html).not.toMatch(/1380000000|contact2@/);
    const page = await openPage(test, linkOf(mail, '同意对接'));
    expect(page.html).not.toMatch(/1380000000|contact2@/);
    expect((await page.submit({ choice: 'accepted' })).status).toBe(303);
    expect((await mailTo(provider.email, '双方都同意了')).text).toContain('138 0000 0001');
    expect((await mailTo(factory.email, '双方都同意了')).text).toContain('contact2@example.com');
    const { body } = await call('get', provider.token, '/engagements');
    expect(body.items).toMatchObject([{ stage: 'contact', side: 'provider', otherName: '河北示例减速机有限公司' }]);
    const engagement = await call('get', factory.token, `/engagements/${body.items[0].id}`);
    expect(engagement.body).toMatchObject({ provider: { phone: '13800000002' }, factory: { phone: '13800000001' } });
    expect((await call('get', officer.token, `/engagements/${body.items[0].id}`)).status).toBe(404);
    const late = await call('post', factory.token, `/matches/${matchId}/reply`, { choice: 'refused', reason: 'price' });
    expect(late.status).toBe(409);
    expect(late.body).toMatchObject({ code: 'match.already-answered', title: '您已经答复了「同意对接」，不用再答。' });
  });

  it('frees the seat when the engagement ends, and tells the other side why', async () => {
    const { body } = await call('get', provider.token, '/engagements');
    const id = body.items[0].id as string;
    expect((await call('post', provider.token, `/engagements/${id}/end`, { reason: 'no-agreement', note: '价格差得多' })).status).toBe(200);
    expect((await call('post', provider.token, `/engagements/${id}/end`, { reason: 'other' })).status).toBe(409);
    expect((await mailTo(factory.email, '结束了对接')).text).toContain('价格差得多');
    await eventually(async () => {
      const { body: matches } = await call('get', factory.token, `/demands/${demandId}/matches`);
      return matches.seated.length === 0 && matches.over.length === 1;
    });
  });

  it('refuses bad input with a clear 4xx and changes nothing', async () => {
    const answer = (body: object) => call('post', provider.token, `/matches/${matchId}/answer`, body);
    for (const body of [{}, { choice: 'maybe' }, { choice: 'declined' }, { choice: 'declined', reason: 'nope' }, { choice: 'interested', extra: 1 }, { choice: 'interested', message: 'a\u0000b' }, { choice: 'interested', message: 'x'.repeat(2000) }]) {
      expect((await answer(body)).status).toBe(422);
    }
    expect((await call('get', provider.token, '/matches/not-an-id')).status).toBe(422);
    expect((await call('get', provider.token, '/matches/018f0000-0000-7000-8000-000000000000')).status).toBe(404);
    expect((await test.request().get(`/api/v1/matches/${matchId}`)).status).toBe(401);
    expect((await call('get', provider.token, `/demands/${demandId}/matches`)).status).toBe(404);
    expect((await call('get', provider.token, '/invitations?page=0')).status).toBe(422);
  });

  it('has sent every mail once, and left none behind', async () => {
    const database = test.app.get(Database);
    await eventually(async () => {
      const [{ open }] = (await database.query(`select count(*) as open from mail_message where status in ('pending', 'sending')`)) as [{ open: number }];
      return open === 0;
    });
    expect(await database.query(`select template, status, error from mail_message where status <> 'sent'`)).toEqual([]);
    const seen = test.mailbox.mails.map(({ messageId }) => messageId);
    expect(new Set(seen).size).toBe(seen.length);
  });
});
