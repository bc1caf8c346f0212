import { Database } from '../../src/platform/database/database.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { Cast, type CastEnterprise, type CastPerson, eventually } from '../support/cast.js';

const DEMAND = { title: '减速机壳体线数控机床联网采集', body: '换刀靠老师傅听声音，去年因崩刃停机 41 次，报废壳体 96 件，想提前提醒。', budgetMax: 500_000 };

let test: TestApp;
let db: Database;
let cast: Cast;
let factory: CastEnterprise;
let hebei: CastPerson;
let colleague: CastPerson;

beforeAll(async () => {
  test = await startTestApp({ UNDO_SECONDS: '60' });
  db = test.app.get(Database);
  cast = new Cast(test);
  factory = await cast.enterprise();
  [hebei, colleague] = [await cast.officer('13'), await cast.officer('13')];
});
afterAll(() => test?.close());

const call = (person: CastPerson, method: 'get' | 'post' | 'put', path: string) => test.request()[method](path).set('authorization', `Bearer ${person.token}`);
const send = (path: string, fields: object) => call(hebei, 'post', path).type('form').send(fields).expect(303);
const one = async (sql: string, ...values: unknown[]) => (await db.query<Record<string, unknown>>(sql, values))[0];
const caseOf = (subjectId: string): Promise<string> =>
  eventually(async () => (await one(`select id from review where subject_id = $1 and status = 'open'`, subjectId))?.['id'] as string | undefined);
const handIn = async (more: object = {}): Promise<string> =>
  (await call(factory.owner, 'post', '/api/v1/demands').send({ ...DEMAND, ...more, submit: true }).expect(201)).body.id as string;
/** What a listing or an enterprise is, but for how often it was written. */
const stateOf = async (table: 'listing' | 'enterprise' | 'listing_revision', id: string) => {
  const row = (await one(`select to_jsonb(t) as row from ${table} t where id = $1`, id))!['row'] as Record<string, unknown>;
  return { ...row, version: null, updated_at: null };
};
const reviewOf = (id: string) => one('select status, decided_at, reason_codes, note, due_at from review where id = $1', id);
const eventsOf = async (id: string, like: string) =>
  (await db.query<{ type: string }>(`select type from outbox_event where payload::text like $1 and type like $2 order by type`, [`%${id}%`, like])).map(({ type }) => type);
const noticeOf = (answer: { headers: Record<string, unknown> }) =>
  JSON.parse(Buffer.from(/notice=([^;]+)/.exec(String(answer.headers['set-cookie']))![1]!, 'base64url').toString()) as { tone: string; title: string; text: string; undo?: { action: string } };
const decide = async (caseId: string, fields: object): Promise<string> => {
  const { version } = (await one('select version from review where id = $1', caseId)) as { version: number };
  return noticeOf(await send(`/zh/review/${caseId}/decision`, { ...fields, version })).undo!.action;
};
const tell = (key: string) => db.query(`update outbox_event set held_until = now() where hold_key = $1`, [key]);

