import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { StoryLoader } from '../../src/seeds/story/story.loader.js';
import { STORY_PASSWORD } from '../../src/seeds/story/story.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { describeInBrowser, DESKTOP, openBrowser, PHONE } from '../support/browser.js';
import { LinkCrawler } from './link-crawler.js';
import { PageInspector } from './page-inspector.js';
import { type Device, type Newcomer, signUp, User } from './user.js';

jest.setTimeout(300_000);

const DESK: Device = { viewport: DESKTOP, javaScript: true };
const PHONE_WITHOUT_SCRIPT: Device = { viewport: PHONE, javaScript: false };
const DEVICES: readonly [string, Device][] = [
  ['at a desk, with JavaScript', DESK],
  ['at a desk, without JavaScript', { viewport: DESKTOP, javaScript: false }],
  ['on a phone, with JavaScript', { viewport: PHONE, javaScript: true }],
  ['on a phone, without JavaScript', PHONE_WITHOUT_SCRIPT],
];

/** A job that nothing in the story comes near, so that who can do it is plain. */
interface Trade {
  readonly device: Device;
  readonly factory: Newcomer;
  readonly provider: Newcomer;
  readonly demand: { readonly title: string; readonly body: string; readonly product: string; readonly effect: string };
  readonly offering: { readonly title: string; readonly body: string };
}

const TRADES: readonly [string, Trade][] = [
  [
    'at a desk, with JavaScript',
    {
      device: DESK,
      factory: { person: '郭师傅', email: 'guo@example.com', enterprise: '泊头示例球拍有限公司', place: '泊头', office: '130981', number: 971 },
      provider: { person: '苏工', email: 'su@example.com', enterprise: '北京示例张力控制技术有限公司', place: '海淀', office: '110108', number: 972 },
      demand: {
        title: '碳纤维羽毛球拍缠绕机张力控制改造 6 台',
        body: '碳纤维羽毛球拍缠绕机 6 台，张力靠砝码，缠绕松紧不匀，球拍断裂返工多。想改成闭环张力控制。',
        product: '碳纤维羽毛球拍，月产 4,000 支',
        effect: '张力波动 3% 以内，断裂返工减半',
      },
      offering: { title: '碳纤维缠绕机闭环张力控制改造', body: '给羽毛球拍、渔竿的碳纤维缠绕机改闭环张力控制，张力波动 2% 以内，已改 40 台。' },
    },
  ],
  [
    'on a phone, without JavaScript',
    {
      device: PHONE_WITHOUT_SCRIPT,
      factory: { person: '冯姐', email: 'feng@example.com', enterprise: '泊头示例酱油酿造有限公司', place: '泊头', office: '130981', number: 981 },
      provider: { person: '邓工', email: 'deng@example.com', enterprise: '北京示例发酵监测技术有限公司', place: '海淀', office: '110108', number: 982 },
      demand: {
        title: '酱油发酵罐酱醪温度和盐度在线监测 24 只',
        body: '酱油发酵罐 24 只，酱醪温度、盐度靠人爬罐取样，发酵不匀。想装在线监测，手机上看。',
        product: '酿造酱油，年产 8,000 吨',
        effect: '酱醪温度误差 0.5 度以内，取样减到每周一次',
      },
      offering: { title: '酱油、食醋发酵罐酱醪在线监测', body: '酱油发酵罐酱醪温度、盐度、酒精度在线监测，手机看曲线，已装 300 只发酵罐。' },
    },
  ],
];

