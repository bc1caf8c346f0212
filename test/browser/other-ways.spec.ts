import { jest } from '@jest/globals';
import { describeInBrowser } from '../support/browser.js';
import { Cast, type CastEnterprise } from '../support/cast.js';
import { inviteOnly } from './invitation.js';
import { DEVICES, Stage } from './stage.js';

jest.setTimeout(120_000);

describeInBrowser('where the main job takes another way', () => {
  let stage: Stage;
  let cast: Cast;

  beforeAll(async () => {
    stage = await Stage.open();
    cast = new Cast(stage.test);
  });
  afterEach(() => stage.leave());
  afterAll(() => stage?.close());

  describe.each(DEVICES)('%s', (_how, device) => {
    let factory: CastEnterprise;
    let provider: CastEnterprise;
    let title: string;

    beforeAll(async () => {
      [factory, provider] = [await cast.enterprise(), await cast.enterprise()];
      title = `绕线机张力改造 ${factory.id.slice(-4)}`;
    });

    it('takes a refusal with its reason from the letter, once', async () => {
      await inviteOnly(stage.test, factory, provider, title);
      const user = await stage.somebody(device);
      await user.clickInLetter(provider.owner.email, '有一条需求想请您看', '不合适');
      await user.sees('打开本页不会改变任何事');
      const link = user.page.url();
      await user.page.getByRole('main').getByRole('radio').last().check();
      await user.press('确认答复');
      await user.page.goto(link);
      await user.sees('您答的是「不合适」');
    });

    it('stops a kind of letter from the letter itself, and sends it again when asked', async () => {
      const user = await stage.somebody(device);
      await user.clickInLetter(provider.owner.email, '有一条需求想请您看', '停收');
      await user.press('不再收');
      await user.sees('已经停了');
      await user.press('恢复接收');
      await user.sees('照常寄给您');
    });

    it('brings a demand back that was returned, with what to change, and takes it again', async () => {
      const officer = await cast.officer('13');
      const user = await stage.known(factory.owner.email, device);
      await user.open('/demands/new');
      await user.fill('标题', `${title} 请打电话`);
      await user.fill('现在的情况', '绕线机 6 台，张力靠砝码，缠绕松紧不匀，断裂返工多。');
      await user.press('保存，下一步');
      await user.press('提交审核');
      const reviewer = await stage.known(officer.email, device);
      await reviewer.openCase(title);
      await reviewer.pressAndStay('退回修改');
      await reviewer.sees('退回要写明原因');
      await reviewer.page.getByLabel('内容过于笼统').check();
      await reviewer.fill('给企业的话', '请写清几台设备。');
      await reviewer.press('退回修改');
      await user.openLetter(factory.owner.email, '要改几处再发布');
      await user.open('/workspace/demands?status=returned');
      await user.follow(title);
      await user.sees('请写清几台设备。');
      await user.follow('修改');
      await user.fill('标题', title);
      await user.press('提交审核');
      await user.sees(title);
      expect(await user.read()).not.toContain('请打电话');
    });
  });
});
