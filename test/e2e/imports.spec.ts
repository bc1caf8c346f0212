import { zipSync } from 'fflate';
import iconv from 'iconv-lite';
import readSheets from 'read-excel-file/node';
import writeXlsxFile from 'write-excel-file/node';
import { DataSource } from 'typeorm';
import { DataExport, type ExportDetail } from '../../src/features/exports/data-export.js';
import { EXPORT_SECTIONS } from '../../src/features/exports/export-sections.js';
import type { TaskView } from '../../src/features/tasks/tasks.types.js';
import { newId } from '../../src/shared/ids.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { Cast, type CastEnterprise, type CastPerson } from '../support/cast.js';

let test: TestApp;
let db: DataSource;
let cast: Cast;
let provider: CastEnterprise;

beforeAll(async () => {
  test = await startTestApp();
  db = test.app.get(DataSource);
  cast = new Cast(test);
  provider = await cast.enterprise();
});
afterAll(() => test?.close());

const as = (person: CastPerson) => ({ authorization: `Bearer ${person.token}` });
const get = (path: string, person = provider.owner) => test.request().get(path).set(as(person));
const post = (path: string, fields: object = {}, person = provider.owner) => test.request().post(path).set(as(person)).type('form').send(fields);
const upload = (bytes: Buffer, name: string, kind = 'offering', person = provider.owner) => test.request().post(`/zh/imports?kind=${kind}`).set(as(person)).attach('file', bytes, name);
const begin = async (bytes: Buffer, name: string, kind = 'offering'): Promise<string> => {
  const { status, headers, text } = await upload(bytes, name, kind);
  if (status !== 303) throw new Error(`${status}: ${/<p class="msg"[^>]*>([^<]*)/.exec(text)?.[1]}`);
  return headers['location']!.split('/').at(-1)!;
};
const task = async (id: string) => (await get(`/api/v1/tasks/${id}`).expect(200)).body as { status: string; done: number; total: number; words: string; hasFile: boolean };
const until = async (id: string, ...statuses: string[]) => {
  for (let i = 0; i < 400; i += 1) {
    const now = await task(id);
    if (statuses.includes(now.status)) return now;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Still ${(await task(id)).status}`);
};
const listings = (title: string) => db.query('select * from listing where enterprise_id = $1 and title like $2 order by created_at, code', [provider.id, title]);

const CSV = [
  '编号,服务名称,说明,服务类别,地区,服务地区,最高价（万元）,交付天数,资质,内部备注',
  'A-1,机床联网 🏭 O’Neil,接过 FANUC，40 家,数据采集与监控,滨海新区,天津、河北,80,30,ISO9001,不用',
  'A-2,"刀具, 寿命",=1+1 开头,DAT-ACQ,130981,,50,,,',
  'A-3,价格写错,说明,,,,fünf,,,',
  ',类别写错,说明,没有这一类,火星,,,,,',
  '',
  'A-4,没有别的,说明,,,,,,,',
].join('\r\n');

describe('an import', () => {
  it('takes a GB18030 file from Excel: checks it, waits for a word, and keeps what needs a change', async () => {
    const id = await begin(iconv.encode(CSV, 'gb18030'), '价目表.csv');
    expect((await until(id, 'asking')).total).toBe(5);
    expect(await listings('%')).toHaveLength(0);
    const page = (await get(`/zh/tasks/${id}`)).text;
    expect(page).toContain('检查完了：3 行可以导，2 行要改');
    expect(page).toContain('最高价（万元）：请填金额，单位万元');
    expect(page).toContain('服务类别：请从服务类别里选一项。地区：请从地区表里选一项。');
    expect(page.replaceAll('<wbr/>', '')).toContain('内部备注');

    await post(`/zh/imports/${id}/start`, { submit: '1' }).expect(303);
    const done = await until(id, 'done');
    expect(done).toMatchObject({ done: 5, total: 5, hasFile: true });
    const [first, second] = await listings('%');
    expect(first).toMatchObject({ external_id: 'A-1', status: 'in_review', category_code: 'DAT-ACQ', region_code: '120116', service_regions: ['12', '13'], budget_max: 800_000, lead_days: 30, certificates: ['ISO9001'] });
    expect(second).toMatchObject({ title: '刀具, 寿命', body: '=1+1 开头', region_code: '130981' });

    const refused = (await get(`/api/v1/tasks/${id}/file`).buffer(true).parse((res, next) => {
      let text = '';
      res.on('data', (part: Buffer) => (text += part.toString('utf8')));
      res.on('end', () => next(null, text));
    }).expect(200)).body as string;
    expect(refused).toMatch(/^\uFEFF编号,服务名称/);
    expect(refused.trim().split('\r\n')).toHaveLength(3);
    // The sheet of what was refused goes back in as it is.
    const again = await begin(Buffer.from(refused.replace('fünf', '5').replace('没有这一类,火星', ',')), 'again.csv');
    await until(again, 'asking');
    expect((await get(`/zh/tasks/${again}`)).text).toContain('检查完了：2 行可以导，0 行要改');
  });

  it('creates nothing twice: the same keys, the same file, a step that is done again', async () => {
    const rows = Array.from({ length: 250 }, (_, i) => `第 ${i} 条,说明 ${i}`);
    const file = Buffer.from(`标题,说明\n${rows.join('\n')}\n`);
    const id = await begin(file, 'many.csv');
    await until(id, 'asking');
    await post(`/zh/imports/${id}/start`, { submit: '0' });
    await until(id, 'done');
    // As if the process had died after its second step and before its place was kept.
    await db.query(`update task set status = 'stopped', done = 100 where id = $1`, [id]);
    await post(`/zh/tasks/${id}/resume`).expect(303);
    await until(id, 'done');
    expect(await listings('第 % 条')).toHaveLength(250);
    const second = await begin(file, 'many.csv');
    await until(second, 'asking');
    await post(`/zh/imports/${second}/start`, { submit: '0' });
    await until(second, 'done');
    expect(await listings('第 % 条')).toHaveLength(250);
    expect((await get(`/zh/tasks/${second}`)).text).toContain('250 条早就在了');
  });

  it('stops at a word and goes on at another', async () => {
    const id = await begin(Buffer.from(`title\n${Array.from({ length: 1_500 }, (_, i) => `Stop ${i}`).join('\n')}\n`), 'stop.csv', 'demand');
    await until(id, 'asking');
    await post(`/zh/imports/${id}/start`, { submit: '0' });
    await test.request().post(`/api/v1/tasks/${id}/stop`).set(as(provider.owner)).expect(204);
    const stopped = await task(id);
    expect(stopped.status).toBe('stopped');
    expect(stopped.done).toBeLessThan(1_500);
    await test.request().post(`/api/v1/tasks/${id}/stop`).set(as(provider.owner)).expect(409);
    await test.request().post(`/api/v1/tasks/${id}/resume`).set(as(provider.owner)).expect(204);
    expect((await until(id, 'done')).done).toBe(1_500);
    expect(await listings('Stop %')).toHaveLength(1_500);
  });

  it('is taken back from its notice and from its page: all that nobody has touched, drafts and what waits for review, and can be begun anew', async () => {
    const id = await begin(Buffer.from(`标题,说明,服务类别\n${Array.from({ length: 205 }, (_, i) => `撤回 ${i},接过 FANUC 数控系统，四十家,DAT-ACQ`).join('\n')}\n没有类别,说明,没有这一类\n`), 'back.csv');
    await until(id, 'asking');
    const undo = `/zh/imports/${id}/undo`;
    const stranger = await cast.enterprise();
    await post(undo).expect(303);
    expect((await task(id)).status).toBe('asking');
    const { headers } = await post(`/zh/imports/${id}/start`, { submit: '1' }).expect(303);
    expect(Buffer.from(/notice=([^;]+)/.exec(String(headers['set-cookie']))![1]!, 'base64url').toString()).toContain(`"action":"${undo}"`);
    expect((await until(id, 'done')).hasFile).toBe(true);
    const made = await listings('撤回 %');
    expect(made).toHaveLength(205);
    const caseOf = async (listing: string) => (await db.query(`select status from review where subject_id = $1`, [listing]))[0]?.status;
    const untilCase = async (listing: string, status: string) => {
      for (const end = Date.now() + 10_000; (await caseOf(listing)) !== status; await new Promise((go) => setTimeout(go, 50))) if (Date.now() > end) throw new Error(`The case is ${await caseOf(listing)}`);
    };
    await untilCase(made[2].id, 'open');
    // One was published, one has been taken back to be written on, one has got a file.
    await db.query(`update listing set status = 'published', published_at = now(), version = version + 1 where id = $1`, [made[0].id]);
    await post(`/zh/offerings/${made[1].code}/recall`).expect(303);
    await db.query(`insert into listing_attachment (listing_id, file_id, position) select $1, input_file_id, 1 from task where id = $2`, [made[3].id, id]);

    for (const language of ['zh', 'en']) expect((await get(`/${language}/tasks/${id}`)).text).toContain(`action="/${language}/imports/${id}/undo"`);
    await post(undo, {}, stranger.owner).expect(404);
    await Promise.all([post(undo), post(undo)]);
    expect(await until(id, 'asking')).toMatchObject({ done: 0, total: 206, hasFile: false });
    expect((await listings('撤回 %')).map(({ id: left }: { id: string }) => left).sort()).toEqual([made[0].id, made[1].id, made[3].id].sort());
    await untilCase(made[2].id, 'withdrawn');
    expect((await db.query(`select action from audit_entry where subject_id = $1 order by seq`, [made[2].id])).map(({ action }: { action: string }) => action)).toEqual(['listing.submitted', 'listing.recalled', 'listing.draft-removed']);
    const page = (await get(`/zh/tasks/${id}`)).text;
    expect(page).toMatch(/撤回了 202 条[\s\S]*还有 3 条有人改过或审核过，留着没动[\s\S]*可以导/);
    expect((await get(`/en/tasks/${id}`)).text).toContain('3 were changed or decided on by then and stay.');
    await post(undo).expect(303);
    expect((await task(id)).status).toBe('asking');

    await db.query(`delete from listing_attachment where listing_id = $1`, [made[3].id]);
    await post(`/zh/imports/${id}/start`, { submit: '0' }).expect(303);
    await until(id, 'done');
    expect((await get(`/zh/tasks/${id}`)).text).toMatch(/导入了 202 条[\s\S]*3 条早就在了/);
    // A second time it takes back what the second one has made.
    await post(undo).expect(303);
    await until(id, 'asking');
    expect((await get(`/zh/tasks/${id}`)).text).toContain('撤回了 202 条');
    expect(await listings('撤回 %')).toHaveLength(3);
  });

  it('is taken back while it runs, and leaves nothing of the step that was under way', async () => {
    const id = await begin(Buffer.from(`title\n${Array.from({ length: 1_200 }, (_, i) => `Race ${i}`).join('\n')}\n`), 'race.csv', 'demand');
    await until(id, 'asking');
    await post(`/zh/imports/${id}/start`, { submit: '0' }).expect(303);
    while ((await listings('Race %')).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await post(`/zh/imports/${id}/undo`).expect(303);
    await until(id, 'asking');
    expect(await listings('Race %')).toHaveLength(0);
    expect((await task(id)).done).toBe(0);
    // No other kind of long work is turned round by that address.
    const other = (await post('/zh/account/export').expect(303)).headers['location']!.split('/').at(-1)!;
    await until(other, 'done');
    await post(`/zh/imports/${other}/undo`).expect(404);
  });

  it('reads an Excel file with its dates, and a template as it was downloaded', async () => {
    const bytes = await writeXlsxFile([[{ value: '需求名称' }, { value: '说明' }, { value: '截止日期' }, { value: '预算' }], [{ value: '表格里的需求' }, { value: '来自 Excel' }, { type: Date, value: new Date('2027-03-31T00:00:00Z'), format: 'yyyy-mm-dd' }, { type: Number, value: 12.5 }]]).toBuffer();
    const id = await begin(bytes, '需求.xlsx', 'demand');
    await until(id, 'asking');
    await post(`/zh/imports/${id}/start`, { submit: '1' });
    await until(id, 'done');
    const [row] = await db.query(`select deadline::text, budget_max from listing where title = '表格里的需求'`);
    expect(row).toEqual({ deadline: '2027-03-31', budget_max: 125_000 });
    for (const kind of ['demand', 'offering']) {
      for (const language of ['zh', 'en']) {
        const { text } = await get(`/${language}/imports/template.csv?kind=${kind}`).expect(200);
        const template = await begin(Buffer.from(text), 'template.csv', kind);
        await until(template, 'asking');
        const page = (await get(`/zh/tasks/${template}`)).text;
        expect(page).toContain('检查完了：1 行可以导，0 行要改');
        expect(page).not.toContain('不用</span>');
      }
    }
  });

  it.each([
    ['no sheet', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n'), 'x.pdf', '这不是表格'],
    ['no title', Buffer.from('甲,乙\n1,2\n'), 'x.csv', '没找到「标题」这一列'],
    ['only a heading', Buffer.from('标题,说明\n'), 'x.csv', '只有表头'],
    ['too many rows', Buffer.from(`标题\n${'a\n'.repeat(20_001)}`), 'x.csv', '一次最多导 20000 行'],
    ['a sheet that bursts', Buffer.from(zipSync({ '[Content_Types].xml': Buffer.from('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'), 'xl/workbook.xml': Buffer.from('<workbook/>'), 'xl/worksheets/sheet1.xml': Buffer.alloc(200 * 1024 * 1024) })), 'x.xlsx', '读不出来'],
  ])('says what to do about %s', async (_, bytes, name, words) => {
    const id = await begin(bytes, name);
    expect((await until(id, 'failed')).words).toContain(words);
  });

  it('refuses a request without a file, and what is none of the enterprise’s', async () => {
    const none = await test.request().post('/zh/imports?kind=offering').set(as(provider.owner)).field('x', 'y');
    expect(none.status).toBe(422);
    expect(none.text).toContain('还没有选文件');
    const stranger = await cast.enterprise();
    expect((await test.request().post(`/zh/imports?kind=offering&enterprise=${provider.id}`).set(as(stranger.owner)).attach('file', Buffer.from('标题\na\n'), 'a.csv')).status).toBe(422);
    const id = await begin(Buffer.from('标题\n别人的\n'), 'own.csv');
    await until(id, 'asking');
    for (const path of [`/zh/tasks/${id}`, `/api/v1/tasks/${id}`, `/api/v1/tasks/${id}/events`, `/api/v1/tasks/${id}/file`]) await get(path, stranger.owner).expect(404);
    for (const path of [`/zh/tasks/${id}/stop`, `/zh/imports/${id}/start`]) await post(path, {}, stranger.owner).expect(404);
  });
});

describe('an export of one’s data', () => {
  it('is a workbook of what is one’s own, and of nobody else’s', async () => {
    const stranger = await cast.enterprise({ name: '别家示例机械有限公司' });
    const { headers } = await post('/zh/account/export').expect(303);
    const id = headers['location']!.split('/').at(-1)!;
    expect(await until(id, 'done')).toMatchObject({ hasFile: true });
    const bytes = (await get(`/api/v1/tasks/${id}/file`).buffer(true).parse((res, next) => {
      const parts: Buffer[] = [];
      res.on('data', (part: Buffer) => parts.push(part));
      res.on('end', () => next(null, Buffer.concat(parts)));
    }).expect(200)).body as Buffer;
    const sheets = await readSheets(bytes);
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['账号', '企业和角色', '需求和供给', '匹配和邀请', '对接', '存下的搜索', '寄给我的信']);
    const text = JSON.stringify(sheets);
    expect(text).toContain('=1+1 开头');
    expect(text).toContain(provider.name);
    expect(text).not.toContain(stranger.name);
    await get(`/api/v1/tasks/${id}/file`, stranger.owner).expect(404);
  });

  it('has each sheet once, though a step of before it was stopped is still at work when it goes on', async () => {
    const runner = test.app.get(DataExport, { strict: false });
    const stands = { id: newId(), ownerId: provider.owner.id, detail: { language: 'zh' } };
    for (const place of EXPORT_SECTIONS.keys()) {
      const now = { ...stands, done: place } as TaskView<ExportDetail>;
      expect((await Promise.all([runner.step(now), runner.step(now)])).map(({ done }) => done)).toEqual([place + 1, place + 1]);
    }
    runner.forget(stands.id);
  });
});

describe('long work', () => {
  it('tells how far it is as it goes, until its end', async () => {
    const id = await begin(Buffer.from(`标题\n${Array.from({ length: 800 }, (_, i) => `事 ${i}`).join('\n')}\n`), 'events.csv');
    await until(id, 'asking');
    await post(`/zh/imports/${id}/start`, { submit: '0' });
    const answer = await fetch(`${test.url}/api/v1/tasks/${id}/events`, { headers: as(provider.owner) });
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    const told = (await answer.text()).split('\n').filter((line) => line.startsWith('data: ')).map((line) => JSON.parse(line.slice(6)));
    expect(told.at(-1)).toMatchObject({ status: 'done', done: 800 });
    expect((await get('/zh/tasks')).text).toContain('导入供给：events.csv');
  });

  it('is bounded for each person', async () => {
    await db.query(`update task set status = 'running' where owner_id = $1`, [provider.owner.id]);
    const answer = await upload(Buffer.from('标题\na\n'), 'a.csv');
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('还在进行');
  });
});
