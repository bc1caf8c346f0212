import { AuditLog } from '../../../src/platform/audit/audit-log.js';
import { Database } from '../../../src/platform/database/database.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { Cast, type CastPerson, eventually } from '../../support/cast.js';
import { engagedPair, type EngagedPair } from '../../support/engagement.js';

let test: TestApp;
let cast: Cast;
let officer: CastPerson;

beforeAll(async () => {
  test = await startTestApp();
  cast = new Cast(test);
  officer = await cast.officer(null);
});
afterAll(() => test?.close());

const TODAY = '2026-11-23';
const SIGNED = { stage: 'signed', amount: 128_000, day: TODAY };
const ACCEPTED = { stage: 'accepted', day: TODAY };

const call = (method: 'get' | 'post', path: string, person: CastPerson | null, body: object = {}) => {
  const request = test.request()[method](`/api/v1${path}`);
  if (person) void request.set('authorization', `Bearer ${person.token}`);
  return method === 'post' ? request.send(body) : request;
};
const tell = (pair: EngagedPair, side: 'factory' | 'provider', way: 'stage' | 'statements' | 'answers' | 'end', body: object) => call('post', `/engagements/${pair.id}/${way}`, pair[side].owner, body);
const read = async (pair: EngagedPair) => (await call('get', `/engagements/${pair.id}`, pair.factory.owner)).body;
const standing = async (pair: EngagedPair, side: string): Promise<string> => (await read(pair)).reports.find((report: { isOpen: boolean; side: string }) => report.isOpen && report.side === side).id;
const events = async (type: string, pair: EngagedPair): Promise<number> =>
  (await test.app.get(Database).query<{ n: number }>(`select count(*)::integer as n from outbox_event where type = $1 and payload ->> 'engagementId' = $2`, [type, pair.id]))[0]!.n;
const caseOf = (pair: EngagedPair, status = 'open') =>
  eventually(async () => ((await call('get', `/reviews?subject=engagement&status=${status}&pageSize=100`, officer)).body.items as { id: string; subjectId: string; version: number; status: string }[]).find(({ subjectId }) => subjectId === pair.id));

describe('from the first contact to the acceptance', () => {
  let pair: EngagedPair;
  beforeAll(async () => (pair = await engagedPair(test, cast)));

  it('takes a proposal and a negotiation from either side, each once', async () => {
    expect((await tell(pair, 'provider', 'stage', { stage: 'proposal' })).body).toMatchObject({ stage: 'proposal', awaits: 'signed', reports: [{ side: 'provider', kind: 'proposal' }] });
    const again = await tell(pair, 'factory', 'stage', { stage: 'proposal' });
    expect([again.status, again.body.code]).toEqual([409, 'engagement.stage-passed']);
    expect((await tell(pair, 'factory', 'stage', { stage: 'negotiation' })).body.stage).toBe('negotiation');
    expect((await tell(pair, 'factory', 'stage', { stage: 'proposal' })).status).toBe(409);
    expect(await events('engagement.advanced', pair)).toBe(2);
  });

  it('waits with a signature until the other side says the same', async () => {
    const early = await tell(pair, 'factory', 'statements', ACCEPTED);
    expect([early.status, early.body.code]).toEqual([409, 'engagement.not-yet']);
    const stated = await tell(pair, 'provider', 'statements', SIGNED);
    expect(stated.body).toMatchObject({ stage: 'negotiation', signed: null });
    // Said twice, and "confirmed" by the side that said it: nothing changes.
    expect((await tell(pair, 'provider', 'statements', SIGNED)).body.reports).toHaveLength(3);
    const reportId = await standing(pair, 'provider');
    expect((await tell(pair, 'factory', 'answers', { reportId, isSo: true })).body).toMatchObject({ stage: 'signed', signed: { amount: 128_000, day: TODAY }, awaits: 'accepted' });
    const late = await tell(pair, 'factory', 'answers', { reportId, isSo: true });
    expect([late.status, late.body.code]).toEqual([409, 'engagement.statement-gone']);
    expect((await tell(pair, 'provider', 'statements', SIGNED)).body.code).toBe('engagement.stage-passed');
    expect([await events('engagement.stated', pair), await events('engagement.signed', pair)]).toEqual([1, 1]);
  });

  it('is accepted when both state the day, and then is over', async () => {
    await tell(pair, 'factory', 'statements', ACCEPTED);
    expect((await tell(pair, 'provider', 'statements', ACCEPTED)).body).toMatchObject({ stage: 'accepted', accepted: { day: TODAY }, awaits: null, nextAskAt: null });
    for (const [way, body] of [['stage', { stage: 'negotiation' }], ['statements', SIGNED], ['statements', ACCEPTED], ['end', { reason: 'other' }]] as const) {
      const refused = await tell(pair, 'factory', way, body);
      expect([way, refused.status, refused.body.code]).toEqual([way, 409, 'engagement.complete']);
    }
  });
});

