import { jest } from '@jest/globals';
import { Database } from '../../src/platform/database/database.js';
import { describeInBrowser } from '../support/browser.js';
import { Cast, type CastPerson, eventually } from '../support/cast.js';
import { inviteOnly } from './invitation.js';
import { DEVICES, Stage } from './stage.js';

jest.setTimeout(120_000);

/** Nothing in them that a hint would be given for. */
const JOBS = ['减速机壳体线数控机床联网采集', '绕线机砝码张力改成闭环控制', '喷漆房废气浓度在线监测'];
const BODY = '靠老师傅听声音判断，去年停机 41 次，报废 96 件，想提前知道并自动记录，每班留一份报表。';

describeInBrowser('officers', () => {
  let stage: Stage;
  let cast: Cast;
  let officer: CastPerson;
  let administrator: CastPerson;

  beforeAll(async () => {
    stage = await Stage.open({ environment: { UNDO_SECONDS: '60' } });
    cast = new Cast(stage.test);
    officer = await cast.officer('13');
    administrator = await cast.officer(null, ['administrator']);
    // Somebody whom other weights would concern.
    await inviteOnly(stage.test, await cast.enterprise(), await cast.enterprise(), '绕线机张力改造');
  });
  afterEach(() => stage.leave());
  afterAll(() => stage?.close());

  describe.each(DEVICES)('%s', (_how, device) => {
    /** Of cases that nobody has decided. */
    let titles: string[];

    beforeEach(async () => {
      titles = await handIn();
    });

    it('decide many cases at once, and take it back', async () => {
      const user = await stage.known(officer.email, device);
      await user.open('/review');
      await user.press('通过选中的');
      await user.sees('没有选中案件');
      await tickTwo();
      await user.press('通过选中的');
      await user.sees('已办 2 件');
      expect(await waiting()).toEqual(titles.slice(2));
      await user.press('撤销');
      await user.sees('撤销了，2 件回到待审');
      expect(await waiting()).toEqual(titles);

      await tickTwo();
      await user.pressAndStay('退回选中的');
      await user.sees('退回 2 件');
      await user.pressAndStay('退回修改');
      await user.sees('退回要写明原因');
      await user.tick('内容过于笼统');
      await user.fill('给企业的话', '请写清几台设备。');
      await user.press('退回修改');
      await user.sees('已办 2 件');
      expect(await waiting()).toEqual(titles.slice(2));

      async function tickTwo(): Promise<void> {
        for (const title of titles.slice(0, 2)) await user.tick(`选中：${title}`);
      }

      async function waiting(): Promise<string[]> {
        const page = await user.read();
        return titles.filter((title) => page.includes(title));
      }
    });

    it('decide case by case, by key where there are keys', async () => {
      const user = await stage.known(officer.email, device);
      const act = (key: string, button: string): Promise<void> => (device.javaScript ? user.strike(key) : user.press(button));
      await user.open('/review');
      await user.follow(titles[0]!);
      await act('r', '退回修改');
      await user.sees('退回要写明原因');
      if (device.javaScript) await user.page.keyboard.press('1');
      else await user.page.getByRole('group', { name: '退回原因' }).getByRole('checkbox').first().check();
      await act('r', '退回修改');
      await user.sees(`已退回：${titles[0]!}`);
      await user.press('撤销');
      await user.sees('撤销了，1 件回到待审');
      await act('a', '通过并发布');
      await user.sees(`已通过：${titles[0]!}`);
    });

    it('try other weights, put them in force and take them back', async () => {
      const secretariat = await stage.known(administrator.email, device);
      await secretariat.open('/review/weights');
      await secretariat.fill('文字', '-1');
      await secretariat.pressAndStay('试算，先不生效');
      await secretariat.sees('请填不小于 0 的数');
      await secretariat.fill('文字', '30');
      await secretariat.press('试算，先不生效');
      await secretariat.sees('45 → 30');
      await secretariat.press('按这张表，现在生效');
      await secretariat.sees('已换成edited-');
      await secretariat.press('换回starting-1');
      await secretariat.sees('已换成starting-1');
    });

    async function handIn(): Promise<string[]> {
      const factory = await cast.enterprise();
      const [number] = /\d+/.exec(factory.name)!;
      const titles = JOBS.map((job) => `${job}，第 ${number} 号`);
      for (const title of titles) {
        const { body } = await stage.test.request().post('/api/v1/demands').set('authorization', `Bearer ${factory.owner.token}`).send({ title, body: BODY, submit: true }).expect(201);
        await eventually(async () => (await stage.test.app.get(Database).query('select 1 from review where subject_id = $1', [body.id])).length > 0);
      }
      return titles;
    }
  });
});
