import { jest } from '@jest/globals';
import { describeInBrowser, PHONE } from '../support/browser.js';
import { Cast, type CastEnterprise } from '../support/cast.js';
import { Shop } from '../support/shop.js';
import { DEVICES, Stage } from './stage.js';

jest.setTimeout(120_000);

describeInBrowser('who seeks', () => {
  let stage: Stage;
  let cast: Cast;
  let provider: CastEnterprise;
  let code: string;

  beforeAll(async () => {
    stage = await Stage.open();
    cast = new Cast(stage.test);
    provider = await cast.enterprise({ name: '真空示例设备有限公司' });
    const shop = new Shop(stage.test);
    for (const title of ['真空炉改造', '真空泵大修']) await shop.put({ kind: 'offering', enterpriseId: provider.id, title, serviceRegions: [] });
    await shop.put({ kind: 'offering', enterpriseId: provider.id, title: '真空镀膜代工', regionCode: '110108' });
    ({ code } = await shop.put({ kind: 'demand', enterpriseId: (await cast.enterprise()).id, title: '真空炉漏率检测和密封改造' }));
  });
  afterEach(() => stage.leave());
  afterAll(() => stage?.close());

  describe.each(DEVICES)('%s', (_how, device) => {
    it('keeps a search, drops it and takes it back', async () => {
      const user = await stage.known((await cast.person()).email, device);
      await user.open('/providers?q=真空炉');
      await user.sees('真空炉改造');
      await user.press('有新的就告诉我');
      await user.sees('存下了');
      await user.open('/saved-searches');
      await user.sees('真空炉');
      await user.press('去掉');
      await user.sees('还没有存下的搜索');
      await user.press('撤销');
      await user.sees('放回来了');
      await user.follow(/真空炉/);
      await user.sees('真空炉改造');
    });

    it('narrows a search down, looks at a hit and comes back to the same list', async () => {
      const user = await stage.somebody(device);
      await user.open('/providers?q=真空');
      await user.sees('真空泵大修');
      if (device.viewport === PHONE) await user.page.getByRole('link', { name: '筛选' }).click();
      await user.page.getByRole('checkbox', { name: /北京/ }).first().check();
      await user.press('看结果');
      expect(await user.read()).not.toContain('真空泵大修');
      await user.follow('真空镀膜代工');
      await user.page.goBack();
      await user.sees('真空镀膜代工');
      expect(await user.read()).not.toContain('真空泵大修');
    });

    it('writes a demand from the words that nobody answers, leaves and goes on with it', async () => {
      const { owner } = await cast.enterprise();
      const user = await stage.known(owner.email, device);
      await user.open('/providers?q=绕线机砝码');
      await user.follow('照这几个词写需求');
      expect(await user.page.getByLabel('标题').inputValue()).toBe('绕线机砝码');
      await user.press('保存，下一步');
      await user.fill('产品', '碳纤维羽毛球拍');
      if (device.javaScript) await user.page.getByText(/\d\d:\d\d/).first().waitFor();
      else await user.press('保存草稿');
      await user.open('/workspace/demands');
      await user.follow('绕线机砝码');
      await user.sees('碳纤维羽毛球拍');
    });

    it('offers himself for a demand that did not ask him, with a word to the factory', async () => {
      const { id, owner } = await cast.enterprise();
      await new Shop(stage.test).put({ kind: 'offering', enterpriseId: id, title: '真空炉检漏' });
      const user = await stage.known(owner.email, device);
      await user.open(`/demands/${code}`);
      await user.follow('我能做');
      await user.fill('给对方的一句话', '我们检过 40 台真空炉。');
      await user.press('告诉对方');
      await user.sees('您的意向已送给对方');
    });
  });
});