describe('what is refused', () => {
  it('a day that cannot be, an amount that is none, and what the other stage has', async () => {
    const pair = await engagedPair(test, cast);
    for (const body of [
      { ...SIGNED, day: '2026-11-24' },
      { ...SIGNED, day: '2026-11-22' },
      { ...SIGNED, day: '2026-02-30' },
      { ...SIGNED, amount: 0 },
      { ...SIGNED, amount: -1 },
      { ...SIGNED, amount: 1.5 },
      { ...SIGNED, amount: 1e15 },
      { ...SIGNED, amount: '128000' },
      { ...ACCEPTED, amount: 1 },
      { stage: 'contact' },
      { stage: 'signed' },
      [],
    ]) {
      expect([body, (await tell(pair, 'factory', 'statements', body)).status]).toEqual([body, 422]);
    }
    expect((await read(pair)).reports).toEqual([]);
  });

  it('everything to strangers and officers, every act to viewers', async () => {
    const pair = await engagedPair(test, cast);
    const viewer = await cast.person();
    await cast.member(pair.provider.id, viewer, 'viewer');
    await tell(pair, 'factory', 'statements', SIGNED);
    const answer = { reportId: await standing(pair, 'factory'), isSo: true };
    for (const [person, status] of [[viewer, 403], [await cast.person(), 404], [officer, 404], [null, 401]] as const) {
      for (const [way, body] of [['stage', { stage: 'proposal' }], ['statements', SIGNED], ['answers', answer], ['end', { reason: 'other' }]] as const) {
        expect([way, (await call('post', `/engagements/${pair.id}/${way}`, person, body)).status]).toEqual([way, status]);
      }
    }
    expect((await read(pair)).stage).toBe('contact');
  });

  it('an answer to another engagement’s statement, or to one that was corrected', async () => {
    const [pair, other] = [await engagedPair(test, cast), await engagedPair(test, cast)];
    await tell(other, 'factory', 'statements', SIGNED);
    await tell(pair, 'factory', 'statements', SIGNED);
    const first = await standing(pair, 'factory');
    await tell(pair, 'factory', 'statements', { ...SIGNED, amount: 130_000 });
    for (const reportId of [await standing(other, 'factory'), first]) {
      const refused = await tell(pair, 'provider', 'answers', { reportId, isSo: true });
      expect([refused.status, refused.body.code]).toEqual([409, 'engagement.statement-gone']);
    }
    expect((await tell(pair, 'provider', 'answers', { reportId: await standing(pair, 'factory'), isSo: true })).body.signed.amount).toBe(130_000);
  });
});

describe('ending', () => {
  it('waits for an answer to what the other side has stated', async () => {
    const pair = await engagedPair(test, cast);
    await tell(pair, 'provider', 'statements', SIGNED);
    expect((await tell(pair, 'factory', 'end', { reason: 'other' })).body.code).toBe('engagement.answer-first');
    // Who stated it may end it: its own word goes with it.
    expect((await tell(pair, 'provider', 'end', { reason: 'no-agreement' })).body).toMatchObject({ stage: 'ended', signed: null, nextAskAt: null });
    for (const [way, body] of [['stage', { stage: 'proposal' }], ['statements', SIGNED]] as const) expect((await tell(pair, 'factory', way, body)).body.code).toBe('engagement.ended');
    expect((await read(pair)).reports.every(({ isOpen }: { isOpen: boolean }) => !isOpen)).toBe(true);
  });

  it('is possible after a signature, which stays on the record', async () => {
    const pair = await engagedPair(test, cast);
    for (const side of ['factory', 'provider'] as const) await tell(pair, side, 'statements', SIGNED);
    expect((await tell(pair, 'factory', 'end', { reason: 'postponed' })).body).toMatchObject({ stage: 'ended', signed: { amount: 128_000 } });
  });

  it('leaves one’s own statement taken back where one says so', async () => {
    const pair = await engagedPair(test, cast);
    await tell(pair, 'provider', 'statements', SIGNED);
    const reportId = await standing(pair, 'provider');
    expect((await tell(pair, 'provider', 'answers', { reportId, isSo: false })).body.reports.filter(({ isOpen }: { isOpen: boolean }) => isOpen)).toEqual([]);
    expect((await tell(pair, 'factory', 'end', { reason: 'other' })).status).toBe(200);
  });
});