describe('an officer’s decision on a page', () => {
  it.each([
    ['approved', { decision: 'approve' }, 'published', 'listing.published'],
    ['returned', { decision: 'return', reasonCodes: 'vague', note: '补上数量' }, 'returned', 'listing.returned'],
  ])('that %s a demand is taken back as if it had not been, by who made it', async (_, ruling, status, event) => {
    const id = await handIn();
    const caseId = await caseOf(id);
    const [before, open] = [await stateOf('listing', id), await reviewOf(caseId)];
    const undo = await decide(caseId, ruling);
    expect(undo).toMatch(/^\/zh\/review\/decisions\/[0-9a-f-]{36}\/undo$/);
    expect(await stateOf('listing', id)).toMatchObject({ status });
    expect(await eventsOf(id, event)).toEqual([event]);
    await call(colleague, 'post', undo).type('form').send({}).expect(404);
    expect(await stateOf('listing', id)).toMatchObject({ status });

    const answers = await Promise.all([send(undo, {}), send(undo, {})]);
    for (const answer of answers) expect([answer.headers['location'], noticeOf(answer).tone]).toEqual([`/zh/review/${caseId}`, 'ok']);
    expect(await stateOf('listing', id)).toEqual(before);
    expect(await reviewOf(caseId)).toEqual(open);
    expect(await eventsOf(id, event)).toEqual([]);
    const log = await db.query<{ action: string }>(`select action from audit_entry where subject_id = $1 order by seq`, [id]);
    expect(log.map(({ action }) => action)).toEqual(['listing.submitted', event, 'review.taken-back']);

    // The case is decided again, and then it is heard of.
    const again = await decide(caseId, { decision: 'approve' });
    expect((await one('select count(*)::integer as n from review where subject_id = $1', id))!['n']).toBe(1);
    await tell(again.split('/').at(-2)!);
    await eventually(async () => (await one(`select 1 from mail_message where template = 'listing.published' and subject_id = $1`, factory.id)) !== undefined);
  });

  it('keeps what an officer had said before', async () => {
    const id = await handIn();
    const first = await decide(await caseOf(id), { decision: 'return', reasonCodes: 'vague', note: '补上数量' });
    await tell(first.split('/').at(-2)!);
    await call(factory.owner, 'post', `/api/v1/demands/${id}/submission`).expect(200);
    const before = await stateOf('listing', id);
    await send(await decide(await caseOf(id), { decision: 'approve' }), {});
    expect(await stateOf('listing', id)).toEqual(before);
    expect(before).toMatchObject({ review_note: '补上数量', return_reasons: ['vague'] });
  });

  it('stands once it was heard of', async () => {
    const id = await handIn();
    const undo = await decide(await caseOf(id), { decision: 'approve' });
    await tell(undo.split('/').at(-2)!);
    await eventually(async () => (await one(`select 1 from outbox_event where hold_key = $1 and relayed_at is not null`, undo.split('/').at(-2))) !== undefined);
    expect(noticeOf(await send(undo, {}))).toMatchObject({ tone: 'warn', title: expect.stringContaining('来不及撤销') });
    expect(await stateOf('listing', id)).toMatchObject({ status: 'published' });
  });

  it('stands when its author has acted on it since, and is heard of all the same', async () => {
    const id = await handIn();
    const undo = await decide(await caseOf(id), { decision: 'approve' });
    await call(factory.owner, 'post', `/api/v1/demands/${id}/closing`).send({ reason: 'withdrawn' }).expect(200);
    expect(noticeOf(await send(undo, {})).tone).toBe('warn');
    expect(await stateOf('listing', id)).toMatchObject({ status: 'closed' });
    expect(await eventsOf(id, 'listing.published')).toEqual(['listing.published']);
  });

  it('about many cases is taken back for all of them', async () => {
    const ids = [await handIn({ title: '齿轮渗碳淬火外协' }), await handIn({ title: '球磨机衬板堆焊' })];
    const cases = await Promise.all(ids.map(caseOf));
    const notice = noticeOf(await send('/zh/review', { do: 'return-now', case: cases, reasonCodes: 'vague' }));
    expect(notice.text).toContain('60 秒内可以撤销');
    for (const id of ids) expect(await stateOf('listing', id)).toMatchObject({ status: 'returned' });
    const undone = await send(notice.undo!.action, {});
    expect([undone.headers['location'], noticeOf(undone).title]).toEqual(['/zh/review', '撤销了，2 件回到待审']);
    for (const id of ids) expect(await stateOf('listing', id)).toMatchObject({ status: 'in_review', return_reasons: [] });
    expect((await Promise.all(cases.map(reviewOf))).map((review) => review!['status'])).toEqual(['open', 'open']);
  });

  it.each(['approve', 'return'])('to %s an edit is taken back with its content', async (decision) => {
    const id = await handIn({ title: `激光切割外协 ${decision}` });
    await tell((await decide(await caseOf(id), { decision: 'approve' })).split('/').at(-2)!);
    const live = (await call(factory.owner, 'get', `/api/v1/demands/${id}`)).body;
    const edited = (await call(factory.owner, 'put', `/api/v1/demands/${id}`).send({ ...DEMAND, title: '改后', regionCode: '130981', version: live.version })).body;
    const revisionId = edited.own.pendingRevisionId as string;
    const [listing, revision] = [await stateOf('listing', id), await stateOf('listing_revision', revisionId)];
    const undo = await decide(await caseOf(revisionId), { decision, reasonCodes: 'vague', note: '' });
    expect(await stateOf('listing_revision', revisionId)).not.toEqual(revision);
    for (let times = 0; times < 2; times += 1) expect(noticeOf(await send(undo, {})).tone).toBe('ok');
    expect(await stateOf('listing', id)).toEqual(listing);
    expect(await stateOf('listing_revision', revisionId)).toEqual(revision);
    expect(await eventsOf(revisionId, 'listing.revis%')).toEqual(['listing.revision-submitted']);
  });

  it.each([
    ['approve', 'verified'],
    ['return', 'returned'],
    ['reject', 'rejected'],
  ])('to %s an enterprise is taken back', async (decision, status) => {
    const { id } = await cast.enterprise({ status: 'registered' });
    await db.query(`update enterprise set status = 'pending', submitted_at = $2 where id = $1`, [id, test.clock.now()]);
    await db.query(
      `insert into review (id, subject_kind, subject_id, subject_title, enterprise_id, region_code, status, opened_at, due_at, reason_codes, hints, version)
       values (gen_random_uuid(), 'enterprise', $1, 'x', $1, '130981', 'open', $2, $2, '{}', '[]', 1)`,
      [id, test.clock.now()],
    );
    const before = await stateOf('enterprise', id);
    const undo = await decide(await caseOf(id), { decision, reasonCodes: 'name-and-code', note: '' });
    expect(await stateOf('enterprise', id)).toMatchObject({ status });
    expect(noticeOf(await send(undo, {})).tone).toBe('ok');
    expect(await stateOf('enterprise', id)).toEqual(before);
    expect(await eventsOf(id, `enterprise.${status}`)).toEqual([]);
  });
});

