import { DataSource } from 'typeorm';
import { EnterprisesService } from '../../src/features/enterprises/enterprises.service.js';
import { makeUscc } from '../../src/features/enterprises/uscc.js';
import { ActorQueries } from '../../src/features/identity/actors.queries.js';
import { IdentityService } from '../../src/features/identity/identity.service.js';
import { OfficersService } from '../../src/features/identity/officers.service.js';
import type { PersonActor } from '../../src/shared/actor.js';
import { startTestApp, type TestApp } from '../support/app.js';

const PASSWORD = '减速机壳体线十二台机床';

let test: TestApp;
let db: DataSource;
let enterprises: EnterprisesService;
let hebei: Person;
let tianjin: Person;
let n = 0;

interface Person {
  readonly id: string;
  readonly email: string;
  readonly token: string;
  actor(): Promise<PersonActor>;
}

beforeAll(async () => {
  test = await startTestApp();
  db = test.app.get(DataSource);
  enterprises = test.app.get(EnterprisesService);
  [hebei, tianjin] = [await officer('13'), await officer('12')];
});
afterAll(() => test.close());

async function person({ isConfirmed = true } = {}): Promise<Person> {
  const email = `e${(n += 1)}@example.com`;
  const { body } = await test.request().post('/api/v1/accounts').send({ email, password: PASSWORD, name: `人${n}` }).expect(201);
  const { id } = body.account;
  if (isConfirmed) await test.app.get(IdentityService).confirmAddress(id);
  return { id, email, token: body.token.token, actor: async () => (await test.app.get(ActorQueries).byPersonId(id))! };
}

async function officer(regionCode: string): Promise<Person> {
  const one = await person();
  const authorityName = { zh: `${regionCode} 主管部门`, en: `Authority of ${regionCode}` };
  await test.app.get(OfficersService).appoint({ email: one.email, name: '审核员', language: 'zh', regionCode, authorityName, roles: ['reviewer'] });
  return one;
}

const as = ({ token }: Person) => ({ authorization: `Bearer ${token}` });
const newUscc = (): string => makeUscc('130981', (n += 1));

function facts(change: object = {}): object {
  return {
    name: '泊头市示例铸造有限公司',
    uscc: newUscc(),
    regionCode: '130981',
    size: 'small',
    contactName: '张示例',
    contactPhone: '138 0000 0000',
    contactEmail: 'zhang@example.com',
    ...change,
  };
}

async function registered(owner: Person, change: object = {}): Promise<string> {
  const { body } = await test.request().post('/api/v1/enterprises').set(as(owner)).send(facts(change)).expect(201);
  return body.id;
}

async function pending(owner: Person, change: object = {}): Promise<string> {
  const id = await registered(owner, change);
  await test.request().post(`/api/v1/enterprises/${id}/submit`).set(as(owner)).expect(200);
  return id;
}

async function verified(owner: Person, change: object = {}): Promise<string> {
  const id = await pending(owner, change);
  await enterprises.verify(await hebei.actor(), id);
  return id;
}

const get = (id: string, reader?: Person) => test.request().get(`/api/v1/enterprises/${id}`).set(reader ? as(reader) : {});
const status = async (id: string): Promise<string> => (await db.query('select status from enterprise where id = $1', [id]))[0].status;
const events = async (type: string, id: string): Promise<number> =>
  (await db.query(`select 1 from outbox_event where type = $1 and payload->>'enterpriseId' = $2`, [type, id])).length;

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 10_000; !(await isSo()); await new Promise((go) => setTimeout(go, 25))) if (Date.now() > end) throw new Error('It did not happen in time');
}