describe('ending by a wrong tap', () => {
  const press = (pair: EngagedPair, side: 'factory' | 'provider', way: string, body: object = {}) =>
    test.request().post(`/zh/engagements/${pair.id}/${way}`).set('authorization', `Bearer ${pair[side].owner.token}`).type('form').send(body).expect(303);
  const noticeOf = (answer: { headers: Record<string, unknown> }) =>
    JSON.parse(Buffer.from(/notice=([^;]+)/.exec(String(answer.headers['set-cookie']))![1]!, 'base64url').toString()) as { tone: string; undo?: { action: string } };
  const letters = async (pair: EngagedPair) => (await test.app.get(Database).query(`select 1 from mail_message where template = 'engagement.ended' and subject_id = $1`, [pair.id])).length;
  const release = (pair: EngagedPair) => test.app.get(Database).query(`update outbox_event set held_until = now() where type = 'engagement.ended' and payload ->> 'engagementId' = $1`, [pair.id]);

  it('is taken back by the side that did it, with what was stated, and the other side hears nothing', async () => {
    const pair = await engagedPair(test, cast);
    await tell(pair, 'factory', 'stage', { stage: 'proposal' });
    await tell(pair, 'provider', 'statements', SIGNED);
    const before = await read(pair);
    const ended = noticeOf(await press(pair, 'provider', 'end', { reason: 'other', note: '点错了' }));
    expect(ended.undo!.action).toBe(`/zh/engagements/${pair.id}/resumption`);
    expect((await read(pair)).stage).toBe('ended');
    expect(noticeOf(await press(pair, 'factory', 'resumption')).tone).toBe('warn');
    const viewer = await cast.person();
    await cast.member(pair.provider.id, viewer, 'viewer');
    expect((await test.request().post(ended.undo!.action).set('authorization', `Bearer ${viewer.token}`).type('form').send({})).headers['location']).toBe(`/zh/engagements/${pair.id}`);
    expect((await read(pair)).stage).toBe('ended');
    for (const answer of await Promise.all([press(pair, 'provider', 'resumption'), press(pair, 'provider', 'resumption')])) expect(noticeOf(answer).tone).toBe('ok');
    expect(await read(pair)).toEqual(before);
    expect([await events('engagement.ended', pair), await letters(pair)]).toEqual([0, 0]);
    const log = await test.app.get(Database).query<{ action: string }>(`select action from audit_entry where subject_id = $1 order by seq`, [pair.id]);
    expect(log.map(({ action }) => action)).toEqual(['engagement.ended', 'engagement.resumed']);
  });

  it('stands once the other side was told, which is once', async () => {
    const pair = await engagedPair(test, cast);
    await press(pair, 'factory', 'end', { reason: 'other', note: '' });
    expect(await letters(pair)).toBe(0);
    await release(pair);
    await eventually(async () => (await letters(pair)) > 0);
    expect(noticeOf(await press(pair, 'factory', 'resumption')).tone).toBe('warn');
    expect((await read(pair)).stage).toBe('ended');
    expect([await events('engagement.ended', pair), await letters(pair)]).toEqual([1, 1]);
  });
});

