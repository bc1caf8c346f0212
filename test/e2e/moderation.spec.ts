import { EnterprisesService } from '../../src/features/enterprises/enterprises.service.js';
import { AuditLog } from '../../src/platform/audit/audit-log.js';
import { Database } from '../../src/platform/database/database.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { Cast, type CastEnterprise, type CastPerson, eventually } from '../support/cast.js';

const DEMAND = {
  title: '减速机壳体线 12 台数控机床联网采集与刀具寿命预警',
  body: '换刀靠老师傅听声音，去年因崩刃停机 41 次，报废壳体 96 件，想按刀具编号累计寿命并提前提醒。',
  budgetMax: 500_000,
};

interface Case {
  id: string;
  version: number;
  title: string;
  hints: { code: string; [key: string]: unknown }[];
  status: string;
}

describe('moderation', () => {
  let test: TestApp;
  let db: Database;
  let cast: Cast;
  let factory: CastEnterprise;
  let hebei: CastPerson;
  let colleague: CastPerson;
  let beijing: CastPerson;

  beforeAll(async () => {
    test = await startTestApp();
    db = test.app.get(Database);
    cast = new Cast(test);
    factory = await cast.enterprise();
    hebei = await cast.officer('13');
    colleague = await cast.officer('13');
    beijing = await cast.officer('11');
  });
  afterAll(() => test?.close());

  const call = (person: CastPerson, method: 'get' | 'post' | 'put' | 'delete', path: string) =>
    test.request()[method](`/api/v1${path}`).set('authorization', `Bearer ${person.token}`);
  const decide = (officer: CastPerson, id: string, body: object) => call(officer, 'post', `/reviews/${id}/decision`).send(body);
  const caseOf = (subjectId: string, status = 'open') =>
    eventually(async () => {
      const { body } = await call(hebei, 'get', `/reviews?pageSize=100&status=${status}`);
      return (body.items as (Case & { subjectId: string })[]).find((item) => item.subjectId === subjectId);
    });
  const handIn = async (demand: object = DEMAND, owner = factory.owner): Promise<string> => {
    const { body, status } = await call(owner, 'post', '/demands').send({ ...demand, submit: true });
    expect(status).toBe(201);
    return body.id as string;
  };
  const publish = async (demand: object = DEMAND): Promise<string> => {
    const id = await handIn(demand);
    expect((await decide(hebei, (await caseOf(id)).id, { decision: 'approve' })).status).toBe(200);
    return id;
  };
  const listing = async (id: string) => (await call(factory.owner, 'get', `/demands/${id}`)).body;

  it('opens a case with hints for what is handed in, seen by the officers of its region only', async () => {
    await publish();
    const id = await handIn({ ...DEMAND, body: `${DEMAND.body}详情打 138 0000 0000。` });
    const found = await caseOf(id);
    expect(found).toMatchObject({ subjectKind: 'listing', listingKind: 'demand', regionCode: '130981', status: 'open', isLate: false, enterprise: { name: factory.name } });
    expect(found.hints.map(({ code }) => code)).toEqual(['duplicate', 'contact']);
    expect(found.hints[0]).toMatchObject({ similarity: 1 });
    expect(found.hints[1]).toMatchObject({ field: 'body', kind: 'phone', excerpt: expect.stringContaining('138 0000 0000') });
    expect((await call(beijing, 'get', '/reviews')).body.total).toBe(0);
    expect((await call(beijing, 'get', `/reviews/${found.id}`)).status).toBe(404);
    expect((await decide(beijing, found.id, { decision: 'approve' })).status).toBe(404);
    expect((await call(factory.owner, 'get', '/reviews')).status).toBe(403);
    expect((await call(hebei, 'get', '/reviews?hint=contact')).body.items.map((item: Case) => item.id)).toContain(found.id);
    expect((await call(hebei, 'get', '/reviews?hint=none')).body.items.map((item: Case) => item.id)).not.toContain(found.id);
    const secretariat = await cast.officer(null);
    expect((await call(secretariat, 'get', `/reviews/${found.id}`)).status).toBe(200);
  });

  it('publishes on one officer’s word, tells of it once, and writes the log', async () => {
    const id = await handIn({ ...DEMAND, title: '冷轧板型辊磨削外协' });
    const { id: caseId, version } = await caseOf(id);
    const answers = await Promise.all([hebei, colleague].map((officer) => decide(officer, caseId, { decision: 'approve', version })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)!.body.code).toBe('review.already-decided');
    expect(await listing(id)).toMatchObject({ status: 'published', expiresAt: new Date(test.clock.now().getTime() + 60 * 86_400_000).toISOString() });
    const [events] = await db.query<{ n: number }>(`select count(*) as n from outbox_event where type = 'listing.published' and payload ->> 'listingId' = $1`, [id]);
    expect(events!.n).toBe(1);
    const history = await test.app.get(AuditLog).historyOf(id);
    expect(history.map(({ action }) => action)).toEqual(['listing.submitted', 'listing.published']);
    expect((await decide(hebei, caseId, { decision: 'return', reasonCodes: ['vague'] })).status).toBe(409);
  });

  it('returns with reasons, and the author hands in again', async () => {
    const id = await handIn({ ...DEMAND, title: '污水站提标改造总包' });
    const { id: caseId } = await caseOf(id);
    expect((await decide(hebei, caseId, { decision: 'return' })).body.code).toBe('review.reason-missing');
    expect((await decide(hebei, caseId, { decision: 'return', reasonCodes: ['nonsense'] })).body.code).toBe('review.reason-unknown');
    expect((await decide(hebei, caseId, { decision: 'reject', reasonCodes: ['vague'] })).body.code).toBe('review.decision-not-offered');
    expect((await decide(hebei, caseId, { decision: 'maybe' })).status).toBe(422);
    expect((await decide(hebei, caseId, { decision: 'return', reasonCodes: ['contact'], note: 'a\u0000' })).status).toBe(422);
    const returned = await decide(hebei, caseId, { decision: 'return', reasonCodes: ['contact', 'vague'], note: '「方法」里有电话号码。' });
    expect(returned.body).toMatchObject({ status: 'returned', decidedBy: '王审核', reasonCodes: ['contact', 'vague'] });
    expect(await listing(id)).toMatchObject({ status: 'returned', own: { returnReasons: ['contact', 'vague'], reviewNote: '「方法」里有电话号码。', commands: ['submit'] } });
    test.clock.advance(60_000);
    expect((await call(factory.owner, 'post', `/demands/${id}/submission`)).status).toBe(200);
    const again = await caseOf(id);
    expect(again.id).not.toBe(caseId);
    expect((await decide(hebei, again.id, { decision: 'approve' })).status).toBe(200);
    expect(await listing(id)).toMatchObject({ status: 'published', own: { returnReasons: [], reviewNote: null } });
  });

  it('closes the case of what is taken back, and takes no decision on what was handed in anew and not read', async () => {
    const id = await handIn({ ...DEMAND, title: '锅炉房余热回收，日供热水 60 t' });
    const first = await caseOf(id);
    await call(factory.owner, 'delete', `/demands/${id}/submission`);
    await eventually(async () => (await call(hebei, 'get', `/reviews/${first.id}`)).body.status === 'withdrawn');
    expect((await decide(hebei, first.id, { decision: 'approve' })).status).toBe(409);
    expect((await listing(id)).status).toBe('draft');

    await call(factory.owner, 'post', `/demands/${id}/submission`);
    const second = await caseOf(id);
    test.clock.advance(1_000);
    // Taken back and handed in within a moment: the case may still be the old one, the content is not.
    await call(factory.owner, 'delete', `/demands/${id}/submission`);
    await call(factory.owner, 'post', `/demands/${id}/submission`);
    const stale = await decide(hebei, second.id, { decision: 'approve', version: second.version });
    expect(stale.status).toBe(409);
    expect((await listing(id)).status).toBe('in_review');
  });

  it('keeps an officer out of the cases of an enterprise in which they sit', async () => {
    const insider = await cast.officer('13', ['reviewer', 'supervisor'], await cast.person());
    await cast.member(factory.id, insider, 'viewer');
    const id = await handIn({ ...DEMAND, title: '三坐标检测外协，周末可交' });
    const { id: caseId } = await caseOf(id);
    const answer = await decide(insider, caseId, { decision: 'approve' });
    expect([answer.status, answer.body.code]).toEqual([403, 'review.conflict-of-interest']);
    expect((await listing(id)).status).toBe('in_review');
  });

  it('makes an edit live when it is approved, and tells what changed', async () => {
    const id = await publish({ ...DEMAND, title: '激光切割外协，厚板 40 mm' });
    const before = await listing(id);
    const edit = { ...DEMAND, title: '激光切割外协，厚板 50 mm', regionCode: '130981' };
    const saved = (await call(factory.owner, 'put', `/demands/${id}`).send({ ...edit, version: before.version })).body;
    expect(saved.title).toBe(before.title);
    const revisionId = saved.own.pendingRevisionId as string;
    const found = await caseOf(revisionId);
    expect(found).toMatchObject({ subjectKind: 'revision', listingId: id, title: edit.title });
    expect((await decide(hebei, found.id, { decision: 'approve' })).status).toBe(200);
    const after = await listing(id);
    expect(after).toMatchObject({ title: edit.title, revision: 2, status: 'published', own: { pendingRevisionId: null } });
    const [event] = await db.query<{ payload: object }>(`select payload from outbox_event where type = 'listing.revised' and payload ->> 'listingId' = $1`, [id]);
    expect(event!.payload).toMatchObject({ revision: 2, changedFields: ['title'] });

    const second = (await call(factory.owner, 'put', `/demands/${id}`).send({ ...edit, budgetMax: 900_000, version: after.version })).body;
    const secondCase = await caseOf(second.own.pendingRevisionId);
    await call(factory.owner, 'delete', `/demands/${id}/revision`);
    expect((await decide(hebei, secondCase.id, { decision: 'return', reasonCodes: ['vague'] })).status).toBe(409);
    const now = await listing(id);
    expect(now).toMatchObject({ budgetMax: 500_000, revision: 2, own: { revision: null } });

    const third = (await call(factory.owner, 'put', `/demands/${id}`).send({ ...edit, budgetMax: 700_000, version: now.version })).body;
    const thirdCase = await caseOf(third.own.pendingRevisionId);
    expect((await decide(hebei, thirdCase.id, { decision: 'return', reasonCodes: ['vague'], note: '预算写清含不含税。' })).status).toBe(200);
    expect(await listing(id)).toMatchObject({
      status: 'published',
      budgetMax: 500_000,
      own: { pendingRevisionId: null, revision: { status: 'returned', content: { budgetMax: 700_000 }, returnReasons: ['vague'] } },
    });
    // The author goes on from what was returned, with the officer's words above it.
    const form = await test.request().get(`/zh/demands/${now.code}/edit`).set('authorization', `Bearer ${factory.owner.token}`);
    for (const words of ['value="70"', '预算写清含不含税。', '审核员退回了您的修改']) expect(form.text).toContain(words);
  });

  it('verifies and rejects enterprises, with doubts about their codes as hints', async () => {
    const waiting = await cast.enterprise({ status: 'registered', uscc: '91130981000000000X' });
    const twin = await cast.enterprise({ status: 'registered', uscc: '91130981000000000X' });
    for (const { id, owner } of [waiting, twin]) {
      const [row] = await db.query<{ n: number }>('select count(*) as n from member where enterprise_id = $1 and person_id = $2', [id, owner.id]);
      expect(row!.n).toBe(1);
      await test.app.get(EnterprisesService, { strict: false }).submit({ kind: 'system', language: 'zh' }, id);
    }
    const first = await caseOf(waiting.id);
    expect(first.hints.map(({ code }) => code)).toContain('uscc-warning');
    const second = await caseOf(twin.id);
    expect(second.hints.map(({ code }) => code)).toContain('uscc-disputed');
    expect((await decide(hebei, first.id, { decision: 'return', reasonCodes: ['vague'] })).body.code).toBe('review.reason-unknown');
    expect((await decide(hebei, first.id, { decision: 'approve' })).status).toBe(200);
    expect((await decide(hebei, second.id, { decision: 'approve' })).status).toBe(409);
    expect((await decide(hebei, second.id, { decision: 'reject', reasonCodes: ['disputed'], note: '另一家已核验。' })).body.status).toBe('rejected');
    const states = await db.query<{ status: string }>('select status from enterprise where id = any($1) order by created_at, id', [[waiting.id, twin.id]]);
    expect(states.map(({ status }) => status)).toEqual(['verified', 'rejected']);
  });

  it('suspends and restores what is on the market', async () => {
    const id = await publish({ ...DEMAND, title: '注塑车间 MES 上线与报工终端' });
    const suspend = (officer: CastPerson, body: object = { reasonCodes: ['complaint'], note: null }) => call(officer, 'post', `/listings/${id}/suspension`).send(body);
    expect((await suspend(beijing)).status).toBe(403);
    expect((await suspend(hebei, { reasonCodes: [] })).status).toBe(422);
    expect((await Promise.all([suspend(hebei), suspend(colleague)])).map(({ status }) => status).sort()).toEqual([204, 409]);
    expect((await test.request().get(`/api/v1/demands/${id}`)).status).toBe(410);
    expect((await listing(id)).own.returnReasons).toEqual(['complaint']);
    expect((await call(hebei, 'delete', `/listings/${id}/suspension`)).status).toBe(204);
    expect((await call(hebei, 'delete', `/listings/${id}/suspension`)).status).toBe(409);
    expect((await test.request().get(`/api/v1/demands/${id}`)).status).toBe(200);
  });

  describe('on the officers’ pages', () => {
    const page = (path: string, person = hebei) => test.request().get(path).set('authorization', `Bearer ${person.token}`);
    const post = (path: string, fields: Record<string, unknown>, person = hebei) =>
      test.request().post(path).set('authorization', `Bearer ${person.token}`).type('form').send(fields);

    it('shows the queue with its filters, and the case with hints, facts and history', async () => {
      const id = await handIn({ ...DEMAND, title: '防爆电机 <b>维修</b>', methods: '加微信号：wang_gong88' });
      const { id: caseId, version } = await caseOf(id);
      const { text: queue } = await page('/zh/review');
      for (const words of ['防爆电机 &lt;b>维修', '时限 8 个工作小时', '含联系方式', '有提示的不能整批通过']) expect(queue).toContain(words);
      expect((await page('/zh/review?hint=none&subject=&due=')).text).not.toContain('防爆电机');
      expect((await page('/en/review?hint=contact')).text).toContain('Contact data');
      expect((await page('/zh/review?hint=nonsense')).status).toBe(422);
      const { text } = await page(`/zh/review/${caseId}`);
      for (const words of ['「方法」里', 'wang_gong88', factory.name, '还剩', '提交审核', '通过并发布', 'data-key="a"', '50 万元']) expect(text).toContain(words);
      expect((await page(`/zh/review/${caseId}`, beijing)).status).toBe(404);
      expect((await page('/zh/review', factory.owner)).status).toBe(403);

      const empty = await post(`/zh/review/${caseId}/decision`, { decision: 'return', note: '请删去微信号。', version });
      expect(empty.status).toBe(422);
      expect(empty.text).toContain('退回要写明原因');
      expect(empty.text).toContain('请删去微信号。');
      const done = await post(`/zh/review/${caseId}/decision`, { decision: 'return', reasonCodes: 'contact', note: '请删去微信号。', version });
      expect(done.status).toBe(303);
      const late = await post(`/zh/review/${caseId}/decision`, { decision: 'approve', version });
      expect([late.status, late.text.includes('已退回')]).toEqual([409, true]);
      expect((await page('/zh/review/decided')).text).toContain('已退回');
      const author = await page(`/zh/demands/${(await listing(id)).code}`, factory.owner);
      for (const words of ['审核员退回了', '请删去后再提交', '请删去微信号。']) expect(author.text).toContain(words);
    });

    it('approves the ticked cases without hints, returns them with reasons, and suspends', async () => {
      const ids = [await handIn({ ...DEMAND, title: '曲轴线老机床数据采集' }), await handIn({ ...DEMAND, title: '空压站节能改造与计量' })];
      const [one, two] = await Promise.all(ids.map((id) => caseOf(id)));
      const chosen = await post('/zh/review', { do: 'return', case: [one!.id, two!.id] });
      expect(chosen.text).toContain('退回 2 件');
      expect((await post('/zh/review', { do: 'return-now', case: [one!.id, two!.id] })).status).toBe(422);
      expect((await post('/zh/review', { do: 'return-now', case: two!.id, reasonCodes: ['vague', 'category'] })).status).toBe(303);
      expect((await listing(ids[1]!)).status).toBe('returned');
      expect((await post('/zh/review', { do: 'approve', case: one!.id })).status).toBe(303);
      expect((await listing(ids[0]!)).status).toBe('published');
      expect((await post('/zh/review', { do: 'approve' })).status).toBe(303);

      const at = `/zh/review/listings/${ids[0]}`;
      expect((await page(at)).text).toContain('暂停展示');
      expect((await page(at, beijing)).status).toBe(404);
      expect((await post(at, { do: 'suspend' })).status).toBe(422);
      expect((await post(at, { do: 'suspend', reasonCodes: 'complaint' })).status).toBe(303);
      expect((await listing(ids[0]!)).status).toBe('suspended');
      expect((await post(at, { do: 'restore' })).status).toBe(303);
      expect((await listing(ids[0]!)).status).toBe('published');
    });

    it('suspends an enterprise of the own region and restores it', async () => {
      const { id, owner } = await cast.enterprise();
      const at = `/zh/review/enterprises/${id}`;
      const status = async () => (await call(owner, 'get', `/enterprises/${id}`)).body.status;
      expect((await page(`/zh/enterprises/${id}`)).text).toContain(`href="${at}"`);
      expect((await page(`/zh/enterprises/${id}`, owner)).text).not.toContain(at);
      expect((await page(at)).text).toContain('暂停企业');
      expect((await page(at, beijing)).status).toBe(404);
      expect((await page(at, owner)).status).toBe(403);
      expect((await post(at, { do: 'suspend' })).text).toContain('暂停要写明原因');
      expect((await post(at, { do: 'suspend', reasonCodes: 'unlawful', note: '等核实' })).status).toBe(303);
      expect(await status()).toBe('suspended');
      const told = (await page(`/zh/enterprises/${id}`, owner)).text;
      for (const words of ['等核实', '移出名单后可以再申请']) expect(told).toContain(words);
      expect((await post(at, { do: 'restore' })).status).toBe(303);
      expect(await status()).toBe('verified');
    });

    it('shows an edit side by side, and an enterprise with its contact', async () => {
      const id = await publish({ ...DEMAND, title: '曲轴线数据采集二期' });
      const before = await listing(id);
      const { body } = await call(factory.owner, 'put', `/demands/${id}`).send({ ...DEMAND, title: '曲轴线数据采集三期', regionCode: '130981', version: before.version });
      const revision = await caseOf(body.own.pendingRevisionId);
      const { text } = await page(`/zh/review/${revision.id}`);
      for (const words of ['改了什么', '<del>', '<ins>', '通过修改', '需求·修订']) expect(text).toContain(words);
      expect((await post(`/zh/review/${revision.id}/decision`, { decision: 'approve', version: revision.version })).status).toBe(303);

      const waiting = await cast.enterprise({ status: 'registered' });
      await test.app.get(EnterprisesService, { strict: false }).submit({ kind: 'system', language: 'zh' }, waiting.id);
      const found = await caseOf(waiting.id);
      const { text: enterprise } = await page(`/zh/review/${found.id}`);
      for (const words of [waiting.name, '138 0000 0000', '核验通过', '拒绝登记']) expect(enterprise).toContain(words);
      expect((await post(`/zh/review/${found.id}/decision`, { decision: 'approve', version: found.version })).status).toBe(303);
    });
  });

  describe('in bulk', () => {
    const cases = async (provider: CastEnterprise, n: number): Promise<string[]> => {
      for (let from = 0; from < n; from += 100) {
        const items = Array.from({ length: Math.min(100, n - from) }, (_, i) => ({
          externalId: `x-${from + i}`,
          title: `${'甲乙丙丁戊己庚辛壬癸'[i % 10]}${'车铣刨磨钻镗拉锯插铆'[Math.floor(i / 10)]}${from + i} 号工艺的全套外协加工服务`,
          body: '自有车间与检测设备，可以按图样小批量生产，附检测报告。',
        }));
        const { body } = await call(provider.owner, 'post', '/offerings/batch').send({ items, submit: true });
        expect(body.created).toBe(items.length);
      }
      return eventually(async () => {
        const rows = await db.query<{ id: string }>(`select id from review where enterprise_id = $1 and status = 'open' order by id`, [provider.id]);
        return rows.length === n && rows.map(({ id }) => id);
      });
    };

    it('leaves out what has hints unless they were read, and what is not the officer’s', async () => {
      const provider = await cast.enterprise({ regionCode: '130983' });
      const { body } = await call(provider.owner, 'post', '/offerings').send({ title: '韭菜', body: '韭菜', submit: true });
      const hinted = await caseOf(body.id);
      const other = await cast.enterprise({ regionCode: '110105' });
      const [foreign] = await cases(other, 1);
      const answer = await call(hebei, 'post', '/reviews/bulk').send({ ids: [hinted.id, foreign!, hinted.id], decision: 'approve' });
      expect(answer.body).toMatchObject({ decided: 0, refused: 2, items: [{ code: 'review.hints-unread' }, { code: 'review.not-found' }] });
      const again = await call(hebei, 'post', '/reviews/bulk').send({ ids: [hinted.id], decision: 'approve', acknowledgeHints: true });
      expect(again.body.decided).toBe(1);
      const returned = await call(beijing, 'post', '/reviews/bulk').send({ ids: [foreign!], decision: 'return', reasonCodes: ['not-a-listing'] });
      expect(returned.body.decided).toBe(1);
      const none = Array.from({ length: 201 }, () => hinted.id);
      expect((await call(hebei, 'post', '/reviews/bulk').send({ ids: none, decision: 'approve' })).status).toBe(422);
    });

    it('decides two hundred in under a second, each once, also when two officers choose the same', async () => {
      const provider = await cast.enterprise({ regionCode: '130982' });
      const ids = await cases(provider, 200);
      const started = performance.now();
      const answers = await Promise.all(
        [hebei, colleague].map((officer) => call(officer, 'post', '/reviews/bulk').send({ ids, decision: 'approve', acknowledgeHints: true })),
      );
      expect(performance.now() - started).toBeLessThan(2_000);
      expect(answers.map(({ body }) => body.decided).sort((a, b) => a - b)).toEqual([0, 200]);
      const [published] = await db.query<{ n: number }>(`select count(*) as n from listing where enterprise_id = $1 and status = 'published'`, [provider.id]);
      const [events] = await db.query<{ n: number }>(
        `select count(*) as n from outbox_event where type = 'listing.published' and payload ->> 'enterpriseId' = $1`,
        [provider.id],
      );
      expect([published!.n, events!.n]).toEqual([200, 200]);
    });
  });

  it('leaves a log whose chain is whole', async () => {
    expect(await test.app.get(AuditLog).firstBrokenEntry()).toBeNull();
  });
});
