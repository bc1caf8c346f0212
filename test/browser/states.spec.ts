import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startTestApp, type TestApp } from '../support/app.js';
import { describeInBrowser, DESKTOP, openBrowser } from '../support/browser.js';
import { Cast } from '../support/cast.js';
import { Shop } from '../support/shop.js';
import { PageInspector } from './page-inspector.js';
import { type Newcomer, signUp, User } from './user.js';

jest.setTimeout(300_000);

const NEWCOMER: Newcomer = { person: '何新', email: 'he.xin@example.com', enterprise: '泊头示例新办有限公司', place: '泊头', office: '130981', number: 991 };
/** Nothing in it lets a line break, and there is far too much of it. */
const LONG = { title: `${'超长标题'.repeat(20)}${'ABCDEFGHIJ'.repeat(4)}`, body: `${'没有空格也没有标点的一段话'.repeat(300)}\n${'https://example.com/'.repeat(60)}` };

describeInBrowser('pages in their rarer states', () => {
  let dataDir: string;
  let test: TestApp;
  let browser: Browser;
  let inspector: PageInspector;
  let user: User;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'states-'));
    [test, browser] = await Promise.all([startTestApp({ SMTP_URL: '', DATA_DIR: dataDir }), openBrowser()]);
    inspector = new PageInspector(browser, test.url);
    user = await User.sitDown(browser, { viewport: DESKTOP, javaScript: true }, inspector, test.url);
  });
  afterAll(async () => {
    await browser?.close();
    await test?.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('say what is not there yet on an empty market', async () => {
    for (const path of ['', '/demands', '/offerings', '/providers', '/figures', '/figures/market', '/figures/times', '/figures/gaps', '/figures/fairness', '/regions/13', '/categories/DAT']) {
      await inspector.examine(`/zh${path}`, user.context);
    }
    expect(inspector.take()).toEqual([]);
  });

  it('come back with what is wrong in a form, and are as readable as before', async () => {
    await user.open('/register');
    await user.pressAndStay('注册');
    expect(await user.read()).toContain('处要改');
    await user.open('/login');
    await user.fill('邮箱', 'nobody@example.com');
    await user.fill('密码', 'not the right one at all');
    await user.pressAndStay('登录');
    expect(inspector.take()).toEqual([]);
  });

  it('are empty for somebody who has just come', async () => {
    await signUp(user, NEWCOMER);
    for (const path of ['/workspace', '/workspace/demands', '/workspace/offerings', '/invitations', '/engagements', '/tasks', '/saved-searches', '/account', '/demands/new']) await inspector.examine(`/zh${path}`, user.context);
    await user.open('/demands/new');
    await user.pressAndStay('保存，下一步');
    expect(inspector.take()).toEqual([]);
  });

  it('hold texts that nothing lets break', async () => {
    const enterprise = await new Cast(test).enterprise({ name: `沧州${'示例减速机'.repeat(8)}有限公司` });
    const shop = new Shop(test);
    const demand = await shop.put({ kind: 'demand', enterpriseId: enterprise.id, ...LONG, budget: [1, 999_999_999_999] });
    const offering = await shop.put({ kind: 'offering', enterpriseId: enterprise.id, ...LONG });
    for (const path of [`/demands/${demand.code}`, `/offerings/${offering.code}`, `/demands/${demand.code}/fit`, '/demands', '/providers?q=超长标题', '/regions/130981', '']) await inspector.examine(`/zh${path}`, user.context);
    expect(inspector.take()).toEqual([]);
  });
});
