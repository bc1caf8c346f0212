import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/shared/ids.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { Cast, type CastEnterprise, type CastPerson } from '../support/cast.js';
import { explanationOf } from '../support/market.js';
import { Shop } from '../support/shop.js';

const XSS = '<script>alert(1)</script> “数控” & \'机床\'';

let test: TestApp;
let cast: Cast;
let factory: CastEnterprise;
let provider: CastEnterprise;
let demand: { id: string; code: string };

beforeAll(async () => {
  test = await startTestApp({ APP_ROLE: 'web' });
  cast = new Cast(test);
  const shop = new Shop(test);
  factory = await cast.enterprise({ name: '沧州示例减速机有限公司', regionCode: '130981' });
  provider = await cast.enterprise({ name: '天津示例智测有限公司', regionCode: '120116' });
  demand = await shop.put({ kind: 'demand', enterpriseId: factory.id, title: XSS, body: XSS, categoryCode: 'DAT-ACQ', budget: [300_000, 500_000] });
  await shop.put({ kind: 'demand', enterpriseId: factory.id, title: '冷却液集中供液', status: 'returned' });
  await shop.put({ kind: 'demand', enterpriseId: factory.id, title: '立体库与 ERP 打通', status: 'draft' });
  const offering = await shop.put({ kind: 'offering', enterpriseId: provider.id, title: '机床联网采集' });
  await match(demand.id, offering.id, 'interested');
});
afterAll(() => test?.close());

/** A match that the provider has said yes to. */
async function match(demandId: string, offeringId: string, status: 'interested' | 'invited'): Promise<void> {
  const now = test.clock.now();
  const due = new Date(now.getTime() + 3 * 86_400_000);
  const answered = status === 'interested';
  await test.app.get(Database).query(
    `insert into match (id, demand_id, offering_id, demand_enterprise_id, offering_enterprise_id, status, score, coverage, is_exploring, is_volunteer, explanation,
       explanation_version, invited_at, answer_due_at, answered_at, answered_by, interested_at, reply_due_at, remind_at, reminders, passed_to, created_at, updated_at, version)
     values ($1, $2, $3, $4, $5, $6, 80, 1, false, false, $7, 1, $8, $9, $10, $12, $10, $11, $11, 0, '{}', $8, $8, 1)`,
    [newId(), demandId, offeringId, factory.id, provider.id, status, JSON.stringify(explanationOf(80)), now, due, answered ? now : null, answered ? due : null, answered ? provider.owner.id : null],
  );
}

