import { DataSource } from 'typeorm';
import { EnterpriseJobs } from '../../src/features/enterprises/enterprises.jobs.js';
import { EnterprisesService } from '../../src/features/enterprises/enterprises.service.js';
import { makeUscc } from '../../src/features/enterprises/uscc.js';
import { ActorQueries } from '../../src/features/identity/actors.queries.js';
import { IdentityService } from '../../src/features/identity/identity.service.js';
import { OfficersService } from '../../src/features/identity/officers.service.js';
import type { PersonActor } from '../../src/shared/actor.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { Shop } from '../support/shop.js';
import { Visitor } from '../support/visitor.js';

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
    await enterprises.reject(actor, first, { reasonCodes: ['disputed'] });
    await enterprises.verify(actor, second);
    expect((await get(second).expect(200)).body.inside).toBeNull();
    expect([await status(first), await status(second)]).toEqual(['rejected', 'verified']);
  });
});

describe('deciding', () => {
  it('lets one of two officers win', async () => {
    const id = await pending(await person());
    const other = await officer('13');
    const acts = await Promise.allSettled([enterprises.verify(await hebei.actor(), id), enterprises.return(await other.actor(), id, { reasonCodes: ['proof'] })]);
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
    await enterprises.return(await hebei.actor(), id, { reasonCodes: ['name-and-code'], note: '名称和执照不一致' });
    expect((await get(id, owner)).body).toMatchObject({ status: 'returned', inside: { reasonCodes: ['name-and-code'], returnReason: '名称和执照不一致' } });
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
    await post('suspend', owner, { reasonCodes: ['disputed'] }).expect(403);
    expect((await post('suspend', tianjin, { reasonCodes: ['disputed'] }).expect(403)).body.code).toBe('enterprise.not-your-region');
    await post('suspend', hebei, {}).expect(422);
    await post('suspend', hebei, { reasonCodes: ['disputed'] }).expect(200);
    await post('suspend', hebei, { reasonCodes: ['disputed'] }).expect(409);
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
    await test.request().post(path).set(as(await person())).send(iso).expect(404);
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
    await test.request().get(path).set(as(other)).expect(404);
    expect((await test.request().get(path).set(as(owner)).expect(200)).body.items).toEqual([expect.objectContaining({ id: theirs })]);
    await test.request().delete(`${path}/${theirs}`).set(as(owner)).expect(204);
    expect((await test.request().get(path).set(as(owner)).expect(200)).body.items).toEqual([]);
  });
});

