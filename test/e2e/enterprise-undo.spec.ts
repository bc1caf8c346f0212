import { ActorQueries } from '../../src/features/identity/actors.queries.js';
import { EnterpriseJobs } from '../../src/features/enterprises/enterprises.jobs.js';
import { EnterprisesService } from '../../src/features/enterprises/enterprises.service.js';
import { MEMBER_ACT_TEXTS } from '../../src/features/enterprises/member-acts.types.js';
import { IdentityService } from '../../src/features/identity/identity.service.js';
import { AuditLog } from '../../src/platform/audit/audit-log.js';
import { Database } from '../../src/platform/database/database.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { Cast, type CastEnterprise, type CastPerson, eventually } from '../support/cast.js';
import { formsOf, withField } from '../support/forms.js';

let test: TestApp;
let db: Database;
let cast: Cast;
let enterprise: CastEnterprise;

beforeAll(async () => {
  test = await startTestApp();
  db = test.app.get(Database);
  cast = new Cast(test);
});
afterAll(() => test?.close());
beforeEach(async () => {
  await db.query('delete from rate_limit');
  enterprise = await cast.enterprise();
});

const as = ({ token }: CastPerson) => ({ authorization: `Bearer ${token}` });
const post = (person: CastPerson, path: string, fields: object = {}) => test.request().post(path).set(as(person)).type('form').send(fields);
const read = async (person: CastPerson, path: string) => (await test.request().get(path).set(as(person)).expect(200)).text;
/** What the next page says, and where its way back posts to. */
const notice = (answer: { headers: Record<string, unknown> }): { tone: string; title: string; undo?: { action: string; label?: string } } => {
  const [, cookie = ''] = /(?:^|[-_])notice=([^;]+)/.exec(String([answer.headers['set-cookie']].flat().find((one) => /notice=[^;]/.test(String(one))))) ?? [];
  return JSON.parse(Buffer.from(decodeURIComponent(cookie), 'base64url').toString('utf8'));
};
const roleOf = async ({ id }: CastPerson) => (await db.query<{ role: string }>('select role from member where enterprise_id = $1 and person_id = $2', [enterprise.id, id]))[0]?.role;
const members = () => `/zh/enterprises/${enterprise.id}/members`;
const acts = async () =>
  (await db.query<{ action: string; actorId: string; data: Record<string, unknown> }>(`select action, actor_id as "actorId", data from audit_entry where subject_id = $1 order by seq`, [enterprise.id]));

describe('a changed role', () => {
  const change = async (by: CastPerson, of: CastPerson, role: string): Promise<string> => notice(await post(by, `${members()}/${of.id}/role`, { role }).expect(303)).undo!.action;

  it('is given back from its notice, once, by an owner and by nobody else', async () => {
    const { owner } = enterprise;
    const [colleague, editor, stranger] = [await cast.person(), await cast.person(), (await cast.enterprise()).owner];
    await cast.member(enterprise.id, colleague, 'viewer');
    await cast.member(enterprise.id, editor, 'editor');
    const undo = await change(owner, colleague, 'owner');
    expect(undo).toMatch(new RegExp(`^${members()}/${colleague.id}/role/[\\w-]+/undo$`));
    await post(stranger, undo).expect(404);
    expect(notice(await post(editor, undo).expect(303))).toMatchObject({ tone: 'warn' });
    expect(await roleOf(colleague)).toBe('owner');
    for (let times = 0; times < 2; times += 1) expect(notice(await post(owner, undo).expect(303))).toMatchObject({ tone: 'ok', title: '权限恢复成原来的' });
    expect(await roleOf(colleague)).toBe('viewer');
    expect((await acts()).map(({ action }) => action)).toEqual(['member.role-changed', 'member.role-restored']);
  });

  it('of one’s own is given back by oneself, who has no right to change roles any more', async () => {
    const { owner } = enterprise;
    const second = await cast.person();
    await cast.member(enterprise.id, second, 'owner');
    const undo = await change(owner, owner, 'viewer');
    await post(owner, undo).expect(303);
    expect(await roleOf(owner)).toBe('owner');
    // But not when somebody else has taken it.
    const taken = await change(second, owner, 'viewer');
    await post(owner, taken).expect(303);
    expect(await roleOf(owner)).toBe('viewer');
  });

  it('stays where it was changed again, where the seat was lost in between, and after an hour', async () => {
    const { owner } = enterprise;
    const colleague = await cast.person();
    await cast.member(enterprise.id, colleague, 'editor');
    const first = await change(owner, colleague, 'viewer');
    const second = await change(owner, colleague, 'owner');
    expect(notice(await post(owner, first).expect(303)).title).toContain('权限后来又改过');
    expect(await roleOf(colleague)).toBe('owner');
    await post(owner, `${members()}/${colleague.id}/remove`).expect(303);
    await post(owner, `${members()}/${colleague.id}/restore`).expect(303);
    expect(notice(await post(owner, second).expect(303))).toMatchObject({ tone: 'warn' });
    expect(await roleOf(colleague)).toBe('owner');
    const third = await change(owner, colleague, 'viewer');
    await db.query(`update changed_role set changed_at = changed_at - interval '61 minutes' where enterprise_id = $1`, [enterprise.id]);
    expect(notice(await post(owner, third).expect(303))).toMatchObject({ tone: 'warn' });
    expect(await roleOf(colleague)).toBe('viewer');
  });

  it('leaves an owner behind, however the undo comes', async () => {
    const { owner } = enterprise;
    const colleague = await cast.person();
    await cast.member(enterprise.id, colleague, 'viewer');
    const undo = await change(owner, colleague, 'owner');
    await post(owner, `${members()}/${owner.id}/remove`).expect(303);
    expect(notice(await post(colleague, undo).expect(303)).title).toContain('至少要有一位负责人');
    expect(await roleOf(colleague)).toBe('owner');
  });
});