const get = (path: string, person?: CastPerson) => {
  const request = test.request().get(path);
  return person ? request.set('authorization', `Bearer ${person.token}`) : request;
};
const html = async (path: string, person?: CastPerson): Promise<string> => (await get(path, person).expect(200)).text;
/** Headings carry break marks between words; without them the words can be looked for. */
const plain = (page: string): string => page.replaceAll('<wbr/>', '');
const links = (page: string): string[] => [...new Set([...page.matchAll(/(?:href|action)="(\/[^"#]*)/g)].map(([, path = '']) => path.replaceAll('&amp;', '&')))];
const HOLES = /undefined|\[object|NaN|\{\w+\}/;

describe('/', () => {
  it('leads to the language of the browser, of the choice, of the account', async () => {
    const to = async (headers: Record<string, string>, person?: CastPerson) => {
      const answer = await get('/', person).set(headers).expect(303);
      expect(answer.headers['vary']).toBe('Accept-Language, Cookie');
      return answer.headers['location'];
    };
    expect(await to({})).toBe('/zh');
    expect(await to({ 'accept-language': 'en-GB,en;q=0.9' })).toBe('/en');
    expect(await to({ 'accept-language': 'fr' })).toBe('/zh');
    expect(await to({ 'accept-language': 'en', cookie: 'lang=zh' })).toBe('/zh');
    expect(await to({}, await cast.person('Siobhan', 'en'))).toBe('/en');
  });

  it('remembers a choice that the browser would not have made, and nothing else', async () => {
    const cookies = async (path: string, language: string) => String((await get(path).set('accept-language', language)).headers['set-cookie']);
    expect(await cookies('/en/how-it-works', 'zh-CN')).toMatch(/lang=en;.*HttpOnly/);
    expect(await cookies('/zh', 'zh-CN')).not.toContain('lang=');
  });
});

describe('the front page', () => {
  it('counts what is there, and shows a real demand with its seats', async () => {
    const page = await html('/zh');
    expect(page).toContain('<title>需求说一次，最合适的五家来答 – 供需对接</title>');
    expect(page).toContain(`href="/zh/demands/${demand.code}"`);
    expect(page).toMatch(/<dt>正在找服务商的需求<\/dt><dd>1 <small>其中 1 条还有空席/);
    expect(page).toMatch(/<dt>已核验的企业<\/dt><dd>2 <small>天津 1、河北 1/);
    // What passes between enterprises is not told by ones.
    expect(page).toMatch(/<dt>得到答复的邀请<\/dt><dd>少于 5 <small>共发出 少于 5 份/);
    expect(page).toContain('<b>有意向</b>天津');
    expect(page.match(/<b>空席<\/b>/g)).toHaveLength(4);
    expect(page).not.toContain('冷却液');
  });

  it('shows markup as text, and names nobody', async () => {
    const page = await html('/zh');
    expect(page).not.toContain('<script>alert');
    expect(page).not.toMatch(/示例智测|13800000000|@example\.com/);
  });

  it('is answered within milliseconds from memory', async () => {
    await html('/zh');
    const start = performance.now();
    for (let i = 0; i < 10; i += 1) await html('/zh');
    expect((performance.now() - start) / 10).toBeLessThan(100);
  });
});

describe('every link', () => {
  it.each(['/zh', '/en', '/zh/how-it-works', '/en/privacy', '/zh/providers'])('of %s leads somewhere, for a guest', async (path) => {
    const paths = links(await html(path));
    expect(paths.length).toBeGreaterThan(8);
    for (const target of paths) {
      const { status } = await get(target);
      // 404 is the answer to the GET of an address that only takes forms.
      if (!target.endsWith('/theme')) expect([target, status < 400]).toEqual([target, true]);
    }
  });

  it('from a search that found nothing leads to a draft with its words', async () => {
    const [draft = ''] = links(await html(`/zh/providers?q=${encodeURIComponent('量子"纠缠')}`)).filter((path) => path.includes('title='));
    expect(await html(draft, factory.owner)).toContain('value="量子&quot;纠缠"');
  });

  it('of the workspace leads somewhere, for its owner', async () => {
    for (const path of ['/zh/workspace', '/en/workspace']) {
      for (const target of links(await html(path, factory.owner))) {
        const { status } = await get(target, factory.owner);
        if (!target.endsWith('/theme')) expect([target, status < 400]).toEqual([target, true]);
      }
    }
  });
});

describe('the workspace', () => {
  it('sends a guest to the log-in and back', async () => {
    const { headers } = await get('/zh/workspace').expect(303);
    expect(headers['location']).toBe('/zh/login?next=%2Fzh%2Fworkspace');
  });

  it('tells a factory what waits for it, the most urgent first', async () => {
    const page = await html('/zh/workspace', factory.owner);
    expect(page).toContain('等您办的 3 件');
    const order = ['天津示例智测有限公司', '被退回', '接着写'].map((word) => plain(page).indexOf(word));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order[0]).toBeGreaterThan(0);
    expect(page.match(/class="btn sm"/g)).toHaveLength(2);
    expect(page).toContain('1 家等您答');
  });

  it('shows nothing of others, and a viewer has nothing to do', async () => {
    const viewer = await cast.person();
    await cast.member(factory.id, viewer, 'viewer');
    expect(await html('/zh/workspace', viewer)).toContain('现在没有等您办的事');
    const stranger = plain(await html('/zh/workspace', await cast.person()));
    expect(stranger).not.toMatch(/冷却液|减速机/);
    expect(stranger).toContain('先登记您的企业');
  });

  it('asks a person to confirm the address, and an enterprise to be handed in', async () => {
    const fresh = await cast.enterprise({ name: '邢台示例新厂有限公司', status: 'registered' });
    await test.app.get(Database).query('update person set confirmed_at = null where id = $1', [fresh.owner.id]);
    const page = plain(await html('/zh/workspace', fresh.owner));
    expect(page).toContain('请确认您的邮箱');
    expect(page).toContain('还没提交核验');
  });

  it('leads who has no enterprise to the registration of one', async () => {
    const person = await cast.person();
    for (const path of ['/zh/workspace', '/zh/demands/new', '/en/offerings/new']) {
      const paths = links(await html(path, person)).filter((target) => target.endsWith('/register'));
      expect([path, paths.length > 0]).toEqual([path, true]);
      for (const target of paths) await get(target, person).expect(200);
    }
  });

  it('leads an officer to the queue', async () => {
    const { headers } = await get('/zh/workspace', await cast.officer('13')).expect(303);
    expect(headers['location']).toBe('/zh/review');
  });
});

describe('robots and words', () => {
  it('tells search engines what is not for them', async () => {
    const { headers, text } = await get('/robots.txt').expect(200);
    expect(headers['content-type']).toContain('text/plain');
    expect(text).toContain('Disallow: /api/');
    expect(text).toContain('Disallow: /zh/workspace');
  });

  it.each(['', '/how-it-works', '/privacy'])('has no hole in %p, and says where the other language is', async (path) => {
    for (const language of ['zh', 'en']) {
      const page = await html(`/${language}${path}`);
      expect(page).not.toMatch(HOLES);
      expect(page).toContain('<meta name="description"');
      expect(page).toMatch(/rel="alternate" hreflang="en"/);
    }
  });

  it('has no hole in the workspace', async () => {
    for (const language of ['zh', 'en']) expect(await html(`/${language}/workspace`, factory.owner)).not.toMatch(HOLES);
  });

  it('has no Chinese in the English reading pages', async () => {
    for (const path of ['/en/how-it-works', '/en/privacy']) {
      const [, main = ''] = /<main[^>]*>(.*)<\/main>/s.exec(await html(path)) ?? [];
      expect(main).not.toMatch(/\p{Script=Han}/u);
    }
  });
});
