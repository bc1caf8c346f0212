import { Agent } from 'node:http';
import { DraftRemovalService } from '../../src/features/listings/draft-removal.service.js';
import { ListingTermsService } from '../../src/features/listings/listing-terms.service.js';
import { Database } from '../../src/platform/database/database.js';
import { startTestApp, TEST_NOW, type TestApp } from '../support/app.js';
import { Cast, type CastEnterprise, type CastPerson } from '../support/cast.js';

const DEMAND = {
  title: '减速机壳体线 12 台数控机床联网采集与刀具寿命预警',
  body: '换刀靠老师傅听声音。去年因崩刃停机 41 次。',
  effect: '换刀前 30 分钟提醒',
  budgetMin: 300_000,
  budgetMax: 500_000,
  deadline: '2027-03-31',
};

describe('listings over REST', () => {
  let test: TestApp;
  let cast: Cast;
  let factory: CastEnterprise;
  let stranger: CastPerson;

  beforeAll(async () => {
    test = await startTestApp({ APP_ROLE: 'web' });
    cast = new Cast(test);
    factory = await cast.enterprise();
    stranger = await cast.person();
  });
  afterAll(() => test?.close());

  const as = (person: CastPerson | null) => {
    const call = (method: 'get' | 'post' | 'put' | 'delete', path: string) => {
      const request = test.request()[method](`/api/v1${path}`);
      return person ? request.set('authorization', `Bearer ${person.token}`) : request;
    };
    return {
      get: (path: string) => call('get', path),
      post: (path: string, body: object = {}) => call('post', path).send(body),
      put: (path: string, body: object) => call('put', path).send(body),
      delete: (path: string) => call('delete', path),
    };
  };
  const publishInDatabase = (id: string) =>
    test.app
      .get(Database)
      .query(`update listing set status = 'published', published_at = $2, expires_at = $3 where id = $1`, [
        id,
        test.clock.now(),
        new Date(test.clock.now().getTime() + 60 * 86_400_000),
      ]);

  it('keeps a draft that only its own people see', async () => {
    const { body, status } = await as(factory.owner).post('/demands', DEMAND);
    expect(status).toBe(201);
    expect(body).toMatchObject({ status: 'draft', regionCode: '130981', seats: 5, revision: 1, enterprise: { id: factory.id } });
    expect(body.code).toMatch(/^D-13-2026-\d{6}$/);
    expect(body.own.commands).toEqual(['submit']);
    expect(body.completeness).toEqual({ told: 1, of: 5, missing: ['product', 'materials', 'methods', 'application'] });
    for (const other of [stranger, null]) expect((await as(other).get(`/demands/${body.id}`)).status).toBe(404);
    expect((await as(factory.owner).get(`/offerings/${body.id}`)).status).toBe(404);
    expect((await as(null).get('/demands')).body.items).toEqual([]);
    expect((await as(factory.owner).get('/demands?scope=own')).body.items).toHaveLength(1);
  });

  it('refuses what is wrong, in words, and keeps nothing of it', async () => {
    const count = async () => (await as(factory.owner).get('/demands?scope=own')).body.total as number;
    const before = await count();
    const refused = async (body: object, field?: string) => {
      const answer = await as(factory.owner).post('/demands', body);
      expect([answer.status, answer.headers['content-type']]).toEqual([422, 'application/problem+json; charset=utf-8']);
      if (field) expect(answer.body.errors.map((e: { field: string }) => e.field)).toContain(field);
    };
    await refused({ ...DEMAND, title: 12 }, 'title');
    await refused({ ...DEMAND, colour: 'red' });
    await refused({ ...DEMAND, leadDays: 3 });
    await refused({ ...DEMAND, title: 'a\u0000b' }, 'title');
    await refused({ ...DEMAND, title: 'half \ud83d' }, 'title');
    await refused({ ...DEMAND, title: 'x'.repeat(121) }, 'title');
    await refused({ ...DEMAND, budgetMin: 600_000 }, 'budgetMax');
    await refused({ ...DEMAND, budgetMin: 1.5 }, 'budgetMin');
    await refused({ ...DEMAND, categoryCode: 'NO-SUCH' }, 'categoryCode');
    await refused({ ...DEMAND, regionCode: '999999' }, 'regionCode');
    await refused({ ...DEMAND, deadline: '2026-02-30' }, 'deadline');
    await refused({ ...DEMAND, deadline: '2020-01-01', submit: true }, 'deadline');
    await refused({ ...DEMAND, title: '', submit: true }, 'title');
    await refused({ ...DEMAND, enterpriseId: '00000000-0000-7000-8000-000000000000' });
    expect((await as(factory.owner).post('/demands', { ...DEMAND, body: 'x'.repeat(3_000_000) })).status).toBe(413);
    expect((await as(null).post('/demands', DEMAND)).status).toBe(401);
    expect((await as(stranger).post('/demands', DEMAND)).status).toBe(422);
    expect((await as(factory.owner).get('/demands/not-an-id')).status).toBe(422);
    expect((await as(factory.owner).get('/demands?page=0')).status).toBe(422);
    expect(await count()).toBe(before);
  });

  it('stores text as it was typed', async () => {
    const title = `O'Brien <script>alert(1)</script>'; drop table listing; -- 👩‍🔧 مرحبا`;
    const { body } = await as(factory.owner).post('/demands', { ...DEMAND, title });
    expect((await as(factory.owner).get(`/demands/${body.id}`)).body.title).toBe(title);
  });

  it('saves a draft again and again, and tells who saves over a newer one', async () => {
    const { body: draft } = await as(factory.owner).post('/demands', DEMAND);
    const { body: saved, status } = await as(factory.owner).put(`/demands/${draft.id}`, { ...DEMAND, title: '新的标题', version: draft.version });
    expect([status, saved.title, saved.version]).toEqual([200, '新的标题', draft.version + 1]);
    const stale = await as(factory.owner).put(`/demands/${draft.id}`, { ...DEMAND, version: draft.version });
    expect([stale.status, stale.body.code]).toEqual([409, 'listing.changed-meanwhile']);
    const answers = await Promise.all(
      [1, 2, 3].map((i) => as(factory.owner).put(`/demands/${draft.id}`, { ...DEMAND, title: `第 ${i} 版`, version: saved.version })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409]);
    expect((await as(stranger).put(`/demands/${draft.id}`, { ...DEMAND, version: 1 })).status).toBe(404);
    const viewer = await cast.person();
    await cast.member(factory.id, viewer, 'viewer');
    expect((await as(viewer).get(`/demands/${draft.id}`)).status).toBe(200);
    expect((await as(viewer).put(`/demands/${draft.id}`, { ...DEMAND, version: 1 })).status).toBe(403);
    expect((await as(stranger).delete(`/demands/${draft.id}`)).status).toBe(404);
    expect((await as(factory.owner).delete(`/demands/${draft.id}`)).status).toBe(204);
    expect((await as(factory.owner).get(`/demands/${draft.id}`)).status).toBe(404);
  });

  it('hands it in once however often one clicks, guesses a category, and takes it back', async () => {
    const { body: draft } = await as(factory.owner).post('/demands', DEMAND);
    const clicks = await Promise.all([1, 2, 3].map(() => as(factory.owner).post(`/demands/${draft.id}/submission`)));
    expect(clicks.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const { body: waiting } = await as(factory.owner).get(`/demands/${draft.id}`);
    expect(waiting).toMatchObject({ status: 'in_review', submittedAt: test.clock.now().toISOString(), categoryCode: expect.any(String) });
    expect((await as(factory.owner).put(`/demands/${draft.id}`, { ...DEMAND, version: waiting.version })).body.code).toBe('listing.wrong-state');
    expect((await as(factory.owner).delete(`/demands/${draft.id}`)).status).toBe(409);
    expect((await as(factory.owner).delete(`/demands/${draft.id}/submission`)).body.status).toBe('draft');
    expect((await as(factory.owner).delete(`/demands/${draft.id}/submission`)).status).toBe(409);
  });

  it('lets only a verified enterprise hand in, and says what to do', async () => {
    const { owner } = await cast.enterprise({ status: 'pending' });
    const { body: draft } = await as(owner).post('/demands', DEMAND);
    const answer = await as(owner).post(`/demands/${draft.id}/submission`);
    expect([answer.status, answer.body.code]).toEqual([409, 'listing.enterprise-not-verified']);
    expect((await as(owner).post('/demands', { ...DEMAND, submit: true })).status).toBe(409);
    expect((await as(owner).get(`/demands/${draft.id}`)).body.status).toBe('draft');
  });

  it('shows what is published to everybody, without what is the enterprise’s own, and says when it has ended', async () => {
    const { body: draft } = await as(factory.owner).post('/demands', DEMAND);
    await publishInDatabase(draft.id);
    const { body: seen } = await as(null).get(`/demands/${draft.id}`);
    expect(seen).toMatchObject({ status: 'published', title: DEMAND.title, own: null });
    expect(JSON.stringify(seen)).not.toContain('13800000000');
    const { body: list } = await as(null).get('/demands?pageSize=5');
    expect(list).toMatchObject({ total: 1, items: [{ id: draft.id, enterprise: { name: factory.name } }] });
    expect((await as(null).get('/demands?region=12')).body.total).toBe(0);
    expect((await as(null).get('/demands?region=13')).body.total).toBe(1);
    expect((await as(stranger).post(`/demands/${draft.id}/closing`, { reason: 'fulfilled' })).status).toBe(404);
    expect((await as(factory.owner).post(`/demands/${draft.id}/closing`, { reason: 'fulfilled' })).body).toMatchObject({ status: 'closed', closedReason: 'fulfilled' });
    expect((await as(factory.owner).post(`/demands/${draft.id}/closing`, { reason: 'withdrawn' })).status).toBe(409);
    expect((await as(factory.owner).post(`/demands/${draft.id}/renewal`)).status).toBe(409);
    const ended = await as(null).get(`/demands/${draft.id}`);
    expect([ended.status, ended.body.code]).toEqual([410, 'listing.ended']);
    expect((await as(null).get('/demands')).body.total).toBe(0);
  });

  it('keeps the old content live while an edit of it waits', async () => {
    const { body: draft } = await as(factory.owner).post('/demands', DEMAND);
    await publishInDatabase(draft.id);
    const edit = { ...DEMAND, regionCode: '130981', seats: 3, tags: ['刀具'], budgetMax: 800_000 };
    const { body: saved } = await as(factory.owner).put(`/demands/${draft.id}`, { ...edit, version: draft.version });
    expect(saved).toMatchObject({ status: 'published', budgetMax: 500_000, seats: 3, tags: ['刀具'], own: { pendingRevisionId: expect.any(String) } });
    const second = await as(factory.owner).put(`/demands/${draft.id}`, { ...edit, budgetMax: 900_000, version: saved.version });
    expect([second.status, second.body.code]).toEqual([409, 'listing.revision-in-review']);
    const { body: recalled } = await as(factory.owner).delete(`/demands/${draft.id}/revision`);
    expect(recalled.own.pendingRevisionId).toBeNull();
    expect((await as(factory.owner).delete(`/demands/${draft.id}/revision`)).status).toBe(409);
  });

  it('ends terms on time, asks before, and renews for thirty days', async () => {
    const terms = test.app.get(ListingTermsService, { strict: false });
    const days = (n: number) => test.clock.set(new Date(TEST_NOW.getTime() + n * 86_400_000));
    const { body: draft } = await as(factory.owner).post('/demands', { ...DEMAND, deadline: null });
    const events = async (type: string) =>
      (await test.app.get(Database).query<{ n: number }>(`select count(*) as n from outbox_event where type = $1 and payload ->> 'listingId' = $2`, [type, draft.id]))[0]!.n;
    const renew = () => as(factory.owner).post(`/demands/${draft.id}/renewal`);
    const token = async () => {
      // The token of the test lives for a day; time moves by months here.
      await test.app.get(Database).query(`update api_token set expires_at = $1`, [new Date('2028-01-01')]);
    };
    await token();
    await publishInDatabase(draft.id);
    expect((await renew()).body.code).toBe('listing.too-early-to-renew');
    days(54);
    await terms.expireDue();
    await terms.askNearEnd();
    await terms.askNearEnd();
    expect([await events('listing.expiry-near'), await events('listing.expired')]).toEqual([1, 0]);
    expect((await renew()).body).toMatchObject({ status: 'published', expiresAt: new Date(TEST_NOW.getTime() + 114 * 86_400_000).toISOString() });
    days(114);
    await Promise.all([terms.expireDue(), terms.expireDue()]);
    expect(await events('listing.expired')).toBe(1);
    expect((await as(factory.owner).get(`/demands/${draft.id}`)).body).toMatchObject({ status: 'closed', closedReason: 'expired' });
    days(145);
    expect((await renew()).body.code).toBe('listing.too-late-to-renew');
    days(143);
    expect((await renew()).body).toMatchObject({ status: 'published', closedReason: null });
    expect(await events('listing.renewed')).toBe(2);
    test.clock.set(TEST_NOW);
  });

  describe('in batches', () => {
    const items = (n: number, key: string) => Array.from({ length: n }, (_, i) => ({ externalId: `${key}-${i}`, title: `激光切割 ${i} 号`, body: `厚板 ${i} mm` }));

    it('creates a hundred at once, and nothing twice when it is sent again', async () => {
      const { owner } = await cast.enterprise({ regionCode: '120116' });
      const body = { items: items(100, 'a'), submit: true };
      const started = performance.now();
      // The second sends the same in another order.
      const bodies = [body, { ...body, items: [...body.items].reverse() }];
      const [one, two] = await Promise.all(bodies.map((sent) => as(owner).post('/offerings/batch', sent)));
      const perSecond = 200 / ((performance.now() - started) / 1000);
      expect(perSecond).toBeGreaterThan(50);
      expect([one!.body.created + two!.body.created, one!.body.existing + two!.body.existing]).toEqual([100, 100]);
      const again = await as(owner).post('/offerings/batch', body);
      expect(again.body).toMatchObject({ created: 0, existing: 100, refused: 0 });
      const ids = (answer: { body: { items: { id: string }[] } }) => answer.body.items.map(({ id }) => id);
      expect(ids(again)).toEqual(ids(one!));
      const { body: list } = await as(owner).get('/offerings?scope=own&status=in_review');
      expect(list.total).toBe(100);
      expect(list.items[0].code).toMatch(/^O-12-2026-/);
    });

    it('refuses one by one what cannot be kept, and the whole when it is not the right form', async () => {
      const { owner } = await cast.enterprise();
      const [good, bad, empty] = items(3, 'b');
      const answer = await as(owner).post('/offerings/batch', { items: [good, { ...bad, categoryCode: 'XX' }, { ...empty, title: '' }, good], submit: true });
      expect(answer.body).toMatchObject({ created: 1, existing: 1, refused: 2 });
      expect(answer.body.items[1]).toMatchObject({ index: 1, externalId: 'b-1', result: 'refused', id: null, errors: [{ field: 'categoryCode' }] });
      expect((await as(owner).post('/offerings/batch', { items: items(101, 'c') })).status).toBe(422);
      expect((await as(owner).post('/offerings/batch', { items: [{ title: 5 }] })).body.errors[0].field).toBe('items.0.title');
    });
  });

  describe('attachments', () => {
    const PDF = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
    const upload = (person: CastPerson, path: string, bytes: Buffer, name: string) =>
      test.request().post(`/api/v1${path}/attachments`).set('authorization', `Bearer ${person.token}`).attach('file', bytes, name);

    it('are kept by what they are, and given only to who may see them', async () => {
      const { body: draft } = await as(factory.owner).post('/demands', DEMAND);
      const path = `/demands/${draft.id}`;
      const added = await upload(factory.owner, path, PDF, '机床清单.exe');
      expect([added.status, added.body.items[0]]).toEqual([201, expect.objectContaining({ name: '机床清单.exe.pdf', type: 'application/pdf', size: PDF.length })]);
      const file = `${path}/attachments/${added.body.items[0].id}`;
      const download = await as(factory.owner).get(file).buffer(true);
      expect([download.status, download.headers['content-type']]).toEqual([200, 'application/pdf']);
      expect(Buffer.from(download.body)).toEqual(PDF);
      const officer = await cast.officer('13');
      expect((await as(officer).get(file)).status).toBe(200);
      await publishInDatabase(draft.id);
      for (const other of [stranger, null, await cast.officer('11')]) expect((await as(other).get(file)).status).toBe(404);
      expect((await as(null).get(path)).body).toMatchObject({ attachmentCount: 1, own: null });
      expect((await upload(stranger, path, PDF, 'a.pdf')).status).toBe(404);
      expect((await as(stranger).delete(file)).status).toBe(404);
      expect((await as(factory.owner).delete(file)).status).toBe(204);
      expect((await as(factory.owner).get(file)).status).toBe(404);
    });

    it('leave the connection fit for the next request when one is refused in its middle', async () => {
      const { body: draft } = await as(factory.owner).post('/demands', DEMAND);
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const ask = (path: string) => test.request().get(path).agent(agent).timeout(25_000);
      try {
        const tooLarge = Buffer.concat([PDF, Buffer.alloc(24 * 1024 * 1024)]);
        expect((await upload(factory.owner, `/demands/${draft.id}`, tooLarge, 'a.pdf').agent(agent).timeout(25_000)).status).toBe(413);
        expect((await ask('/health/live')).status).toBe(200);
      } finally {
        agent.destroy();
      }
      // A connection that hangs does so for a minute; a busy machine may take its time.
    }, 60_000);

    it('and texts that are too large are answered to whoever still sends them', async () => {
      const body = JSON.stringify({ ...DEMAND, body: 'x'.repeat(10_000_000) });
      for (let n = 0; n < 8; n += 1) {
        const answer = await fetch(`${test.url}/api/v1/demands`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${factory.owner.token}` }, body });
        expect([answer.status, await answer.json()]).toEqual([413, expect.objectContaining({ code: 'request.too-large' })]);
      }
    });

    it('are refused by type, size and number', async () => {
      const { body: draft } = await as(factory.owner).post('/demands', DEMAND);
      const path = `/demands/${draft.id}`;
      expect((await upload(factory.owner, path, Buffer.from('MZ\x90\0\x03\0\0\0'), 'a.pdf')).status).toBe(415);
      expect((await upload(factory.owner, path, Buffer.alloc(0), 'a.pdf')).status).toBe(422);
      expect((await upload(factory.owner, path, Buffer.from('<html>Please log in</html>'), 'drawing.pdf')).body.code).toBe('file.disguised');
      expect((await upload(factory.owner, path, Buffer.concat([PDF, Buffer.alloc(20 * 1024 * 1024)]), 'a.pdf')).status).toBe(413);
      expect((await as(factory.owner).post(`${path}/attachments`)).status).toBe(422);
      const answers = [];
      let last = '';
      for (let i = 0; i < 11; i += 1) {
        const { status, body } = await upload(factory.owner, path, PDF, `${i}.pdf`);
        answers.push(status);
        last = body.items?.[0].id ?? last;
      }
      expect(answers).toEqual([...Array.from({ length: 10 }, () => 201), 422]);
      // A draft takes with it the file that could still be put back.
      expect((await as(factory.owner).delete(`${path}/attachments/${last}`)).status).toBe(204);
      expect((await as(factory.owner).delete(path)).status).toBe(204);
      await test.app.get(DraftRemovalService, { strict: false }).forgetRemoved(new Date(test.clock.now().getTime() + 1));
      const [left] = await test.app.get(Database).query<{ n: number }>(
        'select count(*) as n from file where owner_enterprise_id = $1 and id not in (select file_id from removed_attachment)',
        [factory.id],
      );
      expect(left!.n).toBe(0);
    });
  });
});