describe('pages', () => {
  const answers = (change: object = {}) => ({
    name: '张示例',
    tel: '138 0000 0000',
    email: `page${(n += 1)}@example.com`,
    password: PASSWORD,
    uscc: newUscc(),
    company: '泊头市<b>示例</b>铸造有限公司',
    region: '泊头',
    'region-code': '',
    industry: '',
    'industry-code': '',
    size: 'small',
    agree: '1',
    ...change,
  });

  async function signUp(change: object = {}): Promise<{ visitor: Visitor; path: string; email: string; id: string }> {
    const visitor = new Visitor(test.url);
    await visitor.open('/zh/register');
    const fields = answers(change);
    const { headers } = await visitor.send('/zh/register', fields);
    const path = String(headers['location']);
    const [row] = await db.query<{ id: string; personId: string }[]>(
      `select enterprise.id, member.person_id as "personId" from enterprise join member on member.enterprise_id = enterprise.id where code = $1`,
      [path.split('/').at(-1)],
    );
    return { visitor, path, email: fields.email, id: row!.id };
  }

  it('register a person and an enterprise on one page; the confirmed address hands it in', async () => {
    const { visitor, path, email, id } = await signUp();
    expect(path).toMatch(/^\/zh\/enterprises\/E13-\d{6}$/);
    const own = await visitor.open(path);
    expect(own.text).toContain('泊头市&lt;b>示例&lt;/b>铸造有限公司');
    expect(own.text).toContain('请点确认信里的链接');
    expect(own.text).toContain(`mailto:${email}`);
    await new Visitor(test.url).open(path, 404);
    const [person] = await db.query<{ id: string }[]>('select id from person where email = $1', [email]);
    await test.app.get(IdentityService).confirmAddress(person!.id);
    await until(async () => (await status(id)) === 'pending');
    expect((await visitor.open(path)).text).toContain('主管部门正在核验');
  });

  it('keep all that was typed while a place is looked for, and the password without sending it back', async () => {
    const visitor = new Visitor(test.url);
    await visitor.open('/zh/register');
    const fields = answers({ region: '沧州' });
    const found = await visitor.send('/zh/register', { ...fields, do: 'region' }, 422);
    expect(found.text).toContain('请在下面选一处');
    expect(found.text).toContain('value="1309"');
    for (const kept of [fields.name, fields.email, fields.uscc]) expect(found.text).toContain(kept);
    expect(found.text).not.toContain(PASSWORD);
    const kept = /name="kept" value="([^"]+)"/.exec(found.text)?.[1] ?? '';
    await visitor.send('/zh/register', { ...fields, password: '', kept, 'region-code': '1309' });
    await test.request().post('/api/v1/sessions').send({ email: fields.email, password: PASSWORD }).expect(201);
  });

  it('say what to do about each field, and refuse a kept password that is not ours', async () => {
    const visitor = new Visitor(test.url);
    await visitor.open('/en/register');
    const again = await visitor.send('/en/register', { ...answers(), name: '', email: 'nobody', password: '', kept: 'x'.repeat(80), region: '', size: '', agree: '' }, 422);
    for (const field of ['name', 'email', 'password', 'region', 'size', 'agree']) expect(again.text).toContain(`href="#f-${field}"`);
    expect(again.text).not.toMatch(/\{\w+\}/);
  });

  it('ask once about a doubtful code, and go on when it was looked at', async () => {
    const visitor = new Visitor(test.url);
    await visitor.open('/zh/register');
    const fields = answers({ uscc: '9113 0981 1111 1111 11' });
    const doubt = await visitor.send('/zh/register', fields, 422);
    expect(doubt.text).toContain('执照');
    const seen = /name="seen" value="([^"]+)"/.exec(doubt.text)?.[1] ?? '';
    await visitor.send('/zh/register', { ...fields, seen });
    const known = await verified(await person());
    const { body } = await get(known);
    const taken = await new Visitor(test.url);
    await taken.open('/zh/register');
    expect((await taken.send('/zh/register', answers({ uscc: body.uscc }), 422)).text).toContain('请它的负责人加您进去');
  });

  it('fill the form from a pasted card', async () => {
    const visitor = new Visitor(test.url);
    await visitor.open('/zh/register');
    const card = '沧州示例齿轮有限公司\n联系人：李示例 13900000000\n地址：河北省沧州市运河区示例路';
    const { text } = await visitor.send('/zh/register', { do: 'card', card }, 200);
    for (const value of ['沧州示例齿轮有限公司', '李示例', '13900000000', '130903']) expect(text).toContain(`value="${value}"`);
  });

  it('show a verified enterprise to everybody without its contacts, with its evidence, and a suspended one in a sentence', async () => {
    const owner = await person();
    const id = await verified(owner, { description: '铸铁件。\n第二段', industryCode: 'C3391' });
    await test.request().post(`/api/v1/enterprises/${id}/evidence`).set(as(owner)).send({ attribute: 'certificate', value: 'ISO9001', validUntil: '2020-01-01' }).expect(201);
    const guest = new Visitor(test.url);
    for (const language of ['zh', 'en']) {
      const { text } = await guest.open(`/${language}/enterprises/${id}`);
      expect(text).toContain('<p>第二段</p>');
      expect(text).toContain(language === 'zh' ? '已过期' : 'Expired');
      expect(text).not.toMatch(/zhang@example\.com|138 ?0000|\{\w+\}/);
    }
    await enterprises.suspend(await hebei.actor(), id, { note: '群众举报，正在核实' });
    const { text } = await guest.open(`/zh/enterprises/${id}`);
    expect(text).toContain('已暂停这家企业');
    expect(text).not.toMatch(/第二段|群众举报/);
  });

  it('show what an enterprise has on the market, and nothing else of it', async () => {
    const id = await verified(await person());
    const shop = new Shop(test);
    const { code } = await shop.put({ kind: 'offering', enterpriseId: id, title: '灰铸铁件小批量铸造', body: '最大 500 kg', categoryCode: 'MFG-MES', budget: [50_000, 200_000] });
    await shop.put({ kind: 'offering', enterpriseId: id, title: '还没写完的供给', status: 'draft' });
    await shop.put({ kind: 'demand', enterpriseId: id, title: '自己的需求' });
    const { text } = await new Visitor(test.url).open(`/zh/enterprises/${id}`);
    for (const shown of ['能做什么', '1 项供给在架', `/zh/offerings/${code}`, '最大 500 kg', '5–20 万元']) expect(text).toContain(shown);
    expect(text).not.toMatch(/还没写完|自己的需求/);
  });

  it('are found by the public code as well as by the id, by those who may, and write to the id', async () => {
    const { visitor, path, id } = await signUp();
    const stranger = await signUp();
    for (const part of ['edit', 'evidence', 'members']) {
      expect((await visitor.open(`${path}/${part}`)).text).toContain(`action="/zh/enterprises/${id}/${part}"`);
      await stranger.visitor.open(`${path}/${part}`, 404);
      await visitor.open(`/zh/enterprises/E13-999999/${part}`, 404);
    }
    const owner = await person();
    const shown = await verified(owner);
    const { code } = (await get(shown, owner)).body;
    for (const part of ['/members', '/evidence', '/record']) {
      expect((await get(code + part, owner).expect(200)).body).toEqual((await get(shown + part, owner).expect(200)).body);
    }
  });

  it('put back evidence that was taken away, with its check, for who may edit', async () => {
    const { visitor, id } = await signUp();
    const stranger = await signUp();
    const path = `/zh/enterprises/${id}/evidence`;
    await visitor.open(path);
    await visitor.send(path, { certificate: 'ISO9001', attribute: '', value: '', note: '铸件', validUntil: '' });
    const rows = () => db.query<{ id: string }[]>('select * from evidence where enterprise_id = $1', [id]);
    const [made] = await rows();
    await test.request().post(`/api/v1/enterprises/${id}/evidence/${made!.id}/check`).set(as(hebei)).send({ validUntil: '2027-10-31' }).expect(204);
    const before = await rows();
    expect(before).toMatchObject([{ source: 'officer' }]);
    await visitor.send(`${path}/${made!.id}/remove`, {});
    expect(await rows()).toEqual([]);
    const undo = `${path}/${made!.id}/restore`;
    expect((await visitor.open(path)).text).toContain(`action="${undo}"`);
    await stranger.visitor.open('/zh/workspace');
    await stranger.visitor.send(undo, {}, 404);
    await stranger.visitor.send(undo.replace(id, stranger.id), {}, 404);
    expect(await rows()).toEqual([]);
    for (let times = 0; times < 2; times += 1) await visitor.send(undo, {});
    expect(await rows()).toEqual(before);

    await visitor.send(`${path}/${made!.id}/remove`, {});
    await db.query(`update removed_evidence set removed_at = removed_at - interval '25 hours' where enterprise_id = $1`, [id]);
    await test.app.get(EnterpriseJobs).sweep();
    await visitor.send(undo, {}, 404);
  });

  it('give back a seat that was taken away, with its role, and not one that was given up', async () => {
    const { visitor, id } = await signUp();
    const colleague = await person();
    const path = `/zh/enterprises/${id}/members`;
    const role = async () => (await db.query<{ role: string }[]>('select role from member where enterprise_id = $1 and person_id = $2', [id, colleague.id]))[0]?.role;
    const undo = `${path}/${colleague.id}/restore`;
    const remove = `${path}/${colleague.id}/remove`;
    await visitor.open(path);
    await visitor.send(path, { email: colleague.email, role: 'viewer' });
    await visitor.send(remove, {});
    expect(await role()).toBeUndefined();
    expect((await visitor.open(path)).text).toContain(`action="${undo}"`);
    const stranger = await signUp();
    await stranger.visitor.open('/zh/workspace');
    await stranger.visitor.send(undo, {}, 404);
    for (let times = 0; times < 2; times += 1) await visitor.send(undo, {});
    expect(await role()).toBe('viewer');

    await visitor.send(remove, {});
    await db.query(`update removed_member set removed_at = removed_at - interval '61 minutes' where enterprise_id = $1`, [id]);
    await visitor.send(undo, {}, 404);
    await visitor.send(path, { email: colleague.email, role: 'editor' });
    await test.request().delete(`/api/v1/enterprises/${id}/members/${colleague.id}`).set(as(colleague)).expect(204);
    // Who has left is not fetched back by an owner, and comes back himself within the hour.
    await visitor.send(undo, {}, 404);
    expect(await role()).toBeUndefined();
    const back = () => test.request().post(undo).set(as(colleague)).type('form').send({});
    for (let times = 0; times < 2; times += 1) expect((await back()).status).toBe(303);
    expect(await role()).toBe('editor');
    await visitor.send(remove, {});
    await back();
    expect(await role()).toBeUndefined();
  });

  it('put an invitation back that was taken back, once, without a second letter', async () => {
    const { visitor, id } = await signUp();
    const path = `/zh/enterprises/${id}/members`;
    const rows = () => db.query<{ id: string }[]>('select * from member_invitation where enterprise_id = $1', [id]);
    const invite = async (email: string): Promise<string> => {
      await visitor.open(path);
      await visitor.send(path, { email, role: 'viewer' });
      return (await db.query<{ id: string }[]>('select id from member_invitation where enterprise_id = $1 and email = $2', [id, email]))[0]!.id;
    };
    const invitation = await invite('later@example.com');
    await test.mailbox.waitFor(({ to }) => to === 'later@example.com');
    const before = await rows();
    await visitor.send(`${path}/invitations/${invitation}/withdraw`, {});
    expect(await rows()).toEqual([]);
    const undo = `${path}/invitations/${invitation}/restore`;
    expect((await visitor.open(path)).text).toContain(`action="${undo}"`);
    const stranger = await signUp();
    await stranger.visitor.open('/zh/workspace');
    await stranger.visitor.send(undo, {}, 404);
    for (let times = 0; times < 2; times += 1) await visitor.send(undo, {});
    expect(await rows()).toEqual(before);

    // Whoever proved the address meanwhile sits down at once.
    await visitor.send(`${path}/invitations/${invitation}/withdraw`, {});
    const arrived = await person();
    await db.query(`update removed_invitation set email = $2 where id = $1`, [invitation, arrived.email]);
    await visitor.send(undo, {});
    expect(await db.query('select role from member where enterprise_id = $1 and person_id = $2', [id, arrived.id])).toEqual([{ role: 'viewer' }]);

    const late = await invite('too-late@example.com');
    await visitor.send(`${path}/invitations/${late}/withdraw`, {});
    await db.query(`update removed_invitation set removed_at = removed_at - interval '61 minutes' where id = $1`, [late]);
    await visitor.send(`${path}/invitations/${late}/restore`, {}, 404);
    expect(test.mailbox.mails.filter(({ to }) => to === 'later@example.com')).toHaveLength(1);
  });

  it('take a block back from its notice', async () => {
    const { visitor, id } = await signUp();
    const other = await verified(await person());
    await visitor.open(`/zh/enterprises/${other}`);
    await visitor.send(`/zh/enterprises/${other}/block`, { as: id });
    const { text } = await visitor.open(`/zh/enterprises/${other}`);
    const undo = `/zh/enterprises/${id}/unblock/${other}`;
    expect(text).toContain(`action="${undo}"`);
    const blocks = () => db.query('select blocked_enterprise_id from block where enterprise_id = $1', [id]);
    expect(await blocks()).toHaveLength(1);
    await visitor.send(undo, {});
    expect(await blocks()).toEqual([]);
  });

  it('let members edit, invite and add evidence, and nobody else', async () => {
    const { visitor, id, email } = await signUp();
    const path = `/zh/enterprises/${id}`;
    const { text } = await visitor.open(`${path}/edit`);
    const version = /name="version" value="(\d+)"/.exec(text)?.[1] ?? '';
    const fields = {
      company: '泊头市示例铸造有限公司',
      uscc: newUscc(),
      region: '河北 沧州 泊头',
      'region-code': '130981',
      industry: '黑色金属铸造',
      'industry-code': 'C3391',
      size: 'medium',
      description: '铸件',
      website: '',
      address: '',
      contactName: '张示例',
      contactPhone: '0317-8888000',
      contactEmail: email,
      capacity: '5',
      orderMin: '10',
      orderMax: '42.6',
      preferredRegions: ['12', '1309'],
      version,
    };
    const wrong = await visitor.send(`${path}/edit`, { ...fields, orderMax: '5', website: 'javascript:alert(1)', capacity: 'x' }, 422);
    for (const field of ['capacity', 'website']) expect(wrong.text).toContain(`href="#f-${field}"`);
    expect((await visitor.send(`${path}/edit`, { ...fields, orderMax: '5' }, 422)).text).toContain('最高的不能比最低的少');
    await visitor.send(`${path}/edit`, fields);
    expect((await visitor.send(`${path}/edit`, fields, 422)).text).toContain('资料改过了');
    const own = await visitor.open(path);
    for (const shown of ['10–42.6 万元', '黑色金属铸造', '中型']) expect(own.text).toContain(shown);

    await visitor.open(`${path}/members`);
    await visitor.send(`${path}/members`, { email: 'colleague@example.com', role: 'viewer' });
    const members = await visitor.open(`${path}/members`);
    expect(members.text).toContain('colleague@example.com');
    const [owner] = await db.query<{ id: string }[]>('select id from person where email = $1', [email]);
    await visitor.send(`${path}/members/${owner!.id}/remove`, {});
    expect((await visitor.open(`${path}/members`)).text).toContain('至少要有一位负责人');
    await visitor.send(/\/zh\/enterprises\/[\w-]+\/members\/invitations\/[\w-]+\/withdraw/.exec(members.text)?.[0] ?? '', {});

    await visitor.open(`${path}/evidence`);
    await visitor.send(`${path}/evidence`, { certificate: '', attribute: '', value: '', note: '', validUntil: '' }, 422);
    await visitor.send(`${path}/evidence`, { certificate: 'ISO9001', attribute: '', value: '', note: '铸件', validUntil: '2027-01-31' });
    expect((await visitor.open(`${path}/evidence`)).text).toContain('2027 年 1 月 31 日');

    const stranger = await signUp();
    for (const page of ['', '/edit', '/members', '/evidence']) await stranger.visitor.open(`${path}${page}`, 404);
    await stranger.visitor.send(`${path}/members`, { email: 'x@example.com', role: 'owner' }, 404);
    for (const page of ['/edit', '/members', '/evidence']) await new Visitor(test.url).open(`${path}${page}`, 303);
  });
});