describe('an invitation', () => {
  it('is taken back from its notice, and so is a seat that was given at once', async () => {
    const { owner } = enterprise;
    const colleague = await cast.person();
    const invite = async (email: string, role: string) => notice(await post(owner, members(), { email, role }).expect(303));
    const added = await invite(colleague.email, 'viewer');
    expect(await roleOf(colleague)).toBe('viewer');
    await post(owner, added.undo!.action).expect(303);
    expect(await roleOf(colleague)).toBeUndefined();
    const invited = await invite('nobody-yet@example.com', 'viewer');
    const again = await invite('nobody-yet@example.com', 'editor');
    expect(again.title).toContain('没有再发信');
    expect(again.undo).toBeUndefined();
    const waiting = () => db.query('select role from member_invitation where enterprise_id = $1', [enterprise.id]);
    expect(await waiting()).toEqual([{ role: 'editor' }]);
    await post(owner, invited.undo!.action).expect(303);
    expect(await waiting()).toEqual([]);
  });
});

describe('the details of an enterprise', () => {
  const path = () => `/zh/enterprises/${enterprise.id}`;
  const details = async () => (await db.query<Record<string, unknown>>('select * from enterprise where id = $1', [enterprise.id])).map(({ version, updated_at, ...rest }) => rest)[0];
  const edit = async (by: CastPerson, field: string, value: string) => {
    const form = formsOf(await read(by, `${path()}/edit`)).find(({ action }) => action === `${path()}/edit`)!;
    // Buttons that look a place up are not pressed, and the list of sizes has no value of its own.
    const typed = new URLSearchParams(withField(form, field, value));
    typed.delete('do');
    typed.set('size', 'small');
    return notice(await test.request().post(`${path()}/edit`).set(as(by)).type('form').send(typed.toString()).expect(303));
  };

  it('are put back as they were, again and again, and from the page', async () => {
    const { owner } = enterprise;
    await edit(owner, 'description', '铸铁件，三条线');
    const before = await details();
    const saved = await edit(owner, 'description', "O'Neil 的新介绍 👩‍🔧");
    const after = await details();
    expect(after!['description']).toBe("O'Neil 的新介绍 👩‍🔧");
    for (let times = 0; times < 2; times += 1) {
      const back = notice(await post(owner, saved.undo!.action).expect(303));
      expect(back).toMatchObject({ tone: 'ok', title: '已恢复成改之前的资料', undo: { label: '还是用改过的' } });
      expect(await details()).toEqual(before);
    }
    // The undo overwrites what was typed, so it can be undone too.
    const back = notice(await post(owner, saved.undo!.action).expect(303));
    await post(owner, back.undo!.action).expect(303);
    expect(await details()).toEqual(after);
    expect((await acts()).map(({ action, data }) => [action, data['changed']])).toEqual([
      ['enterprise.edited', ['description']],
      ['enterprise.edited', ['description']],
      ['enterprise.edit-taken-back', ['description']],
      ['enterprise.edit-taken-back', ['description']],
    ]);
  });

  it('stay where somebody has changed them since, and after a day, and nothing is offered where nothing changed', async () => {
    const { owner } = enterprise;
    const colleague = await cast.person();
    await cast.member(enterprise.id, colleague, 'editor');
    const first = await edit(owner, 'description', '第一次');
    await edit(colleague, 'address', '泊头市示例路 1 号');
    const now = await details();
    const refused = notice(await post(owner, first.undo!.action).expect(303));
    expect(refused).toMatchObject({ tone: 'warn', title: expect.stringContaining('资料后来又有人改过') });
    expect(await details()).toEqual(now);
    expect((await edit(owner, 'description', '第一次')).undo).toBeUndefined();

    const late = await edit(owner, 'description', '第三次');
    await post((await cast.enterprise()).owner, late.undo!.action).expect(404);
    const viewer = await cast.person();
    await cast.member(enterprise.id, viewer, 'viewer');
    expect(notice(await post(viewer, late.undo!.action).expect(303))).toMatchObject({ tone: 'warn' });
    await db.query(`update replaced_profile set replaced_at = replaced_at - interval '25 hours' where enterprise_id = $1`, [enterprise.id]);
    expect(notice(await post(owner, late.undo!.action).expect(303))).toMatchObject({ tone: 'warn' });
    await test.app.get(EnterpriseJobs).sweep();
    expect(await db.query('select 1 from replaced_profile where enterprise_id = $1', [enterprise.id])).toEqual([]);
    expect((await details())!['description']).toBe('第三次');
    for (const version of ['0', '-1', '99999999999', 'x']) expect((await post(owner, `${path()}/edit/undo/${version}`)).status).toBe(422);
  });
});

