import { jest } from '@jest/globals';
import { describeInBrowser } from '../support/browser.js';
import { Cast, type CastEnterprise, type CastPerson } from '../support/cast.js';
import { Shop } from '../support/shop.js';
import { DEVICES, Stage } from './stage.js';

jest.setTimeout(120_000);

const BODY = '靠老师傅听声音判断，去年停机 41 次，报废 96 件，想提前知道并自动记录，每班留一份报表。';

describeInBrowser('who keeps in order what is on the market', () => {
  let stage: Stage;
  let cast: Cast;
  let officer: CastPerson;
  let administrator: CastPerson;
  let factory: CastEnterprise;
  let demand: { readonly id: string; readonly code: string };

  beforeAll(async () => {
    stage = await Stage.open({ environment: { UNDO_SECONDS: '60' } });
    cast = new Cast(stage.test);
    officer = await cast.officer('13');
    administrator = await cast.officer(null, ['administrator']);
  });
  afterEach(() => stage.leave());
  afterAll(() => stage?.close());

  describe.each(DEVICES)('%s', (_how, device) => {
    beforeEach(async () => {
      factory = await cast.enterprise();
      demand = await new Shop(stage.test).put({ kind: 'demand', enterpriseId: factory.id, title: '绕线机张力改造', body: BODY });
    });

    it('revises a demand that is published, and takes the change back', async () => {
      const user = await stage.known(factory.owner.email, device);
      await user.open(`/demands/${demand.code}`);
      await user.follow('修改');
      await user.fill('标题', '绕线机张力闭环改造');
      await user.press('保存修改');
      await user.sees('修改已送审');
      await user.sees('绕线机张力改造');
      await user.press('撤回修改');
      await user.sees('修改已撤回');
    });

    it('withdraws a demand, takes that back, and says that it is fulfilled', async () => {
      const user = await stage.known(factory.owner.email, device);
      await user.open(`/demands/${demand.code}`);
      await user.press('撤下');
      await user.sees('已撤下');
      await user.press('撤销');
      await user.sees('又在展示了');
      await user.press('已经解决');
      await user.sees('已标为解决');
    });

    it('states what proves its skill, removes it, takes that back; an officer confirms the proof', async () => {
      const user = await stage.known(factory.owner.email, device);
      await user.open(`/enterprises/${factory.id}/evidence`);
      await user.pressAndStay('加一条');
      await user.sees('请选一张证书，或写是什么');
      await user.page.getByLabel('证书').first().selectOption({ index: 1 });
      await user.press('加一条');
      await user.sees('佐证已加上');
      await user.press('删掉');
      await user.sees('佐证已删掉');
      await user.press('撤销');
      await user.sees('佐证已放回');

      const other = await stage.known(officer.email, device);
      await other.open(`/enterprises/${factory.id}/evidence`);
      await other.press('我看过材料');
      await other.sees('已记下您的核验');
    });

    it('suspends a demand and an enterprise for a reason, and takes both back', async () => {
      const user = await stage.known(officer.email, device);
      for (const [path, done, undone] of [
        [`/review/listings/${demand.id}`, '已暂停展示', '已恢复展示'],
        [`/review/enterprises/${factory.id}`, '企业已暂停', '企业已恢复'],
      ] as const) {
        await user.open(path);
        await user.pressAndStay('暂停');
        await user.sees('暂停要写明原因');
        await user.page.getByRole('group', { name: '暂停原因' }).getByRole('checkbox').first().check();
        await user.press('暂停');
        await user.sees(done);
        await user.press('撤销');
        await user.sees(undone);
      }
    });

    it('puts words that mean the same into the dictionary, and takes them out again', async () => {
      const user = await stage.known(administrator.email, device);
      await user.open('/review/dictionary');
      await user.fill('同义的词', '绕线机');
      await user.pressAndStay('保存');
      await user.sees('至少写 2 个不同的词');
      await user.fill('同义的词', '绕线机\n卷线机');
      await user.press('保存');
      await user.sees('已添加，现在就生效');
      await user.press('撤销');
      await user.sees('已撤销');
    });
  });
});
