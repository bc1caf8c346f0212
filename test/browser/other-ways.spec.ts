import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { SeatsService } from '../../src/features/matching/seats.service.js';
import { SuggestionsStore } from '../../src/features/matching/suggestions.store.js';
import { Database } from '../../src/platform/database/database.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { describeInBrowser, DESKTOP, openBrowser, PHONE } from '../support/browser.js';
import { Cast, type CastEnterprise } from '../support/cast.js';
import { explanationOf } from '../support/market.js';
import { Shop } from '../support/shop.js';
import { PageInspector } from './page-inspector.js';
import { type Device, User } from './user.js';

jest.setTimeout(120_000);

const PASSWORD = '一句新的、好记的话 2026';

/** The devices that do not go through the main job: between the two files each way of reading is there. */
const DEVICES: readonly [string, Device][] = [
  ['at a desk, without JavaScript', { viewport: DESKTOP, javaScript: false }],
  ['on a phone, with JavaScript', { viewport: PHONE, javaScript: true }],
];

describeInBrowser('where the main job takes another way', () => {
  let dataDir: string;
  let test: TestApp;
  let browser: Browser;
  let inspector: PageInspector;
  let cast: Cast;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'other-ways-'));
    [test, browser] = await Promise.all([startTestApp({ SMTP_URL: '', DATA_DIR: dataDir }), openBrowser()]);
    inspector = new PageInspector(browser, test.url, false);
    cast = new Cast(test);
  });
  afterAll(async () => {
    await browser?.close();
    await test?.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  describe.each(DEVICES)('%s', (_how, device) => {
    let factory: CastEnterprise;
    let provider: CastEnterprise;
    let title: string;
    let user: User;

    beforeAll(async () => {
      [factory, provider] = [await cast.enterprise(), await cast.enterprise()];
      title = `绕线机张力改造 ${factory.id.slice(-4)}`;
    });
    beforeEach(async () => {
      user = await User.sitDown(browser, device, inspector, test.url);
    });
    afterEach(async () => {
      await user?.context.close();
      expect(inspector.take()).toEqual([]);
    });

    it('lets somebody in who has forgotten the password', async () => {
      const { email } = factory.owner;
      await user.open('/login');
      await user.follow('忘了密码');
      await user.fill('邮箱', email);
      await user.pressAndStay('给我发信');
      expect(await user.read()).toContain('信已经寄出');
      await user.clickInLetter(email, '密码', '设新密码');
      await user.fill('新密码', '太短');
      await user.pressAndStay('保存新密码');
      await user.fill('新密码', PASSWORD);
      await user.press('保存新密码');
      expect(await user.read()).toContain('新密码已经生效');
      await user.logIn(email, PASSWORD);
      expect(new URL(user.page.url()).pathname).toBe('/zh/workspace');
    });

    it('takes a refusal with its reason from the letter, once', async () => {
      await invite();
      await user.clickInLetter(provider.owner.email, '有一条需求想请您看', '不合适');
      expect(await user.read()).toContain('打开本页不会改变任何事');
      const link = user.page.url();
      await user.page.getByRole('main').getByRole('radio').last().check();
      await user.press('确认答复');
      await user.page.goto(link);
      expect(await user.read()).toContain('您答的是「不合适」');
    });

    it('stops a kind of letter from the letter itself, and sends it again when asked', async () => {
      await user.clickInLetter(provider.owner.email, '有一条需求想请您看', '停收');
      await user.press('不再收');
      expect(await user.read()).toContain('已经停了');
      await user.press('恢复接收');
      expect(await user.read()).toContain('照常寄给您');
    });

    it('brings a demand back that was returned, with what to change, and takes it again', async () => {
      const officer = await cast.officer('13');
      await passwordOf(officer.email);
      await user.logIn(factory.owner.email, PASSWORD);
      await user.open('/demands/new');
      await user.fill('标题', `${title} 请打电话`);
      await user.fill('现在的情况', '绕线机 6 台，张力靠砝码，缠绕松紧不匀，断裂返工多。');
      await user.press('保存，下一步');
      await user.press('提交审核');
      const reviewer = await User.sitDown(browser, device, inspector, test.url);
      await reviewer.logIn(officer.email, PASSWORD);
      await reviewer.open('/review');
      await reviewer.follow(title);
      await reviewer.pressAndStay('退回修改');
      expect(await reviewer.read()).toContain('退回要写明原因');
      await reviewer.page.getByLabel('内容过于笼统').check();
      await reviewer.fill('给企业的话', '请写清几台设备。');
      await reviewer.press('退回修改');
      await reviewer.context.close();
      await user.openLetter(factory.owner.email, '要改几处再发布');
      await user.open('/workspace/demands?status=returned');
      await user.follow(title);
      expect(await user.read()).toContain('请写清几台设备。');
      await user.follow('修改');
      await user.fill('标题', title);
      await user.press('提交审核');
      expect(await user.read()).toContain(title);
      expect(await user.read()).not.toContain('请打电话');
    });

    /** One demand and the only provider that it invites. */
    async function invite(): Promise<void> {
      const shop = new Shop(test);
      const demand = await shop.put({ kind: 'demand', enterpriseId: factory.id, title: `${title} 邀请` });
      const offering = await shop.put({ kind: 'offering', enterpriseId: provider.id, title: `${title} 能做` });
      const pair = { demandId: demand.id, offeringId: offering.id, demandEnterpriseId: factory.id, offeringEnterpriseId: provider.id };
      await test.app.get(SuggestionsStore).replaceForDemand(demand.id, [{ ...pair, explanation: explanationOf(80) }]);
      await test.app.get(SeatsService).fill(demand.id);
    }

    /** That somebody has one is not what is tested: it is the one that was just chosen by another. */
    async function passwordOf(email: string): Promise<void> {
      await test.app.get(Database).query('update person set password_hash = (select password_hash from person where email = $1) where email = $2', [factory.owner.email, email]);
    }
  });
});