describe('bad input', () => {
  it('never makes the server fault, whatever a field or an address holds', async () => {
    const owner = await person();
    const id = await verified(owner);
    const { body: proof } = await test.request().post(`/api/v1/enterprises/${id}/evidence`).set(as(owner)).send({ attribute: 'staff', value: 'b' }).expect(201);
    const nasty = [null, true, -1, 1.5, 1e308, 2 ** 53, '', '\0', '\ud800', [], ['\0'], {}, '0000-01-01', '9999-12-31', 'x'.repeat(70_000)];
    const targets: readonly (readonly [method: 'post' | 'patch' | 'put', path: string, good: object, who: Person])[] = [
      ['post', '/api/v1/enterprises', { ...facts(), industryCode: null, description: '', website: null, address: null, capacity: 1, preferredIndustries: [], preferredRegions: [], orderMin: null, orderMax: null, submitWhenConfirmed: false }, owner],
      ['patch', `/api/v1/enterprises/${id}`, { ...facts(), description: '', orderMin: 1, orderMax: 2, capacity: 1, preferredRegions: [], version: 1 }, owner],
      ['post', `/api/v1/enterprises/${id}/members`, { email: 'a@example.com', role: 'viewer' }, owner],
      ['patch', `/api/v1/enterprises/${id}/members/${owner.id}`, { role: 'owner' }, owner],
      ['post', `/api/v1/enterprises/${id}/evidence`, { attribute: 'certificate', value: 'ISO9001', note: '', validUntil: null }, owner],
      ['put', `/api/v1/enterprises/${id}/evidence/${proof.id}`, { attribute: 'staff', value: 'b', note: '', validUntil: null }, owner],
      ['post', `/api/v1/enterprises/${id}/evidence/${proof.id}/check`, { validUntil: null }, hebei],
      ['post', `/api/v1/enterprises/${id}/suspend`, { reasonCodes: [], note: null, version: 1 }, hebei],
    ];
    const faults: string[] = [];
    for (const [method, path, good, who] of targets) {
      for (const field of Object.keys(good)) {
        for (const value of nasty) {
          const { status: answer } = await test.request()[method](path).set(as(who)).send({ ...good, [field]: value });
          if (answer >= 500) faults.push(`${method} ${path} ${field}=${JSON.stringify(value).slice(0, 40)}: ${answer}`);
        }
      }
    }
    for (const address of ['%00', '%ff', '..', 'x', '😀', id.toUpperCase(), `${id}%00`, 'E13-999999', '00000000-0000-0000-0000-000000000000']) {
      for (const path of [`/api/v1/enterprises/${address}`, `/zh/enterprises/${address}`, `/zh/enterprises/${address}/members`, `/api/v1/enterprises/${address}/evidence`]) {
        const { status: answer } = await test.request().get(encodeURI(path).replaceAll('%25', '%')).set(as(owner));
        if (answer >= 500) faults.push(`get ${path}: ${answer}`);
      }
    }
    expect(faults).toEqual([]);
  });
});