describe('registering an enterprise', () => {
  it('makes me its owner, and shows it to me and to nobody else', async () => {
    const owner = await person();
    const uscc = newUscc();
    const { body } = await test
      .request()
      .post('/api/v1/enterprises')
      .set(as(owner))
      .send(facts({ uscc: ` ${uscc.toLowerCase().replace(/(.{4})/g, '$1 ')}`, regionCode: '130900', industryCode: 'C3391', name: `<b>O’Neil</b> '; drop table 👩‍🔧`, preferredRegions: ['12', '120000'] }))
      .expect(201);
    expect(body).toMatchObject({ uscc, regionCode: '1309', status: 'registered', name: `<b>O’Neil</b> '; drop table 👩‍🔧`, preferredRegions: ['12'], verifiedAt: null });
    expect(body.code).toMatch(/^E13-\d{6}$/);
    expect(body.inside).toMatchObject({ role: 'owner', capacity: 10, usccWarnings: [], contact: { name: '张示例', website: null }, isDisputed: false, version: 1 });
    await get(body.id, owner).expect(200);
    await get(body.code, hebei).expect(200);
    for (const reader of [undefined, await person(), tianjin]) expect((await get(body.id, reader).expect(404)).body.code).toBe('enterprise.not-found');
    const mine = await test.request().get('/api/v1/enterprises').set(as(owner)).expect(200);
    expect(mine.body.items).toEqual([expect.objectContaining({ id: body.id, role: 'owner' })]);
  });

  it('takes a code that fails its check, with a doubt for the reviewer', async () => {
    const owner = await person();
    const id = await pending(owner, { uscc: '911309811111111111' });
    const { body } = await get(id, hebei).expect(200);
    expect(body.inside.usccWarnings).not.toEqual([]);
  });

  it('takes one click of two', async () => {
    const owner = await person();
    const body = facts();
    const answers = await Promise.all([1, 2].map(() => test.request().post('/api/v1/enterprises').set(as(owner)).send(body)));
    expect(answers.map((a) => a.status).sort()).toEqual([201, 409]);
    expect(answers.find((a) => a.status === 409)?.body.code).toBe('enterprise.already-registered');
  });

  it.each([
    ['an unknown region', { regionCode: '990000' }, 'regionCode'],
    ['an unknown industry', { industryCode: 'ZZ' }, 'industryCode'],
    ['a preferred region that is none', { preferredRegions: ['13', 'nowhere'] }, 'preferredRegions'],
    ['a size that is none', { size: 'huge' }, 'size'],
    ['a code of nothing', { uscc: ' － ' }, 'uscc'],
    ['a website that runs code', { website: 'javascript:alert(1)' }, 'website'],
    ['orders the wrong way round', { orderMin: 10, orderMax: 5 }, 'orderMax'],
    ['a negative capacity', { capacity: -1 }, 'capacity'],
    ['a status of its own', { status: 'verified' }, ''],
    ['NUL', { description: 'a\0' }, 'description'],
    ['ten thousand characters', { description: '长'.repeat(10_000) }, 'description'],
  ])('refuses %s', async (_, change, field) => {
    const owner = await person();
    const { body } = await test.request().post('/api/v1/enterprises').set(as(owner)).send(facts(change)).expect(422);
    expect(body.errors.map((e: { field: string }) => e.field)).toContain(field);
  });

  it('asks who it is', async () => {
    await test.request().post('/api/v1/enterprises').send(facts()).expect(401);
  });
});

describe('handing in', () => {
  it('wants a confirmed address, and does it by itself once it is', async () => {
    const owner = await person({ isConfirmed: false });
    const id = await registered(owner, { submitWhenConfirmed: true });
    const refused = await test.request().post(`/api/v1/enterprises/${id}/submit`).set(as(owner)).expect(409);
    expect(refused.body.code).toBe('enterprise.address-unconfirmed');
    await test.app.get(IdentityService).confirmAddress(owner.id);
    await until(async () => (await status(id)) === 'pending');
    expect(await events('enterprise.submitted', id)).toBe(1);
  });

  it('happens once', async () => {
    const owner = await person();
    const id = await registered(owner);
    const answers = await Promise.all([1, 2].map(() => test.request().post(`/api/v1/enterprises/${id}/submit`).set(as(owner))));
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409]);
    expect(await events('enterprise.submitted', id)).toBe(1);
  });

  it('marks the second claim on a code as disputed, whoever is faster', async () => {
    const [one, two] = [await person(), await person()];
    const uscc = newUscc();
    const ids = [await registered(one, { uscc }), await registered(two, { uscc })];
    await Promise.all([one, two].map((owner, i) => test.request().post(`/api/v1/enterprises/${ids[i]}/submit`).set(as(owner)).expect(200)));
    const rows = await db.query<{ id: string; is_disputed: boolean }[]>('select id, is_disputed from enterprise where id = any($1) order by is_disputed', [ids]);
    expect(rows.map((row) => row.is_disputed)).toEqual([false, true]);
    const [first, second] = rows.map((row) => row.id) as [string, string];
    const actor = await hebei.actor();
    await expect(enterprises.verify(actor, second)).rejects.toMatchObject({ code: 'enterprise.uscc-taken' });
    await enterprises.reject(actor, first, { reasonCodes: ['not-theirs'] });
    await enterprises.verify(actor, second);
    expect((await get(second).expect(200)).body.inside).toBeNull();
    expect([await status(first), await status(second)]).toEqual(['rejected', 'verified']);
  });
});