describe('the log', () => {
  it('says of seats and invitations who, what and whom, in both languages, on the page of the enterprise’s case', async () => {
    enterprise = await cast.enterprise({ status: 'registered' });
    const { owner } = enterprise;
    const [colleague, leaver] = [await cast.person("O'Neil 😀", 'en'), await cast.person('赵示例')];
    const at = (person: CastPerson, act: string): string => `${members()}/${person.id}/${act}`;
    await post(owner, members(), { email: colleague.email, role: 'viewer' }).expect(303);
    const undo = notice(await post(owner, at(colleague, 'role'), { role: 'editor' }).expect(303)).undo!.action;
    await post(owner, at(colleague, 'role'), { role: 'editor' }).expect(303);
    await post(owner, undo).expect(303);
    await post(owner, at(colleague, 'remove')).expect(303);
    await post(owner, at(colleague, 'restore')).expect(303);
    await post(owner, members(), { email: leaver.email, role: 'editor' }).expect(303);
    await post(leaver, at(leaver, 'remove')).expect(303);
    await post(owner, members(), { email: 'waits@example.com', role: 'viewer' }).expect(303);
    await post(owner, members(), { email: 'waits@example.com', role: 'editor' }).expect(303);
    const [invitation] = await db.query<{ id: string }>('select id from member_invitation where enterprise_id = $1', [enterprise.id]);
    await post(owner, `${members()}/invitations/${invitation!.id}/withdraw`).expect(303);
    await post(owner, `${members()}/invitations/${invitation!.id}/restore`).expect(303);
    const { body } = await test.request().post('/api/v1/accounts').send({ email: 'waits@example.com', password: '减速机壳体线十二台机床', name: '钱示例' }).expect(201);
    await test.app.get(IdentityService).confirmAddress(body.account.id);
    await eventually(async () => (await acts()).length === 12);

    const [byOwner, byLeaver] = [owner.id, leaver.id];
    expect((await acts()).map(({ action, actorId, data }) => [action, actorId, data['whom'], data['before'], data['role']])).toEqual([
      ['member.added', byOwner, "O'Neil 😀", undefined, 'viewer'],
      ['member.role-changed', byOwner, "O'Neil 😀", 'viewer', 'editor'],
      ['member.role-restored', byOwner, "O'Neil 😀", 'editor', 'viewer'],
      ['member.removed', byOwner, "O'Neil 😀", undefined, 'viewer'],
      ['member.restored', byOwner, "O'Neil 😀", undefined, 'viewer'],
      ['member.added', byOwner, '赵示例', undefined, 'editor'],
      ['member.left', byLeaver, '赵示例', undefined, 'editor'],
      ['member.invited', byOwner, 'w…@example.com', undefined, 'viewer'],
      ['member.invitation-changed', byOwner, 'w…@example.com', 'viewer', 'editor'],
      ['member.invitation-withdrawn', byOwner, 'w…@example.com', undefined, 'editor'],
      ['member.invitation-restored', byOwner, 'w…@example.com', undefined, 'editor'],
      ['member.joined', body.account.id, '钱示例', undefined, 'editor'],
    ]);
    expect([...new Set((await acts()).map(({ action }) => action))].sort()).toEqual(Object.keys(MEMBER_ACT_TEXTS).sort());
    expect(await test.app.get(AuditLog).firstBrokenEntry()).toBeNull();

    await test.app.get(EnterprisesService).submit((await test.app.get(ActorQueries).byPersonId(owner.id))!, enterprise.id);
    const officer = await cast.officer('13');
    const review = await eventually(async () => (await db.query<{ id: string }>('select id from review where subject_id = $1', [enterprise.id]))[0]);
    const chinese = await read(officer, `/zh/review/${review.id}`);
    for (const told of ["李示例把O'Neil 😀从只看改成经办人", "李示例把O'Neil 😀从经办人恢复成只看", '赵示例退出（经办人）', '李示例把给w…@example.com的邀请从只看改成经办人', '钱示例应邀进来（经办人）']) expect(chinese).toContain(told);
    const english = await read(officer, `/en/review/${review.id}`);
    for (const told of ["李示例 made O'Neil 😀 Editor, before: Viewer", '赵示例 left, Editor', '钱示例 came in as Editor, as invited']) expect(english).toContain(told);
    expect(chinese + english).not.toMatch(/\{\w+\}|member\.\w+/);
  });

  it('gets nothing of an act that was refused, or that changed nothing', async () => {
    const { owner } = enterprise;
    await post(owner, `${members()}/${owner.id}/role`, { role: 'owner' }).expect(303);
    await post(owner, `${members()}/${owner.id}/role`, { role: 'viewer' }).expect(303);
    await post(owner, `${members()}/${owner.id}/remove`).expect(303);
    expect(await acts()).toEqual([]);
  });
});
