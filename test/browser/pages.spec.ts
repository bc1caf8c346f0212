import { jest } from '@jest/globals';
import { StoryLoader } from '../../src/seeds/story/story.loader.js';
import { describeInBrowser, DESKTOP } from '../support/browser.js';
import { LinkCrawler } from './link-crawler.js';
import type { PageInspector } from './page-inspector.js';
import { Stage } from './stage.js';
import type { Device, User } from './user.js';

jest.setTimeout(300_000);

const DESK: Device = { viewport: DESKTOP, javaScript: true };

describeInBrowser('the pages of the demonstration story', () => {
  let stage: Stage;
  let inspector: PageInspector;
  let url: string;

  beforeAll(async () => {
    stage = await Stage.open({ prepare: (app) => new StoryLoader(app).tell() });
    ({ inspector } = stage);
    ({ url } = stage.test);
    for (const [role, email] of Object.entries(people) as [Role, string | null][]) users[role] = await (email ? stage.known(email, DESK) : stage.somebody(DESK));
  });
  afterAll(async () => {
    await stage?.leave();
    await stage?.close();
  });

  const people = { guest: null, factory: 'zhang.jianguo@example.com', provider: 'li.ming@example.com', officer: 'officer.he@example.com', secretariat: 'admin@example.com' } as const;
  type Role = keyof typeof people;
  const users = {} as Record<Role, User>;

  /** The first link of a page whose address looks like this: the story has no fixed ids. */
  async function firstLink(role: Role, path: string, pattern: RegExp): Promise<string> {
    const { page } = users[role];
    await page.goto(url + path);
    const paths = await page.getByRole('main').locator('a[href]').evaluateAll((links) => links.map((link) => (link as unknown as { pathname: string }).pathname));
    const found = paths.find((one) => pattern.test(one));
    if (!found) throw new Error(`${path} has no link like ${pattern}`);
    return found;
  }

  /** Paths, and pages that a link of another leads to, with what their address goes on with. */
  it.each<[Role, string[], [on: string, link: RegExp, end?: string][]]>([
    [
      'guest',
      ['', '/demands', '/offerings', '/providers', '/providers?q=数控机床', '/providers?q=量子纠缠', '/login', '/login/forgot', '/register', '/register/member', '/providers?kind=demand&sort=deadline&region=13', '/regions', '/regions/13', '/regions/1331', '/categories', '/categories/DAT', '/industries', '/industries/C', '/how-it-works', '/privacy', '/figures', '/figures/market', '/figures/times', '/figures/gaps', '/figures/fairness', '/figures?period=quarter', '/mailbox', '/_components'],
      [
        ['/demands', /\/demands\/D-/],
        ['/offerings', /\/offerings\/O-/],
        ['/providers?kind=enterprise', /\/enterprises\/E/],
        ['/mailbox', /\/mailbox\/\d/],
      ],
    ],
    [
      'factory',
      ['', '/workspace', '/workspace/demands', '/workspace/offerings', '/invitations', '/engagements', '/account', '/account/mail', '/demands/new', '/imports/new?kind=demand', '/saved-searches', '/tasks'],
      [
        ['/workspace', /\/matches$/],
        ['/workspace/demands?status=published', /\/demands\/D-/],
        ['/workspace/demands?status=returned', /\/demands\/D-/],
        ['/engagements', /\/engagements\/./],
        ['/enterprises/E13-000001', /\/enterprises\/.+\/edit$/],
        ['/enterprises/E13-000001', /\/enterprises\/.+\/members$/],
        ['/enterprises/E13-000001', /\/enterprises\/.+\/evidence$/],
      ],
    ],
    [
      'provider',
      ['/workspace', '/workspace/demands', '/invitations', '/offerings/new'],
      [
        ['/invitations', /\/matches\/./],
        ['/workspace/offerings', /\/offerings\/O-/],
        ['/demands', /\/demands\/D-/, '/fit'],
        ['/demands', /\/demands\/D-/, '/offer'],
      ],
    ],
    ['officer', ['/review', '/review/decided'], [['/review', /\/review\/[0-9a-f-]{36}$/]]],
    ['secretariat', ['/review/overview', '/review/overview?period=quarter', '/review/weights', '/review/weights/starting-1'], []],
  ])('shows every page of the %s without a fault', async (role, paths, links) => {
    for (const path of paths) await inspector.examine(`/zh${path}`, users[role].context);
    for (const [on, link, end = ''] of links) await inspector.examine((await firstLink(role, `/zh${on}`, link)) + end, users[role].context);
    expect(inspector.take()).toEqual([]);
  });

  it('shows the officer every case without a fault, the narrowest page too', async () => {
    const { page } = users.officer;
    await page.goto(`${url}/en/review`);
    const paths = await page.getByRole('main').locator('a[href]').evaluateAll((links) => links.map((link) => (link as unknown as { pathname: string }).pathname));
    const cases = new Set(paths.filter((path) => /\/review\/[0-9a-f-]{36}$/.test(path)));
    expect(cases.size).toBeGreaterThan(4);
    for (const path of cases) {
      await page.goto(url + path);
      for (const width of [DESKTOP.width, 320]) {
        await page.setViewportSize({ width, height: DESKTOP.height });
        await inspector.check(page);
      }
    }
    await page.setViewportSize(DESKTOP);
    expect(inspector.take()).toEqual([]);
  });

  it.each(['', '/demands', '/offerings', '/providers', '/figures/market', '/register'])('sends less than 60 kB to who opens %p for the first time: one stylesheet, little script, no font', async (path) => {
    const { context, page } = await stage.somebody(DESK);
    const wire = await context.newCDPSession(page);
    const types = new Map<string, string>();
    const bytes = new Map<string, number>();
    wire.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type));
    wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => bytes.set(requestId, encodedDataLength));
    await wire.send('Network.enable');
    await page.goto(`${url}/zh${path}`, { waitUntil: 'networkidle' });
    const sizes = (type?: string): number[] => [...bytes].filter(([id]) => type === undefined || types.get(id) === type).map(([, size]) => size);
    const sum = (all: readonly number[]): number => all.reduce((total, size) => total + size, 0);
    expect({ pages: sizes('Document').length, sheets: sizes('Stylesheet').length, scripts: sizes('Script').length, fonts: sizes('Font').length }).toEqual({ pages: 1, sheets: 1, scripts: 1, fonts: 0 });
    expect(sum(sizes('Script'))).toBeLessThan(15_000);
    expect(sum(sizes())).toBeLessThan(60_000);
    await context.close();
  });

  it('says what is wrong on pages that look like the others', async () => {
    await inspector.examine('/zh/nowhere/刀具寿命', users.guest.context, 404);
    await inspector.examine('/zh/demands/D-13-0000-000000', users.factory.context, 404);
    await inspector.examine('/zh/review', users.factory.context, 403);
    await inspector.examine('/zh/matches/x', users.factory.context, 422);
    const { page } = users.factory;
    await page.goto(`${url}/zh/account`);
    await users.factory.fill('姓名', ' ');
    await users.factory.pressAndStay('保存');
    expect(await users.factory.read()).toContain('姓名');
    expect(inspector.take()).toEqual([]);
  });

  it.each<[Role, string[]]>([
    ['guest', ['/zh', '/en']],
    ['factory', ['/zh', '/zh/workspace']],
    ['provider', ['/en', '/en/workspace']],
    ['officer', ['/zh', '/zh/review', '/zh/workspace']],
    ['secretariat', ['/zh', '/zh/review/overview', '/zh/review/weights']],
  ])('has no link for the %s that leads nowhere', async (role, starts) => {
    const crawler = await LinkCrawler.as(users[role].context, url);
    expect(await crawler.follow(starts)).toEqual([]);
    expect(crawler.count).toBeGreaterThan(50);
  });
});