describe('an officer’s suspension on a page', () => {
  it('of a listing is taken back before anybody hears of either, and told with its end once it was heard of', async () => {
    const id = await handIn({ title: '镁合金壳体外协' });
    await tell((await decide(await caseOf(id), { decision: 'approve' })).split('/').at(-2)!);
    const suspend = async () => noticeOf(await send(`/zh/review/listings/${id}`, { do: 'suspend', reasonCodes: 'contact' })).undo!.action;
    const undo = await suspend();
    expect(undo).toBe(`/zh/review/listings/${id}/restoration`);
    expect(await stateOf('listing', id)).toMatchObject({ status: 'suspended' });
    await call(factory.owner, 'post', undo).type('form').send({}).expect(403);
    for (const tone of ['ok', 'warn']) expect(noticeOf(await send(undo, {})).tone).toBe(tone);
    expect(await stateOf('listing', id)).toMatchObject({ status: 'published' });
    expect(await eventsOf(id, 'listing.%s%')).not.toEqual(expect.arrayContaining([expect.stringMatching(/suspended|restored/)]));

    await suspend();
    await db.query(`update outbox_event set held_until = now() where type = 'listing.suspended'`);
    await eventually(async () => (await one(`select 1 from mail_message where template = 'listing.suspended' and subject_id = $1`, id)) !== undefined);
    await send(undo, {});
    expect(await eventsOf(id, 'listing.restored')).toEqual(['listing.restored']);
  });

  it('of an enterprise is taken back before anybody hears of either', async () => {
    const { id } = await cast.enterprise();
    const undo = noticeOf(await send(`/zh/review/enterprises/${id}`, { do: 'suspend', reasonCodes: 'disputed', note: '' })).undo!.action;
    expect(await stateOf('enterprise', id)).toMatchObject({ status: 'suspended' });
    for (const tone of ['ok', 'warn']) expect(noticeOf(await send(undo, {})).tone).toBe(tone);
    expect(await stateOf('enterprise', id)).toMatchObject({ status: 'verified' });
    expect(await eventsOf(id, 'enterprise.%')).toEqual([]);
  });
});
