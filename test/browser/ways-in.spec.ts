import { jest } from '@jest/globals';
import { Passwords } from '../../src/features/identity/passwords.js';
import { Database } from '../../src/platform/database/database.js';
import { describeInBrowser } from '../support/browser.js';
import { Cast, type CastPerson } from '../support/cast.js';
import { DEVICES, Stage } from './stage.js';

jest.setTimeout(120_000);

const PASSWORD = '一句好记的话 2026';
const ANOTHER = '一句新的、好记的话 2026';

describeInBrowser('ways in', () => {
  let stage: Stage;
  let cast: Cast;
  let owner: CastPerson;

  beforeAll(async () => {
    stage = await Stage.open();
    cast = new Cast(stage.test);
    ({ owner } = await cast.enterprise());
    const hash = await stage.test.app.get(Passwords, { strict: false }).hash(PASSWORD);
    await stage.test.app.get(Database).query('update person set password_hash = $2 where id = $1', [owner.id, hash]);
  });
  afterEach(() => stage.leave());
  afterAll(() => stage?.close());

  describe.each(DEVICES)('%s', (_how, device) => {
    it('lets somebody in who has forgotten the password', async () => {
      const { email } = await cast.person();
      const user = await stage.somebody(device);
      await user.open('/login');
      await user.follow('忘了密码');
      await user.fill('邮箱', email);
      await user.pressAndStay('给我发信');
      await user.sees('信已经寄出');
      await user.clickInLetter(email, '密码', '设新密码');
      await user.fill('新密码', '太短');
      await user.pressAndStay('保存新密码');
      await user.fill('新密码', ANOTHER);
      await user.press('保存新密码');
      await user.sees('新密码已经生效');
      await user.logIn(email, ANOTHER);
      expect(new URL(user.page.url()).pathname).toBe('/zh/workspace');
    });

    it('works by keys alone, from the first link to a saved draft', async () => {
      const user = await stage.somebody(device);
      const { page } = user;
      await page.goto(`${stage.test.url}/zh/login`);
      await page.keyboard.press('Tab');
      expect(await page.evaluate<string>('document.activeElement.textContent.trim()')).toBe('跳到正文');
      await page.keyboard.press('Enter');
      await tabTo('email');
      await page.keyboard.type(owner.email);
      await page.keyboard.press('Tab');
      await page.keyboard.type(PASSWORD);
      await Promise.all([page.waitForURL('**/zh/workspace'), page.keyboard.press('Enter')]);
      await page.goto(`${stage.test.url}/zh/demands/new`);
      await tabTo('title');
      await page.keyboard.type('只用键盘写的需求');
      await tabTo('body');
      await page.keyboard.type('八台车床，没有联网。');
      await page.keyboard.press('Tab');
      await Promise.all([page.waitForURL('**/edit'), page.keyboard.press('Enter')]);
      expect(await page.getByLabel('标题').inputValue()).toBe('只用键盘写的需求');

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

    it('keeps what was typed when the session has ended', async () => {
      const user = await stage.known(owner.email, device);
      await user.open('/account');
      const [session] = (await user.context.cookies()).filter(({ name }) => name.endsWith('sid'));
      await user.context.clearCookies({ name: session!.name });
      await user.fill('姓名', '张建国 O’Neil');
      await user.pressAndStay('保存');
      await user.sees('您写的话还在');
      await user.press('登录');
      await user.fill('邮箱', owner.email);
      await user.fill('密码', PASSWORD);
      await user.press('登录');
      await user.sees('接着提交');
      await user.press('接着提交');
      expect(await user.page.getByLabel('姓名').inputValue()).toBe('张建国 O’Neil');
    });
  });
});