describe('two that say it differently', () => {
  const differing = async (): Promise<EngagedPair> => {
    const pair = await engagedPair(test, cast);
    await tell(pair, 'provider', 'statements', SIGNED);
    expect((await tell(pair, 'factory', 'statements', { ...SIGNED, amount: 100_000 })).body).toMatchObject({ stage: 'contact', disputedAt: expect.any(String) });
    return pair;
  };

  it('become one case in the officers’ queue, which is settled as one of them has it, on the record', async () => {
    const pair = await differing();
    const opened = (await caseOf(pair))!;
    expect((await tell(pair, 'factory', 'end', { reason: 'other' })).body.code).toBe('engagement.under-review');
    expect((await call('post', `/reviews/${opened.id}/decision`, officer, { decision: 'approve' })).body.code).toBe('review.settled-otherwise');
    expect((await call('post', `/reviews/bulk`, officer, { ids: [opened.id], decision: 'approve', acknowledgeHints: true })).body).toMatchObject({ decided: 0, refused: 1 });
    expect((await call('post', `/reviews/${opened.id}/settlement`, officer, { as: 'both' })).status).toBe(422);
    expect((await call('post', `/reviews/${opened.id}/settlement`, pair.factory.owner, { as: 'factory' })).status).toBe(403);
    const settled = await call('post', `/reviews/${opened.id}/settlement`, officer, { as: 'factory', note: '看过合同原件 🏭 it’s 10' });
    expect(settled.body).toMatchObject({ status: 'approved', subjectKind: 'engagement' });
    expect(await read(pair)).toMatchObject({ stage: 'signed', signed: { amount: 100_000 }, disputedAt: null });
    const log = await test.app.get(AuditLog).historyOf(pair.id);
    expect(log).toMatchObject([{ action: 'engagement.settled', data: { reviewId: opened.id, as: 'factory', note: '看过合同原件 🏭 it’s 10' } }]);
    const twice = await call('post', `/reviews/${opened.id}/settlement`, officer, { as: 'provider' });
    expect([twice.status, twice.body.code]).toEqual([409, 'review.already-decided']);
  });

  it('are both asked anew when neither counts', async () => {
    const pair = await differing();
    const { id } = (await caseOf(pair))!;
    expect((await call('post', `/reviews/${id}/settlement`, officer, { as: 'neither' })).body.status).toBe('returned');
    expect(await read(pair)).toMatchObject({ stage: 'contact', signed: null, disputedAt: null });
    for (const side of ['factory', 'provider'] as const) await tell(pair, side, 'statements', SIGNED);
    expect((await read(pair)).stage).toBe('signed');
  });

  it('may agree while the officer looks: the case closes by itself', async () => {
    const pair = await differing();
    const { id } = (await caseOf(pair))!;
    expect((await tell(pair, 'provider', 'statements', { ...SIGNED, amount: 100_000 })).body.stage).toBe('signed');
    expect((await caseOf(pair, 'withdrawn'))!.id).toBe(id);
    expect((await call('post', `/reviews/${id}/settlement`, officer, { as: 'provider' })).status).toBe(409);
  });

  it('differ also where one says that there is nothing of the kind; the officer may find so', async () => {
    const pair = await engagedPair(test, cast);
    await tell(pair, 'provider', 'statements', SIGNED);
    expect((await tell(pair, 'factory', 'answers', { reportId: await standing(pair, 'provider'), isSo: false })).body.disputedAt).not.toBeNull();
    const { id } = (await caseOf(pair))!;
    expect((await call('post', `/reviews/${id}/settlement`, officer, { as: 'factory' })).status).toBe(200);
    expect(await read(pair)).toMatchObject({ stage: 'contact', signed: null, disputedAt: null });
  });

  it('are not judged by a member of either, nor by another region’s officer', async () => {
    const pair = await differing();
    const { id } = (await caseOf(pair))!;
    for (const enterprise of [pair.factory, pair.provider]) {
      const colleague = await cast.person();
      await cast.member(enterprise.id, colleague, 'viewer');
      await cast.officer(null, ['reviewer'], colleague);
      expect((await call('post', `/reviews/${id}/settlement`, colleague, { as: 'factory' })).status).toBe(403);
    }
    expect((await call('post', `/reviews/${id}/settlement`, await cast.officer('11'), { as: 'factory' })).status).toBe(404);
    expect((await read(pair)).disputedAt).not.toBeNull();
  });
});

describe('at one time', () => {
  const statuses = async (answers: PromiseLike<{ status: number }>[]): Promise<number[]> => (await Promise.all(answers)).map(({ status }) => status).sort();

  it('both state the same: it is signed once', async () => {
    const pair = await engagedPair(test, cast);
    const found = await statuses([tell(pair, 'factory', 'statements', SIGNED), tell(pair, 'provider', 'statements', SIGNED), tell(pair, 'factory', 'statements', SIGNED), tell(pair, 'provider', 'statements', SIGNED)]);
    expect(found.every((status) => status === 200 || status === 409)).toBe(true);
    expect([(await read(pair)).stage, await events('engagement.signed', pair)]).toEqual(['signed', 1]);
  });

  it('one confirms while the other corrects: the pair agrees, differs or waits, and nothing is lost', async () => {
    for (let i = 0; i < 4; i += 1) {
      const pair = await engagedPair(test, cast);
      await tell(pair, 'provider', 'statements', SIGNED);
      const reportId = await standing(pair, 'provider');
      const found = await statuses([tell(pair, 'factory', 'answers', { reportId, isSo: true }), tell(pair, 'provider', 'statements', { ...SIGNED, amount: 90_000 })]);
      expect(found).toEqual([200, 409]);
      const { stage, signed, disputedAt } = await read(pair);
      expect([[ 'signed', 128_000, null], ['contact', undefined, null]]).toContainEqual([stage, signed?.amount, disputedAt]);
    }
  });

  it('two officers settle it differently: one word counts', async () => {
    const pair = await engagedPair(test, cast);
    await tell(pair, 'provider', 'statements', SIGNED);
    await tell(pair, 'factory', 'statements', { ...SIGNED, amount: 1 });
    const { id } = (await caseOf(pair))!;
    const other = await cast.officer(null);
    expect(await statuses([call('post', `/reviews/${id}/settlement`, officer, { as: 'factory' }), call('post', `/reviews/${id}/settlement`, other, { as: 'provider' })])).toEqual([200, 409]);
    expect((await test.app.get(AuditLog).historyOf(pair.id)).length).toBe(1);
  });

  it('one ends while the other states a signature: one of them comes second and is told so', async () => {
    const pair = await engagedPair(test, cast);
    expect(await statuses([tell(pair, 'factory', 'end', { reason: 'other' }), tell(pair, 'provider', 'statements', SIGNED)])).toEqual([200, 409]);
  });
});