describe('deciding', () => {
  it('lets one of two officers win', async () => {
    const id = await pending(await person());
    const other = await officer('13');
    const acts = await Promise.allSettled([enterprises.verify(await hebei.actor(), id), enterprises.return(await other.actor(), id, { reasonCodes: ['x'] })]);
    expect(acts.map((a) => a.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(acts.find((a) => a.status === 'rejected')).toMatchObject({ reason: { code: 'enterprise.not-in-state', kind: 'conflict' } });
  });

  it('wants a reason for a no, and the version that was looked at', async () => {
    const id = await pending(await person());
    const actor = await hebei.actor();
    await expect(enterprises.return(actor, id, {})).rejects.toMatchObject({ code: 'enterprise.reason-required' });
    await expect(enterprises.verify(actor, id, { version: 1 })).rejects.toMatchObject({ code: 'enterprise.changed-meanwhile' });
    expect(await status(id)).toBe('pending');
    const { body } = await get(id, hebei).expect(200);
    await enterprises.verify(actor, id, { version: body.inside.version });
    expect(await status(id)).toBe('verified');
  });

  it('is taken back as a whole with the act that it is part of', async () => {
    const id = await pending(await person());
    const actor = await hebei.actor();
    await expect(
      db.transaction(async (manager) => {
        await enterprises.verify(actor, id, {}, manager);
        throw new Error('the review failed');
      }),
    ).rejects.toThrow('the review failed');
    expect(await status(id)).toBe('pending');
    expect(await events('enterprise.verified', id)).toBe(0);
  });

  it('goes back and forth with its reason, and its letter of the law stays once verified', async () => {
    const owner = await person();
    const id = await pending(owner);
    await enterprises.return(await hebei.actor(), id, { reasonCodes: ['name'], note: '名称和执照不一致' });
    expect((await get(id, owner)).body).toMatchObject({ status: 'returned', inside: { reasonCodes: ['name'], returnReason: '名称和执照不一致' } });
    const edit = (body: object) => test.request().patch(`/api/v1/enterprises/${id}`).set(as(owner)).send(body);
    expect((await edit({ name: '泊头市示例精密铸造有限公司' }).expect(200)).body).toMatchObject({ name: '泊头市示例精密铸造有限公司', inside: { contact: { name: '张示例' } } });
    await test.request().post(`/api/v1/enterprises/${id}/submit`).set(as(owner)).expect(200);
    expect((await get(id, owner)).body.inside).toMatchObject({ reasonCodes: [], returnReason: null });
    await enterprises.verify(await hebei.actor(), id);
    expect((await edit({ uscc: newUscc() }).expect(409)).body.code).toBe('enterprise.facts-locked');
    const { body } = await edit({ name: '泊头市示例精密铸造有限公司', capacity: 3, orderMin: 100_000, orderMax: 2_000_000, website: 'https://example.com' }).expect(200);
    expect(body).toMatchObject({ status: 'verified', orderMin: 100_000, inside: { capacity: 3, contact: { website: 'https://example.com' } } });
    await edit({ capacity: 4, version: body.inside.version - 1 }).expect(409);
    await edit({ capacity: 4, version: body.inside.version }).expect(200);
  });

  it('shows a verified one to everybody, without its contacts', async () => {
    const id = await verified(await person());
    const { body, text } = await get(id).expect(200);
    expect(body).toMatchObject({ status: 'verified', verifiedBy: { zh: '13 主管部门' }, inside: null });
    expect(text).not.toMatch(/zhang@example\.com|138 ?0000|张示例/);
  });

  it('suspends and restores by an officer of its region, with an entry in the log', async () => {
    const owner = await person();
    const id = await verified(owner);
    const post = (act: string, who: Person, body: object = {}) => test.request().post(`/api/v1/enterprises/${id}/${act}`).set(as(who)).send(body);
    await post('suspend', owner, { reasonCodes: ['x'] }).expect(403);
    expect((await post('suspend', tianjin, { reasonCodes: ['x'] }).expect(403)).body.code).toBe('enterprise.not-your-region');
    await post('suspend', hebei, {}).expect(422);
    await post('suspend', hebei, { reasonCodes: ['complaint'] }).expect(200);
    await post('suspend', hebei, { reasonCodes: ['complaint'] }).expect(409);
    await post('restore', hebei).expect(200);
    expect(await status(id)).toBe('verified');
    const log = await db.query<{ action: string }[]>('select action from audit_entry where subject_id = $1 order by seq', [id]);
    expect(log.map(({ action }) => action)).toEqual(['enterprise.verified', 'enterprise.suspended', 'enterprise.restored']);
  });
});

describe('members', () => {
  it('get a seat at once with a confirmed account, else when they have one', async () => {
    const owner = await person();
    const id = await registered(owner);
    const invite = (email: string, role = 'editor', who = owner) => test.request().post(`/api/v1/enterprises/${id}/members`).set(as(who)).send({ email, role });
    const colleague = await person();
    expect((await invite(colleague.email.toUpperCase()).expect(201)).body).toEqual({ result: 'added' });
    expect((await invite(colleague.email).expect(409)).body.code).toBe('member.already-member');
    expect((await invite('x@example.com', 'viewer', colleague).expect(403)).body.code).toBe('enterprise.forbidden');
    await invite('x@example.com', 'viewer', await person()).expect(404);

    const late = await person({ isConfirmed: false });
    expect((await invite(late.email, 'viewer').expect(201)).body).toEqual({ result: 'invited' });
    await invite(late.email, 'editor').expect(201);
    expect(await events('member.invited', id)).toBe(1);
    await get(id, late).expect(404);
    await test.app.get(IdentityService).confirmAddress(late.id);
    await until(async () => (await get(id, late)).status === 200);
    const { body } = await test.request().get(`/api/v1/enterprises/${id}/members`).set(as(late)).expect(200);
    expect(body.items.map((m: { personId: string; role: string }) => [m.personId, m.role])).toEqual([[owner.id, 'owner'], [colleague.id, 'editor'], [late.id, 'editor']]);
    expect(body.invitations).toEqual([]);
  });

  it('are never without an owner, also when two owners act at once', async () => {
    const [one, two] = [await person(), await person()];
    const id = await registered(one);
    const member = (who: Person, target: Person) => test.request().delete(`/api/v1/enterprises/${id}/members/${target.id}`).set(as(who));
    expect((await member(one, one).expect(409)).body.code).toBe('member.last-owner');
    await test.request().post(`/api/v1/enterprises/${id}/members`).set(as(one)).send({ email: two.email, role: 'owner' }).expect(201);
    const answers = await Promise.all([member(one, one), member(two, two)]);
    expect(answers.map((a) => a.status).sort()).toEqual([204, 409]);
    const left = answers[0]?.status === 204 ? two : one;
    await test.request().patch(`/api/v1/enterprises/${id}/members/${left.id}`).set(as(left)).send({ role: 'viewer' }).expect(409);
  });

  it('who may only look change nothing', async () => {
    const [owner, viewer] = [await person(), await person()];
    const id = await registered(owner);
    await test.request().post(`/api/v1/enterprises/${id}/members`).set(as(owner)).send({ email: viewer.email, role: 'viewer' }).expect(201);
    await get(id, viewer).expect(200);
    await test.request().patch(`/api/v1/enterprises/${id}`).set(as(viewer)).send({ capacity: 1 }).expect(403);
    await test.request().post(`/api/v1/enterprises/${id}/submit`).set(as(viewer)).expect(403);
    await test.request().delete(`/api/v1/enterprises/${id}/members/${viewer.id}`).set(as(viewer)).expect(204);
    await get(id, viewer).expect(404);
  });

  it('invitations can be taken back', async () => {
    const owner = await person();
    const id = await registered(owner);
    await test.request().post(`/api/v1/enterprises/${id}/members`).set(as(owner)).send({ email: 'soon@example.com', role: 'editor' }).expect(201);
    const { body } = await test.request().get(`/api/v1/enterprises/${id}/members`).set(as(owner)).expect(200);
    const [invitation] = body.invitations;
    await test.request().delete(`/api/v1/enterprises/${id}/invitations/${invitation.id}`).set(as(owner)).expect(204);
    await test.request().delete(`/api/v1/enterprises/${id}/invitations/${invitation.id}`).set(as(owner)).expect(404);
  });
});

describe('evidence', () => {
  it('is self-declared, then checked by an officer, and self-declared again when it is changed', async () => {
    const owner = await person();
    const id = await verified(owner);
    const path = `/api/v1/enterprises/${id}/evidence`;
    const iso = { attribute: 'certificate', value: 'ISO9001', note: '铸铁件生产', validUntil: '2027-11-30' };
    await test.request().post(path).set(as(owner)).send({ ...iso, value: 'NO-SUCH' }).expect(422);
    await test.request().post(path).set(as(owner)).send({ ...iso, validUntil: '2027-02-30' }).expect(422);
    await test.request().post(path).set(as(await person())).send(iso).expect(403);
    const { body: made } = await test.request().post(path).set(as(owner)).send(iso).expect(201);
    const list = async () => (await test.request().get(path).expect(200)).body.items;
    expect(await list()).toEqual([{ id: made.id, ...iso, source: 'self', checkedBy: null, checkedAt: null }]);
    await test.request().post(`${path}/${made.id}/check`).set(as(tianjin)).send({ validUntil: '2027-10-31' }).expect(403);
    await test.request().post(`${path}/${made.id}/check`).set(as(owner)).send({ validUntil: null }).expect(403);
    await test.request().post(`${path}/${made.id}/check`).set(as(hebei)).send({ validUntil: '2027-10-31' }).expect(204);
    expect((await list())[0]).toMatchObject({ source: 'officer', validUntil: '2027-10-31', checkedBy: { en: 'Authority of 13' } });
    await test.request().put(`${path}/${made.id}`).set(as(owner)).send({ ...iso, note: '' }).expect(204);
    expect((await list())[0]).toMatchObject({ source: 'self', note: '', checkedBy: null });
    await test.request().delete(`${path}/${made.id}`).set(as(owner)).expect(204);
    await test.request().delete(`${path}/${made.id}`).set(as(owner)).expect(404);
  });
});

describe('blocks', () => {
  it('are for the members’ eyes, and set once', async () => {
    const [owner, other] = [await person(), await person()];
    const [mine, theirs, hidden] = [await verified(owner), await verified(other), await registered(other)];
    const path = `/api/v1/enterprises/${mine}/blocks`;
    await test.request().put(`${path}/${theirs}`).set(as(owner)).expect(204);
    await test.request().put(`${path}/${theirs}`).set(as(owner)).expect(204);
    expect(await events('enterprise.blocked', mine)).toBe(1);
    await test.request().put(`${path}/${mine}`).set(as(owner)).expect(422);
    await test.request().put(`${path}/${hidden}`).set(as(owner)).expect(404);
    await test.request().get(path).set(as(other)).expect(403);
    expect((await test.request().get(path).set(as(owner)).expect(200)).body.items).toEqual([expect.objectContaining({ id: theirs })]);
    await test.request().delete(`${path}/${theirs}`).set(as(owner)).expect(204);
    expect((await test.request().get(path).set(as(owner)).expect(200)).body.items).toEqual([]);
  });
});