describeInBrowser('the portal in a browser', () => {
  let dataDir: string;
  let test: TestApp;
  let browser: Browser;
  let inspector: PageInspector;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'portal-'));
    // Without SMTP_URL: letters are read where people without a mail server read them.
    [test, browser] = await Promise.all([startTestApp({ SMTP_URL: '', DATA_DIR: dataDir }, (app) => new StoryLoader(app).tell()), openBrowser()]);
    inspector = new PageInspector(browser, test.url);
  });

  afterAll(async () => {
    await browser?.close();
    await test?.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  const somebody = (device: Device): Promise<User> => User.sitDown(browser, device, inspector, test.url);

  async function ofStory(email: string, device = DESK): Promise<User> {
    const user = await somebody(device);
    await user.logIn(email, STORY_PASSWORD);
    return user;
  }

  describe.each(TRADES)('the main job %s', (_how, { device, factory, provider, demand, offering }) => {
    it('goes from signing up to a confirmed acceptance, by hand', async () => {
      const [maker, supplier] = await Promise.all([somebody(device), somebody(device)]);
      await joinTheMarket(maker, factory, 'officer.he@example.com');
      await joinTheMarket(supplier, provider, 'officer.bj@example.com');
      expect(inspector.take()).toEqual([]);

      await writeDemand();
      await writeOffering();
      await approve('officer.bj@example.com', offering.title);
      await approve('officer.he@example.com', demand.title);
      await maker.openLetter(factory.email, '已发布');
      expect(inspector.take()).toEqual([]);

      await supplier.clickInLetter(provider.email, '有一条需求想请您看', '有意向');
      expect(await supplier.read()).toContain('打开本页不会改变任何事');
      const link = new URL(supplier.page.url()).pathname;
      await supplier.fill('给对方的一句话', '下周可以先改一台。');
      await supplier.press('确认答复');
      expect(await supplier.read()).toContain('五个工作日内答复');
      await supplier.page.goto(test.url + link);
      expect(await supplier.read()).toContain('您答的是「有意向」');
      await inspector.examine(link, supplier.context, 410);

      await maker.clickInLetter(factory.email, '有意向', '同意对接');
      expect(await maker.read()).toContain('下周可以先改一台。');
      await maker.press('确认答复');
      await maker.follow('打开对接页');
      expect(await maker.read()).toContain(`138 0000 0${provider.number}`);
      await supplier.openLetter(provider.email, '双方都同意了');
      await supplier.open('/workspace');
      await supplier.follow(factory.enterprise);
      expect(await supplier.read()).toContain(`138 0000 0${factory.number}`);
      expect(await supplier.read()).toContain('现场.csv');
      expect(inspector.take()).toEqual([]);

      await comeToAnOutcome();
      expect(inspector.take()).toEqual([]);

      /** A proposal by the provider, a contract that the factory confirms from its mail, an acceptance that the provider confirms in the workspace. */
      async function comeToAnOutcome(): Promise<void> {
        await supplier.press('方案出了');
        await supplier.page.getByText('签约了', { exact: true }).click();
        await supplier.fill('签约金额', '42');
        await supplier.fill('签约日期', '2026-12-24');
        await supplier.pressAndStay('报签约');
        await supplier.fill('签约日期', '2026-11-23');
        await supplier.press('报签约');
        expect(await supplier.read()).toContain('等对方确认');
        await maker.clickInLetter(factory.email, '说签了', '对，就是这样');
        expect(await maker.read()).toContain('42 万元');
        await maker.press('确认答复');
        expect(await maker.read()).toContain('您答的是「对，就是这样」');
        await maker.follow('打开对接页');
        await maker.fill('验收日期', '2026-11-23');
        await maker.press('报验收');
        await supplier.open('/workspace');
        await supplier.follow('说验收了，您看对不对');
        await supplier.press('对，就是这样');
        expect(await supplier.read()).toContain('已验收');
      }

      async function joinTheMarket(user: User, who: Newcomer, officer: string): Promise<void> {
        await signUp(user, who);
        await approve(officer, who.enterprise);
        await user.openLetter(who.email, '已通过核验');
      }

      /** A draft first, with the meter and a file; then the rest of it. */
      async function writeDemand(): Promise<void> {
        await maker.open('/demands/new');
        await maker.fill('标题', demand.title);
        await maker.fill('现在的情况', demand.body);
        await maker.press('保存，下一步');
        expect(await maker.read()).toContain('写清五件事：0 / 5');
        await maker.fill('产品', demand.product);
        await maker.fill('效果', demand.effect);
        if (device.javaScript) await maker.page.locator('#five').getByText('写清五件事：2 / 5').waitFor();
        if (device.javaScript) expect(await maker.page.locator('.strip').textContent()).toContain('写清五件事：2 / 5');
        await maker.press('保存草稿');
        expect(await maker.read()).toContain('写清五件事：2 / 5');
        await maker.follow('添加附件');
        await maker.page.getByLabel('添加附件').setInputFiles({ name: '现场.csv', mimeType: 'text/csv', buffer: Buffer.from('机台,张力\n1,35\n') });
        await maker.press('上传');
        expect(await maker.read()).toContain('现场.csv');
        await maker.follow('修改');
        await maker.fill('用在哪里', '泊头');
        await maker.fill('最低', '20');
        await maker.fill('最高', '36.5');
        await maker.fill('希望完成', '2027-06-30');
        await maker.press('提交审核');
        expect(await maker.read()).toContain('20–36.5 万元');
      }

      async function writeOffering(): Promise<void> {
        await supplier.open('/offerings/new');
        await supplier.fill('标题', offering.title);
        await supplier.fill('您的做法和经验', offering.body);
        await supplier.press('保存，下一步');
        await supplier.fill('最低', '15');
        await supplier.fill('最高', '30');
        await supplier.press('提交审核');
      }

      /** The officer of the region finds the case in the queue and approves it: by key where there are keys. */
      async function approve(email: string, title: string): Promise<void> {
        const officer = await ofStory(email, device);
        await officer.open('/review');
        await officer.follow(title);
        if (device.javaScript) await officer.strike('a');
        else await officer.press('通过');
        expect(await officer.read()).toContain(title);
        await officer.context.close();
      }
    });
  });

  describe('with the demonstration story', () => {
    const people = { guest: null, factory: 'zhang.jianguo@example.com', provider: 'li.ming@example.com', officer: 'officer.he@example.com', secretariat: 'admin@example.com' } as const;
    type Role = keyof typeof people;
    const users = {} as Record<Role, User>;

    beforeAll(async () => {
      for (const [role, email] of Object.entries(people) as [Role, string | null][]) users[role] = await (email ? ofStory(email) : somebody(DESK));
    });

    /** The first link of a page whose address looks like this: the story has no fixed ids. */
    async function firstLink(role: Role, path: string, pattern: RegExp): Promise<string> {
      const { page } = users[role];
      await page.goto(test.url + path);
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
      await page.goto(`${test.url}/en/review`);
      const paths = await page.getByRole('main').locator('a[href]').evaluateAll((links) => links.map((link) => (link as unknown as { pathname: string }).pathname));
      const cases = new Set(paths.filter((path) => /\/review\/[0-9a-f-]{36}$/.test(path)));
      expect(cases.size).toBeGreaterThan(4);
      for (const path of cases) {
        await page.goto(test.url + path);
        for (const width of [DESKTOP.width, 320]) {
          await page.setViewportSize({ width, height: DESKTOP.height });
          await inspector.check(page);
        }
      }
      await page.setViewportSize(DESKTOP);
      expect(inspector.take()).toEqual([]);
    });

    it.each(['', '/demands', '/offerings', '/providers', '/figures/market', '/register'])('sends less than 60 kB to who opens %p for the first time: one stylesheet, little script, no font', async (path) => {
      const { context, page } = await somebody(DESK);
      const wire = await context.newCDPSession(page);
      const types = new Map<string, string>();
      const bytes = new Map<string, number>();
      wire.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type));
      wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => bytes.set(requestId, encodedDataLength));
      await wire.send('Network.enable');
      await page.goto(`${test.url}/zh${path}`, { waitUntil: 'networkidle' });
      const sizes = (type?: string): number[] => [...bytes].filter(([id]) => type === undefined || types.get(id) === type).map(([, size]) => size);
      const sum = (all: readonly number[]): number => all.reduce((total, size) => total + size, 0);
      expect({ pages: sizes('Document').length, sheets: sizes('Stylesheet').length, scripts: sizes('Script').length, fonts: sizes('Font').length }).toEqual({ pages: 1, sheets: 1, scripts: 1, fonts: 0 });
      expect(sum(sizes('Script'))).toBeLessThan(15_000);
      expect(sum(sizes())).toBeLessThan(60_000);
      await context.close();
    });

    it.each(DEVICES)('tries other weights, puts them in force and takes them back, %s', async (_how, device) => {
      const secretariat = await ofStory(people.secretariat, device);
      await secretariat.open('/review/weights');
      await secretariat.fill('文字', '-1');
      await secretariat.pressAndStay('试算，先不生效');
      expect(await secretariat.read()).toContain('请填不小于 0 的数');
      await secretariat.fill('文字', '30');
      await secretariat.press('试算，先不生效');
      expect(await secretariat.read()).toContain('45 → 30');
      await secretariat.press('按这张表，现在生效');
      expect(await secretariat.read()).toContain('已换成edited-');
      await secretariat.press('换回starting-1');
      expect(await secretariat.read()).toContain('已换成starting-1');
      expect(inspector.take()).toEqual([]);
      await secretariat.context.close();
    });

    it.each([
      ['at a desk, with JavaScript', DESK],
      ['on a phone, without JavaScript', PHONE_WITHOUT_SCRIPT],
    ])('imports a sheet, shows how far it is, and keeps a search, %s', async (_how, device) => {
      const provider = await ofStory(people.provider, device);
      await provider.open('/imports/new?kind=offering');
      const rows = Array.from({ length: 300 }, (_, i) => `浏览器导入的供给 ${device.viewport.width} ${i},说明 ${i},${i % 100 === 7 ? '没有这一类' : 'DAT-ACQ'}`);
      await provider.page.getByLabel('表格文件').setInputFiles({ name: '价目表.csv', mimeType: 'text/csv', buffer: Buffer.from(`标题,说明,服务类别\n${rows.join('\n')}\n`) });
      // The page loads itself anew while the work goes on: what counts is where it ends.
      await provider.page.getByRole('button', { name: '上传并检查' }).click();
      await provider.page.getByRole('button', { name: '导入，存成草稿' }).waitFor();
      expect(await provider.read()).toContain('检查完了：297 行可以导，3 行要改');
      await inspector.examine(new URL(provider.page.url()).pathname, provider.context);
      await provider.page.getByRole('button', { name: '导入，存成草稿' }).click();
      await provider.page.getByText('导入了 297 条').waitFor();
      await inspector.examine(new URL(provider.page.url()).pathname, provider.context);
      await provider.open('/providers?q=数控机床');
      await provider.press('有新的就告诉我');
      expect(await provider.read()).toContain('存下了');
      await provider.press('撤销');
      expect(await provider.read()).toContain('还没有存下的搜索');
      expect(inspector.take()).toEqual([]);
      await provider.context.close();
    });

    it.each(DEVICES.filter(([, { javaScript }]) => javaScript))('shows how far an upload is, and gives the form back when it is stopped, cut off or refused, %s', async (_how, device) => {
      const { page, context } = await ofStory(people.provider, device);
      const bar = page.getByRole('progressbar', { name: '正在上传' });
      const send = page.getByRole('button', { name: '上传并检查' });
      await page.goto(`${test.url}/zh/imports/new?kind=offering`);
      const chosen = (): Promise<string> => page.evaluate<string>(`document.querySelector('input[type=file]').files[0]?.name ?? ''`);
      await page.getByLabel('表格文件').setInputFiles({ name: '大表.csv', mimeType: 'text/csv', buffer: Buffer.alloc(600_000, '标题,说明\n') });

      // Nothing gets through until the wire is cut.
      let cut = (): void => undefined;
      const wire = new Promise<void>((resolve) => (cut = resolve));
      await page.route('**/zh/imports?*', (route) => wire.then(() => route.abort()).catch(() => undefined));
      await send.click();
      await bar.waitFor();
      await inspector.check(page);
      expect(inspector.take()).toEqual([]);
      await page.getByRole('button', { name: '停止' }).click();
      await bar.waitFor({ state: 'detached' });
      expect(await chosen()).toBe('大表.csv');
      await send.click();
      await bar.waitFor();
      cut();
      await page.getByRole('alert').getByText('没有传上去').waitFor();
      expect(await chosen()).toBe('大表.csv');
      await inspector.check(page);
      await page.unroute('**/zh/imports?*');

      await page.getByLabel('表格文件').setInputFiles({ name: '程序.csv', mimeType: 'text/csv', buffer: Buffer.from('MZ\0\0\0') });
      await send.click();
      await page.getByRole('alert').getByText('有 1 处要改').waitFor();
      await inspector.check(page);
      // The browser itself tells of the cut wire and of the refusal, and of nothing else.
      expect(inspector.take().filter((fault) => !/Failed to load resource|answers 422/.test(fault))).toEqual([]);
      // The form that came back is sent the same way.
      await page.getByLabel('表格文件').setInputFiles({ name: '小表.csv', mimeType: 'text/csv', buffer: Buffer.from('标题,说明\n球拍,张力\n') });
      await send.click();
      await page.waitForURL('**/zh/tasks/*');
      expect(inspector.take()).toEqual([]);
      await context.close();
    });

    it.each(DEVICES)('is worked by keys alone, from the first link to a saved draft, %s', async (_how, device) => {
      const user = await somebody(device);
      const { page } = user;
      await page.goto(`${test.url}/zh/login`);
      await page.keyboard.press('Tab');
      expect(await page.evaluate<string>('document.activeElement.textContent.trim()')).toBe('跳到正文');
      await page.keyboard.press('Enter');
      await tabTo('email');
      await page.keyboard.type(people.factory);
      await page.keyboard.press('Tab');
      await page.keyboard.type(STORY_PASSWORD);
      await Promise.all([page.waitForURL('**/zh/workspace'), page.keyboard.press('Enter')]);
      await page.goto(`${test.url}/zh/demands/new`);
      await tabTo('title');
      await page.keyboard.type('只用键盘写的需求');
      await tabTo('body');
      await page.keyboard.type('八台车床，没有联网。');
      await page.keyboard.press('Tab');
      await Promise.all([page.waitForURL('**/edit'), page.keyboard.press('Enter')]);
      expect(await page.getByLabel('标题').inputValue()).toBe('只用键盘写的需求');
      expect(inspector.take()).toEqual([]);
      await user.context.close();

      /** Goes on by Tab until a field has the focus, and sees at each stop where it is. */
      async function tabTo(name: string): Promise<void> {
        for (let i = 0; i < 40; i += 1) {
          await page.keyboard.press('Tab');
          const { at, isSeen } = await page.evaluate<{ at: string; isSeen: boolean }>(
            `({ at: document.activeElement.name || '', isSeen: getComputedStyle(document.activeElement).outlineStyle !== 'none' })`,
          );
          expect(isSeen).toBe(true);
          if (at === name) return;
        }
        throw new Error(`No way by keys to ${name}`);
      }
    });

    it.each(DEVICES)('keeps what was typed when the session has ended, %s', async (_how, device) => {
      const user = await ofStory(people.factory, device);
      await user.open('/account');
      const [session] = (await user.context.cookies()).filter(({ name }) => name.endsWith('sid'));
      await user.context.clearCookies({ name: session!.name });
      await user.fill('姓名', '张建国 O’Neil');
      await user.pressAndStay('保存');
      expect(await user.read()).toContain('您写的话还在');
      await inspector.check(user.page);
      await user.page.getByRole('main').getByRole('button', { name: '登录' }).click();
      await user.fill('邮箱', people.factory);
      await user.fill('密码', STORY_PASSWORD);
      await user.press('登录');
      expect(await user.read()).toContain('接着提交');
      await inspector.check(user.page);
      await user.press('接着提交');
      expect(await user.page.getByLabel('姓名').inputValue()).toBe('张建国 O’Neil');
      expect(inspector.take()).toEqual([]);
      await user.context.close();
    });

    it('says what is wrong on pages that look like the others', async () => {
      await inspector.examine('/zh/nowhere/刀具寿命', users.guest.context, 404);
      await inspector.examine('/zh/demands/D-13-0000-000000', users.factory.context, 404);
      await inspector.examine('/zh/review', users.factory.context, 403);
      await inspector.examine('/zh/matches/x', users.factory.context, 422);
      const { page } = users.factory;
      await page.goto(`${test.url}/zh/account`);
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
      const crawler = await LinkCrawler.as(users[role].context, test.url);
      expect(await crawler.follow(starts)).toEqual([]);
      expect(crawler.count).toBeGreaterThan(50);
    });
  });
});
