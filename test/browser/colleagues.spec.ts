import { jest } from '@jest/globals';
import { describeInBrowser } from '../support/browser.js';
import { Cast, type CastEnterprise } from '../support/cast.js';
import { inviteOnly } from './invitation.js';
import { DEVICES, Stage } from './stage.js';

jest.setTimeout(120_000);

describeInBrowser('colleagues', () => {
  let stage: Stage;
  let cast: Cast;

  beforeAll(async () => {
    stage = await Stage.open();
    cast = new Cast(stage.test);
  });
  afterEach(() => stage.leave());
  afterAll(() => stage?.close());

  describe.each(DEVICES)('%s', (_how, device) => {
    let enterprise: CastEnterprise;

    beforeEach(async () => {
      enterprise = await cast.enterprise();
    });

    it('come in by a letter from the owner, who thinks better of it in between', async () => {
      const email = `tongshi-${enterprise.owner.email}`;
      const owner = await stage.known(enterprise.owner.email, device);
      await owner.open(`/enterprises/${enterprise.id}/members`);
      await owner.fill('邮箱', enterprise.owner.email);
      await owner.pressAndStay(/^邀请$/);
      await owner.fill('邮箱', email);
      await owner.press(/^邀请$/);
      await owner.sees(`已给 ${email} 发信`);
      await owner.press('撤回邀请');
      await owner.press('撤销');
      await owner.sees('邀请照旧有效');

      const colleague = await stage.somebody(device);
      await colleague.clickInLetter(email, '请您加入', '注册并加入');
      expect(await colleague.page.getByLabel('邮箱').inputValue()).toBe(email);
      await colleague.fill('姓名', '赵同事');
      await colleague.fill('密码', '我们一起来办 2026');
      await colleague.press('注册，给我发确认信');
      await colleague.clickInLetter(email, '请确认', '确认邮箱');
      await colleague.press('确认邮箱');
      await colleague.openLetter(email, '您已加入');
      await colleague.open('/workspace');
      await colleague.sees(enterprise.name);

      await owner.reload();
      const seat = owner.page.getByRole('row').filter({ hasText: email });
      await owner.page.getByLabel('权限 – 赵同事').selectOption({ label: '只看' });
      await owner.press(/^改$/, seat);
      await owner.sees('权限改好了');
      await owner.press('移出', seat);
      await owner.sees('已移出');
      await colleague.open('/workspace');
      expect(await colleague.read()).not.toContain(enterprise.name);
      await owner.press('撤销');
      await owner.sees('已请回来，权限照旧');
      expect(await owner.page.getByLabel('权限 – 赵同事').inputValue()).toBe('viewer');
    });

    it('get an invitation passed on from the letter, and answer it themselves', async () => {
      const colleague = await cast.person('钱工程师');
      await cast.member(enterprise.id, colleague, 'viewer');
      await inviteOnly(stage.test, await cast.enterprise(), enterprise, '绕线机张力改造');

      const owner = await stage.known(enterprise.owner.email, device);
      await owner.clickInLetter(enterprise.owner.email, '有一条需求想请您看', '有意向');
      await owner.tick('转给同事');
      await owner.pressAndStay('确认答复');
      await owner.sees('请选一位同事');
      await owner.choose('转给哪位同事', '钱工程师');
      await owner.press('确认答复');
      await owner.sees('同事马上收到同样的邮件');

      const other = await stage.known(colleague.email, device);
      await other.clickInLetter(colleague.email, '有一条需求想请您看', '有意向');
      await other.fill('给对方的一句话', '下周三可以到现场看。');
      await other.press('确认答复');
      await other.sees('五个工作日内答复');
      await owner.open('/invitations');
      await owner.sees('有意向');
    });
  });
});
