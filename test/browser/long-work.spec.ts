import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { DATA_EXPORT } from '../../src/features/exports/data-export.js';
import { EXPORT_SECTIONS } from '../../src/features/exports/export-sections.js';
import { LISTING_IMPORT } from '../../src/features/imports/listing-import.js';
import { REMATCH_TASK } from '../../src/features/matching/rematch/rematch-task.js';
import { TasksService } from '../../src/features/tasks/tasks.service.js';
import { describeInBrowser } from '../support/browser.js';
import { Cast, type CastEnterprise, type CastPerson } from '../support/cast.js';
import { Shop } from '../support/shop.js';
import { Brake } from './brake.js';
import { DEVICES, Stage } from './stage.js';

jest.setTimeout(120_000);

/** The server looks every half second how far a task is, and tells the page. */
const TWO_LOOKS_MS = 1_000;
/** More than one step takes. */
const ROWS = 120;
/** Every tenth has a category that there is none of. */
const SHEET = ['标题,说明,服务类别', ...Array.from({ length: ROWS }, (_, i) => `表里的供给 ${i},说明 ${i},${i % 10 === 7 ? '没有这一类' : 'DAT-ACQ'}`), ''].join('\n');

describeInBrowser('long work', () => {
  let stage: Stage;
  let cast: Cast;
  let enterprise: CastEnterprise;
  let administrator: CastPerson;
  let brake: Brake | undefined;

  beforeAll(async () => {
    stage = await Stage.open();
    cast = new Cast(stage.test);
    enterprise = await cast.enterprise();
    administrator = await cast.officer(null, ['administrator']);
    const shop = new Shop(stage.test);
    for (const title of ['真空炉温度采集', '真空泵振动监测']) await shop.put({ kind: 'demand', enterpriseId: enterprise.id, title });
  });
  afterEach(() => {
    brake?.release();
    return stage.leave();
  });
  afterAll(() => stage?.close());

  describe.each(DEVICES)('%s', (_how, device) => {
    it('carries away what is mine, shows how far it is after a reload too, and gives the file', async () => {
      const total = EXPORT_SECTIONS.length;
      brake = new Brake(stage.test, DATA_EXPORT, 2);
      const user = await stage.known((await cast.enterprise()).owner.email, device);
      await user.open('/account');
      await user.begin('开始导出');
      await user.waitFor(`2 / ${total}`);
      await user.reload();
      await user.sees(`2 / ${total}`);
      brake.ease();
      await user.waitFor(`3 / ${total}`);
      await user.open('/tasks');
      await user.sees(`3 / ${total}`);
      brake.release();
      await user.waitFor('已完成');
      await user.follow('导出我的数据');
      const file = await user.page.getByRole('link', { name: '下载' }).getAttribute('href');
      const answer = await user.context.request.get(stage.test.url + file!);
      expect([answer.status(), (await answer.body()).subarray(0, 2).toString()]).toEqual([200, 'PK']);
    });

    it('imports a sheet: what was understood first, then how far it is, and the rows that were left', async () => {
      const user = await stage.known((await cast.enterprise()).owner.email, device);
      await user.open('/imports/new?kind=offering');
      await user.page.getByLabel('表格文件').setInputFiles({ name: '价目表.csv', mimeType: 'text/csv', buffer: Buffer.from(SHEET) });
      await user.begin('上传并检查');
      await user.waitFor(`检查完了：${ROWS - ROWS / 10} 行可以导，${ROWS / 10} 行要改`);
      brake = new Brake(stage.test, LISTING_IMPORT, 1);
      await user.begin('导入，存成草稿');
      await user.waitFor(`100 / ${ROWS}`);
      await user.reload();
      await user.sees(`100 / ${ROWS}`);
      brake.release();
      await user.waitFor(`导入了 ${ROWS - ROWS / 10} 条`);
      await user.sees(`${ROWS / 10} 行要改`);
      await user.follow('看我的供给');
      await user.sees('表里的供给');
    });

    // Without a script the browser itself shows how far it is.
    if (device.javaScript) {
      it('shows how far an upload is, and gives the form back when it is stopped, cut off or refused', async () => {
        const { page } = await stage.known(enterprise.owner.email, device);
        const bar = page.getByRole('progressbar', { name: '正在上传' });
        const send = page.getByRole('button', { name: '上传并检查' });
        await page.goto(`${stage.test.url}/zh/imports/new?kind=offering`);
        const chosen = (): Promise<string> => page.evaluate<string>(`document.querySelector('input[type=file]').files[0]?.name ?? ''`);
        await page.getByLabel('表格文件').setInputFiles({ name: '大表.csv', mimeType: 'text/csv', buffer: Buffer.alloc(600_000, '标题,说明\n') });

        // Nothing gets through until the wire is cut.
        let cut = (): void => undefined;
        const wire = new Promise<void>((resolve) => (cut = resolve));
        await page.route('**/zh/imports?*', (route) => wire.then(() => route.abort()).catch(() => undefined));
        await send.click();
        await bar.waitFor();
        await stage.inspector.check(page);
        expect(stage.inspector.take()).toEqual([]);
        await page.getByRole('button', { name: '停止' }).click();
        await bar.waitFor({ state: 'detached' });
        expect(await chosen()).toBe('大表.csv');
        await send.click();
        await bar.waitFor();
        cut();
        await page.getByRole('alert').getByText('没有传上去').waitFor();
        expect(await chosen()).toBe('大表.csv');
        await stage.inspector.check(page);
        await page.unroute('**/zh/imports?*');

        await page.getByLabel('表格文件').setInputFiles({ name: '程序.csv', mimeType: 'text/csv', buffer: Buffer.from('MZ\0\0\0') });
        await send.click();
        await page.getByRole('alert').getByText('有 1 处要改').waitFor();
        await stage.inspector.check(page);
        // The browser itself tells of the cut wire and of the refusal, and of nothing else.
        expect(stage.inspector.take().filter((fault) => !/Failed to load resource|answers 422/.test(fault))).toEqual([]);
        // The form that came back is sent the same way.
        await page.getByLabel('表格文件').setInputFiles({ name: '小表.csv', mimeType: 'text/csv', buffer: Buffer.from('标题,说明\n球拍,张力\n') });
        await send.click();
        await page.waitForURL('**/zh/tasks/*');
      });
    }

    it('matches everything anew for the secretariat, is stopped and goes on', async () => {
      const user = await stage.known(administrator.email, device);
      await user.open('/review/weights');
      brake = new Brake(stage.test, REMATCH_TASK, 1);
      await user.begin('现在就做');
      await user.waitFor('0 / 2');
      answerLate();
      await user.press('停止');
      await user.sees('停下了');
      await user.begin('接着做');
      await user.waitFor('0 / 2');
      brake.release();
      await user.waitFor('已完成');
      await user.sees('2 / 2');
      await user.sees('更新了');
    });

    /** A press is answered only when the page has heard by its own wire what the press did. */
    function answerLate(): void {
      const tasks = stage.test.app.get(TasksService, { strict: false });
      const stop = tasks.stop.bind(tasks);
      tasks.stop = async (actor, id) => {
        Reflect.deleteProperty(tasks, 'stop');
        await stop(actor, id);
        await sleep(TWO_LOOKS_MS);
      };
    }
  });
});
