import { jest } from '@jest/globals';
import { describeInBrowser, DESKTOP } from '../support/browser.js';
import { Cast, type CastPerson } from '../support/cast.js';
import { DEVICES, Stage } from './stage.js';
import { TRADES } from './trades.js';
import { signUp } from './user.js';

jest.setTimeout(300_000);

describeInBrowser('the main job', () => {
  let stage: Stage;
  let cast: Cast;
  let hebei: CastPerson;
  let beijing: CastPerson;

  beforeAll(async () => {
    stage = await Stage.open({ examinesOnTheWay: true });
    cast = new Cast(stage.test);
    [hebei, beijing] = [await cast.officer('13'), await cast.officer('11')];
  });
  afterEach(() => stage.leave());
  afterAll(() => stage?.close());

  describe.each(DEVICES.map(([how, device], i) => [how, { device, ...TRADES[i]! }] as const))('%s', (_how, { device, factory, demand, offering }) => {
    it('goes from signing up to a confirmed acceptance, by hand', async () => {
      // One newcomer is enough: the other side has been there for long.
      const provider = await cast.enterprise({ regionCode: '110108' });
      const [maker, supplier] = [await stage.somebody(device), await stage.known(provider.owner.email, device)];
      await signUp(maker, factory);
      await approve(hebei, factory.enterprise);
      await maker.openLetter(factory.email, '已通过核验');

      await writeDemand();
      await writeOffering();
      await approve(beijing, offering.title);
      await approve(hebei, demand.title);
      await maker.openLetter(factory.email, '已发布');

      await supplier.clickInLetter(provider.owner.email, '有一条需求想请您看', '有意向');
      await supplier.sees('打开本页不会改变任何事');
      const link = new URL(supplier.page.url()).pathname;
      await supplier.fill('给对方的一句话', '下周可以先改一台。');
      await supplier.press('确认答复');
      await supplier.sees('五个工作日内答复');
      await supplier.page.goto(stage.test.url + link);
      await supplier.sees('您答的是「有意向」');
      if (device.viewport === DESKTOP && device.javaScript) await stage.inspector.examine(link, supplier.context, 410);

      await maker.clickInLetter(factory.email, '有意向', '同意对接');
      await maker.sees('下周可以先改一台。');
      await maker.press('确认答复');
      await maker.follow('打开对接页');
      await maker.sees('138 0000 0000');
      await supplier.openLetter(provider.owner.email, '双方都同意了');
      await supplier.open('/workspace');
      await supplier.follow(factory.enterprise);
      await supplier.sees(`138 0000 0${factory.number}`);
      await supplier.sees('现场.csv');
      await comeToAnOutcome();

      /** A proposal by the provider, a contract that the factory confirms from its mail, an acceptance that the provider confirms in the workspace. */
      async function comeToAnOutcome(): Promise<void> {
        await supplier.press('方案出了');
        await supplier.page.getByText('签约了', { exact: true }).click();
        await supplier.fill('签约金额', '42');
        await supplier.fill('签约日期', '2026-12-24');
        await supplier.pressAndStay('报签约');
        await supplier.fill('签约日期', '2026-11-23');
        await supplier.press('报签约');
        await supplier.sees('等对方确认');
        await maker.clickInLetter(factory.email, '说签了', '对，就是这样');
        await maker.sees('42 万元');
        await maker.press('确认答复');
        await maker.sees('您答的是「对，就是这样」');
        await maker.follow('打开对接页');
        await maker.fill('验收日期', '2026-11-23');
        await maker.press('报验收');
        await supplier.open('/workspace');
        await supplier.follow('说验收了，您看对不对');
        await supplier.press('对，就是这样');
        await supplier.sees('已验收');
      }

      /** A draft first, with the meter and a file; then the rest of it. */
      async function writeDemand(): Promise<void> {
        await maker.open('/demands/new');
        await maker.fill('标题', demand.title);
        await maker.fill('现在的情况', demand.body);
        await maker.press('保存，下一步');
        await maker.sees('写清五件事：0 / 5');
        await maker.fill('产品', demand.product);
        await maker.fill('效果', demand.effect);
        if (device.javaScript) await maker.page.locator('#five').getByText('写清五件事：2 / 5').waitFor();
        if (device.javaScript) expect(await maker.page.locator('.strip').textContent()).toContain('写清五件事：2 / 5');
        await maker.press('保存草稿');
        await maker.sees('写清五件事：2 / 5');
        await maker.follow('添加附件');
        await maker.page.getByLabel('添加附件').setInputFiles({ name: '现场.csv', mimeType: 'text/csv', buffer: Buffer.from('机台,张力\n1,35\n') });
        await maker.press('上传');
        await maker.sees('现场.csv');
        await maker.follow('修改');
        await maker.fill('用在哪里', '泊头');
        await maker.fill('最低', '20');
        await maker.fill('最高', '36.5');
        await maker.fill('希望完成', '2027-06-30');
        await maker.press('提交审核');
        await maker.sees('20–36.5 万元');
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
      async function approve({ email }: CastPerson, title: string): Promise<void> {
        const officer = await stage.known(email, device);
        await officer.openCase(title);
        if (device.javaScript) await officer.strike('a');
        else await officer.press('通过');
        await officer.sees(title);
        await officer.context.close();
      }
    });
  });
});
