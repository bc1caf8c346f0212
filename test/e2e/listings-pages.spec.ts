import { Database } from '../../src/platform/database/database.js';
import { DraftRemovalService } from '../../src/features/listings/draft-removal.service.js';
import { ListingAttachmentsService } from '../../src/features/listings/listing-attachments.service.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { Cast, type CastEnterprise, type CastPerson } from '../support/cast.js';

describe('the pages of listings', () => {
  let test: TestApp;
  let cast: Cast;
  let factory: CastEnterprise;

  beforeAll(async () => {
    test = await startTestApp({ APP_ROLE: 'web' });
    cast = new Cast(test);
    factory = await cast.enterprise();
  });
  afterAll(() => test?.close());

  const get = (path: string, person: CastPerson | null = factory.owner) => {
    const request = test.request().get(path);
    return person ? request.set('authorization', `Bearer ${person.token}`) : request;
  };
  const post = (path: string, fields: Record<string, unknown>, person: CastPerson = factory.owner) =>
    test.request().post(path).set('authorization', `Bearer ${person.token}`).type('form').send(fields);
  const begin = async (plural: 'demands' | 'offerings', title: string): Promise<string> => {
    const { status, headers } = await post(`/zh/${plural}`, { title, body: '换刀靠老师傅听声音。' });
    expect(status).toBe(303);
    return headers['location']!.replace(/\/edit$/, '');
  };
  const hidden = (html: string, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)![1]!;

  it('make one draft of a form that is sent twice at once, and another one of other words', async () => {
    const sent = { form: hidden((await get('/zh/demands/new')).text, 'form'), title: '泵壳 40 台', body: '壳体有砂眼' };
    const places = (await Promise.all([1, 2, 3].map(() => post('/zh/demands', sent)))).map(({ status, headers }) => [status, headers['location']]);
    expect(places).toEqual([places[0], places[0], places[0]]);
    expect(places[0]![0]).toBe(303);
    const again = await post('/zh/demands', { ...sent, body: '壳体有砂眼，急' });
    expect(again.headers['location']).not.toBe(places[0]![1]);
    // An empty form comes back as the same one; one without a key or with nonsense for it still works.
    expect(hidden((await post('/zh/demands', { ...sent, title: '' })).text, 'form')).toBe(sent.form);
    for (const form of [{}, { form: 'x' }]) expect((await post('/zh/demands', { title: '泵壳', body: '', ...form })).status).toBe(303);
    expect(new Set([hidden((await get('/zh/demands/new')).text, 'form'), sent.form]).size).toBe(2);
  });

  it('begin with two sentences, go on with the whole form, and end in review', async () => {
    expect((await get('/zh/demands/new')).text).toContain('要解决什么事？');
    const empty = await post('/zh/demands', { title: '', body: '写了一半 <b>' });
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('写了一半 &lt;b>');
    expect(empty.text).toContain('请填写这一项。');
    const at = await begin('demands', '减速机壳体线 12 台数控机床联网采集');
    expect(at).toMatch(/^\/zh\/demands\/D-13-/);

    const { text: form } = await get(`${at}/edit`);
    expect(form).toContain('写清五件事：0 / 5');
    expect(form).toContain('河北 沧州 泊头');
    const fields = {
      title: '减速机壳体线 12 台数控机床联网采集',
      body: '换刀靠老师傅听声音。',
      effect: '换刀前 30 分钟提醒，每月不超过 1 次',
      region: '河北 沧州 泊头',
      regionCode: '130981',
      budgetMin: '30',
      budgetMax: '50',
      deadline: '2027-03-31',
      certificates: ['ISO9001', 'ISO14001'],
      tags: '刀具寿命、FANUC',
      seats: '3',
      version: hidden(form, 'version'),
      go: 'save',
    };
    const wrong = await post(`${at}/edit`, { ...fields, budgetMax: 'fünf', region: '沧州', regionCode: '', deadline: '' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('请填金额，单位万元');
    expect(wrong.text).toContain('value="fünf"');
    const unclear = await post(`${at}/edit`, { ...fields, region: '沧州', regionCode: '' });
    expect(unclear.status).toBe(422);
    expect(unclear.text).toContain('请按「找」');
    expect(unclear.text).toMatch(/type="radio" name="regionCode" value="1309"/);
    const found = await post(`${at}/edit`, { ...fields, region: '泊头', regionCode: '', go: 'find' });
    expect([found.status, found.text.includes('有 1 处要改')]).toEqual([200, false]);

    const saved = await post(`${at}/edit`, fields);
    expect([saved.status, saved.headers['location']]).toEqual([303, `${at}/edit`]);
    const stale = await post(`${at}/edit`, { ...fields, title: '别人没看到的标题' });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('别人没看到的标题');
    const submitted = await post(`${at}/edit`, { ...fields, version: hidden(stale.text, 'version'), go: 'submit' });
    expect([submitted.status, submitted.headers['location']]).toEqual([303, at]);
    const { text: own } = await get(at);
    for (const words of ['审核中', '撤回来改', '30–50 万元', '2027 年 3 月 31 日', '写清五件事：1 / 5', '刀具寿命']) expect(own).toContain(words);
    expect((await get(at, null)).status).toBe(404);
    expect((await get(`${at}/edit`)).status).toBe(200);
    expect((await post(`${at}/edit`, { ...fields, version: '99' })).status).toBe(409);
    expect((await post(`${at}/recall`, {})).headers['location']).toBe(at);
    expect((await get(at)).text).toContain('删除草稿');
    expect((await post(`${at}/removal`, {})).headers['location']).toBe('/zh/workspace/demands');
    expect((await get(at)).status).toBe(404);
  });

  it('take a category by its name, its pinyin or its initials, and ask when it is not clear', async () => {
    const at = await begin('demands', '类别怎么选');
    const { text: form } = await get(`${at}/edit`);
    const send = async (category: string, go = 'find') =>
      (await post(`${at}/edit`, { title: '类别怎么选', body: '换刀靠听。', category, version: hidden(form, 'version'), go })).text;
    for (const typed of ['数据采集与监控', 'sjcjyjk', 'shujucaijiyujiankong', 'DAT-ACQ']) expect(await send(typed)).toContain('name="categoryCode" value="DAT-ACQ"');
    expect(await send('数据')).toMatch(/type="radio"[^>]*name="categoryCode"[^>]*value="DAT-ACQ"/);
    expect(await send('量子', 'save')).toContain('category');
    await post(`${at}/edit`, { title: '类别怎么选', body: '换刀靠听。', category: '数据采集与监控', version: hidden(form, 'version'), go: 'save' }).expect(303);
    expect((await get(`${at}/edit`)).text).toContain('name="categoryCode" value="DAT-ACQ"');
  });

  it('begin with an outline of what providers ask first, and lose nothing typed', async () => {
    const asked = await post('/zh/demands', { title: '泵壳', body: '壳体 <12 台>', template: 'DAT', go: 'outline' });
    expect(asked.status).toBe(200);
    expect(asked.text).toContain('value="泵壳"');
    const body = /<textarea[^>]*name="body"[^>]*>([^<]*)</.exec(asked.text)![1]!;
    expect(body).toContain('壳体 &lt;12 台>\n设备（品牌、系统、台数）：\n'.replace('\\n', '\n'));
    expect((await post('/zh/demands', { title: '', body: '', template: 'none', go: 'outline' })).status).toBe(422);
    const { headers } = await post('/zh/demands', { title: '12 台数控机床数据采集与监控', body: '设备（品牌、系统、台数）：FANUC 12 台\n有没有网口、开没开协议：\n', template: 'DAT' });
    const { text } = await get(headers['location']!);
    expect(text).toContain('设备（品牌、系统、台数）：FANUC 12 台</textarea>');
    // The category that the text speaks of asks for the five things in its own words.
    expect(text).toContain('数据能不能出厂、停机窗口有多长');
  });

  it('save themselves by the script, and say which version they are now', async () => {
    const at = await begin('offerings', '激光切割外协，厚板 40 mm');
    const version = hidden((await get(`${at}/edit`)).text, 'version');
    const first = await post(`${at}/autosave`, { title: '激光切割外协', leadDays: '7', version });
    expect([first.status, first.headers['x-version']]).toEqual([204, String(Number(version) + 1)]);
    expect((await post(`${at}/autosave`, { title: 'x', version })).status).toBe(409);
    expect((await post(`${at}/autosave`, { title: 'x', version: first.headers['x-version'], leadDays: 'soon' })).status).toBe(422);
    const five = await post(`${at}/five`, { methods: '6 kW 激光，精度 ±0.1 mm' });
    expect(five.text).toContain('写清五件事：1 / 5');
    expect(five.text).not.toContain('<html');
    const again = await get(`${at}/edit`);
    expect(again.text).toContain('value="激光切割外协"');
    expect((await get(at.replace('/zh/', '/en/'))).text).toContain('Submit for review');
  });

  it('belong to their enterprise', async () => {
    const at = await begin('demands', '三坐标检测外协');
    const stranger = await cast.person();
    for (const path of [at, `${at}/edit`]) expect((await get(path, stranger)).status).toBe(404);
    for (const act of ['edit', 'autosave', 'submission', 'removal', 'fulfilled']) expect((await post(`${at}/${act}`, {}, stranger)).status).toBe(404);
    expect((await get('/zh/demands/new', stranger)).text).toContain('先登记企业');
    expect((await post('/zh/demands', { title: '我也要发' }, stranger)).status).toBe(422);
    expect((await get('/zh/demands/new', null)).headers['location']).toBe('/zh/login?next=%2Fzh%2Fdemands%2Fnew');
    const viewer = await cast.person();
    await cast.member(factory.id, viewer, 'viewer');
    expect((await get(at, viewer)).status).toBe(200);
    expect((await get(`${at}/edit`, viewer)).status).toBe(403);
  });

  it('list what is on the market, and say what became of what was', async () => {
    const title = `<script>alert("x")</script> & 'AGV' 调度 🏭`;
    const at = await begin('demands', title);
    const code = at.split('/').at(-1)!;
    const publish = (status: string, reason: string | null) =>
      test.app.get(Database).query(`update listing set status = $2, closed_reason = $3, published_at = $4, expires_at = $4 where code = $1`, [code, status, reason, test.clock.now()]);
    await publish('published', null);
    const list = await get('/zh/demands?region=13&category=', null);
    expect(list.text).toContain('&lt;script>');
    expect(list.text).not.toContain('<script>alert');
    expect((await get('/zh/demands?region=11', null)).text).toContain('没有符合条件的');
    expect((await get('/zh/demands?page=0', null)).status).toBe(422);
    expect((await get('/zh/demands?page=2&region=13&utm=x', null)).status).toBe(200);
    const { text } = await get(at, null);
    expect(text).toContain('我能做');
    expect(text).not.toContain('13800000000');
    expect((await get(at.toLowerCase().replace('/zh/demands/', '/en/demands/'), null)).status).toBe(200);
    await publish('closed', 'fulfilled');
    const ended = await get(at, null);
    expect([ended.status, ended.text.includes('需求已解决。')]).toEqual([410, true]);
    expect((await get('/zh/workspace/demands?status=closed')).text).toContain('已解决');
    expect((await get('/en/workspace/offerings')).text).toContain('My offerings');
  });

  it('take files from a form, and say what was wrong with one', async () => {
    const at = await begin('demands', '锅炉房余热回收');
    const upload = (bytes: Buffer, name: string) =>
      test.request().post(`${at}/attachments`).set('authorization', `Bearer ${factory.owner.token}`).attach('file', bytes, name);
    expect((await upload(Buffer.from('%PDF-1.4\n%%EOF\n'), '平面图.pdf')).headers['location']).toBe(at);
    const { text } = await get(at);
    expect(text).toContain('平面图.pdf');
    const refused = await upload(Buffer.from('MZ\x90\0'), 'a.exe');
    expect(decodeURIComponent(String(refused.headers['set-cookie']))).toContain('notice=');
    const removal = /action="([^"]+\/removal)"/.exec(text)![1]!;
    expect((await post(removal, {})).headers['location']).toBe(at);
    expect((await get(at)).text).not.toContain('平面图.pdf');
  });

  const published = async (title: string): Promise<{ at: string; id: string }> => {
    const at = await begin('demands', title);
    const [row] = await test.app.get(Database).query<{ id: string }>(
      `update listing set status = 'published', published_at = $2, expires_at = $3 where code = $1 returning id`,
      [at.split('/').at(-1), test.clock.now(), new Date(test.clock.now().getTime() + 9 * 86_400_000)],
    ) as unknown as [{ id: string }[]];
    return { at, id: (row as unknown as { id: string }[])[0]!.id };
  };
  const undoOf = (answer: { headers: Record<string, unknown> }): string => {
    const notice = /notice=([^;]+)/.exec(String(answer.headers['set-cookie']))![1]!;
    return (JSON.parse(Buffer.from(notice, 'base64url').toString()) as { undo: { action: string } }).undo.action;
  };
  const entries = async (id: string) =>
    (await test.app.get(Database).query<{ action: string }>(`select action from audit_entry where subject_id = $1 order by seq`, [id])).map(({ action }) => action);

  it.each(['withdrawn', 'fulfilled'])('take back that a demand was %s, with the edit that was in review, for who may edit', async (end) => {
    const { at, id } = await published(`球磨机衬板 ${end}`);
    const state = async () => (await get(`/api/v1/demands/${id}`)).body as { status: string; expiresAt: string; own: { commands: string[]; pendingRevisionId: string | null } };
    await post(`${at}/edit`, { title: `球磨机衬板 ${end} 改`, body: '换刀靠老师傅听声音。', region: '河北 沧州 泊头', regionCode: '130981', version: hidden((await get(`${at}/edit`)).text, 'version'), go: 'save' });
    const before = await state();
    expect(before.own.pendingRevisionId).not.toBeNull();
    // A renewal that would be refused is not offered.
    expect(before.own.commands).toEqual(['fulfil', 'withdraw']);
    const undo = undoOf(await post(`${at}/${end}`, {}).expect(303));
    expect(undo).toBe(`${at}/reopening`);
    expect(await state()).toMatchObject({ status: 'closed', own: { commands: ['reopen'], pendingRevisionId: null } });
    expect((await get(at)).text).toContain('重新上架');
    expect((await post(undo, {}, (await cast.enterprise()).owner)).status).toBe(410);
    const viewer = await cast.person();
    await cast.member(factory.id, viewer, 'viewer');
    expect((await post(undo, {}, viewer)).status).toBe(403);
    expect((await state()).status).toBe('closed');
    for (const { status } of await Promise.all([1, 2, 3].map(() => post(undo, {})))) expect(status).toBe(303);
    expect(await state()).toMatchObject({ status: 'published', expiresAt: before.expiresAt, own: { pendingRevisionId: before.own.pendingRevisionId } });
    expect((await entries(id)).slice(-2)).toEqual([`listing.${end}`, 'listing.reopened']);
  });

  it('put a demand back for 30 days, of a verified enterprise only', async () => {
    const { at, id } = await published('球磨机衬板，三十天');
    const database = test.app.get(Database);
    const status = async () => (await get(`/api/v1/demands/${id}`)).body.status as string;
    await post(`${at}/withdrawn`, {});
    await database.query(`update enterprise set status = 'suspended' where id = $1`, [factory.id]);
    const refused = await test.request().delete(`/api/v1/demands/${id}/closing`).set('authorization', `Bearer ${factory.owner.token}`);
    await database.query(`update enterprise set status = 'verified' where id = $1`, [factory.id]);
    expect([refused.status, refused.body.code, await status()]).toEqual([409, 'listing.enterprise-not-verified', 'closed']);
    await database.query(`update listing set closed_at = closed_at - interval '31 days' where id = $1`, [id]);
    expect((await get(at)).text).not.toContain('重新上架');
    await post(`${at}/reopening`, {}).expect(303);
    expect(await status()).toBe('closed');
    await database.query(`update listing set closed_at = closed_at + interval '2 days' where id = $1`, [id]);
    expect((await test.request().delete(`/api/v1/demands/${id}/closing`).set('authorization', `Bearer ${factory.owner.token}`)).body.status).toBe('published');
  });

  it('hand in again an edit that was taken back', async () => {
    const { at, id } = await published('球磨机衬板，改了又撤');
    const pending = async () => (await get(`/api/v1/demands/${id}`)).body.own.pendingRevisionId as string | null;
    await post(`${at}/edit`, { title: '球磨机衬板，改了又撤，再改', body: '衬板寿命短。', region: '河北 沧州 泊头', regionCode: '130981', version: hidden((await get(`${at}/edit`)).text, 'version'), go: 'save' });
    const revision = await pending();
    const undo = undoOf(await post(`${at}/revision-recall`, {}));
    expect(await pending()).toBeNull();
    for (let times = 0; times < 2; times += 1) await post(undo, {}).expect(303);
    expect(await pending()).toBe(revision);
    expect((await entries(id)).slice(-2)).toEqual(['listing.revision-recalled', 'listing.revision-submitted']);
  });

  it('put a deleted draft back with its files, under its code, for who may edit, within a day', async () => {
    const at = await begin('demands', `O'Brien 的草稿 👩‍🔧`);
    await test.request().post(`${at}/attachments`).set('authorization', `Bearer ${factory.owner.token}`).attach('file', Buffer.from('%PDF-1.4\n%%EOF\n'), '图纸.pdf');
    const code = at.split('/').at(-1)!;
    const database = test.app.get(Database);
    const row = async () => (await database.query<Record<string, unknown>>('select to_jsonb(l) as row from listing l where code = $1', [code]))[0]?.['row'] as { id: string } | undefined;
    const before = await row();
    const undo = undoOf(await post(`${at}/removal`, {}));
    expect(undo).toBe(`/zh/demands/${before!.id}/restoration`);
    expect((await get(at)).status).toBe(404);
    expect((await post(undo, {}, (await cast.enterprise()).owner)).status).toBe(404);
    const viewer = await cast.person();
    await cast.member(factory.id, viewer, 'viewer');
    expect((await post(undo, {}, viewer)).status).toBe(403);
    expect((await post(undo.replace('demands', 'offerings'), {})).status).toBe(404);
    for (const { status, headers } of await Promise.all([1, 2, 3].map(() => post(undo, {})))) expect([status, headers['location']]).toEqual([303, at]);
    expect(await row()).toEqual(before);
    expect((await get(at)).text).toContain('图纸.pdf');
    expect(await entries(before!.id)).toEqual(['listing.draft-removed', 'listing.draft-restored']);

    // Its own key was given to another meanwhile: both stay.
    await database.query(`update listing set external_id = 'erp-7' where code = $1`, [code]);
    await post(`${at}/removal`, {});
    const other = await test.request().post('/api/v1/demands').set('authorization', `Bearer ${factory.owner.token}`).send({ title: '别的', body: '', externalId: 'erp-7' });
    expect(other.status).toBe(201);
    expect((await post(undo, {})).status).toBe(303);
    expect(await row()).toMatchObject({ id: before!.id, external_id: null });

    await post(`${at}/removal`, {});
    const files = async () => (await database.query<{ n: number }>(`select count(*)::integer as n from file where name = '图纸.pdf'`))[0]!.n;
    expect(await files()).toBe(1);
    await test.app.get(DraftRemovalService).forgetRemoved(new Date(test.clock.now().getTime() + 1));
    expect(await files()).toBe(0);
    expect((await post(undo, {})).status).toBe(404);
  });

  it('put the file back that was taken away last, for who may edit, and keep no other', async () => {
    const at = await begin('offerings', '锅炉房余热回收');
    const files = async () => (await test.app.get(Database).query<{ n: number }>('select count(*)::integer as n from file where owner_enterprise_id = $1', [factory.id]))[0]!.n;
    const sweep = () => test.app.get(ListingAttachmentsService).forgetRemoved(new Date(Date.now() + 60_000));
    await sweep();
    const before = await files();
    for (const name of ['一.pdf', '二.pdf'])
      await test.request().post(`${at}/attachments`).set('authorization', `Bearer ${factory.owner.token}`).attach('file', Buffer.from('%PDF-1.4\n%%EOF\n'), name);
    const [first, second] = [...(await get(at)).text.matchAll(/action="([^"]+\/attachments\/[^"]+\/removal)"/g)].map((found) => found[1]!) as [string, string];
    const undo = (removal: string) => removal.replace(/removal$/, 'restoration');

    const removed = await post(second, {});
    const notice = /notice=([^;]+)/.exec(String(removed.headers['set-cookie']))![1]!;
    const { undo: offered } = JSON.parse(Buffer.from(notice, 'base64url').toString()) as { undo: { action: string } };
    expect(offered.action.toLowerCase()).toBe(undo(second).toLowerCase());
    expect((await get(at)).text).not.toContain('二.pdf');
    expect((await post(undo(second), {}, (await cast.enterprise()).owner)).status).toBe(404);
    for (let times = 0; times < 2; times += 1) expect((await post(undo(second), {})).status).toBe(303);
    const { text } = await get(at);
    expect(text.indexOf('一.pdf')).toBeLessThan(text.indexOf('二.pdf'));

    await post(first, {});
    await post(second, {});
    expect((await post(undo(first), {})).status).toBe(404);
    expect(await files()).toBe(before + 1);
    await sweep();
    expect((await post(undo(second), {})).status).toBe(404);
    expect(await files()).toBe(before);
  });
});
