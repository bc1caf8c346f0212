import { DataSource } from 'typeorm';
import { IdentityService } from '../../src/features/identity/identity.service.js';
import { OfficersService } from '../../src/features/identity/officers.service.js';
import { createOfficer } from '../../src/officer.command.js';
import { AuditLog } from '../../src/platform/audit/audit-log.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { Visitor } from '../support/visitor.js';

const PASSWORD = '减速机壳体线十二台机床';
const DAY_MS = 86_400_000;

let test: TestApp;
let db: DataSource;
let n = 0;

beforeAll(async () => {
  test = await startTestApp();
  db = test.app.get(DataSource);
});
afterAll(() => test.close());

const newEmail = (): string => `person${(n += 1)}@example.com`;

async function register(email = newEmail()): Promise<{ email: string; id: string; token: string }> {
  const { body } = await test.request().post('/api/v1/accounts').send({ email, password: PASSWORD, name: '张示例' }).expect(201);
  return { email, id: body.account.id, token: body.token.token };
}

const signIn = (email: string, password = PASSWORD) => test.request().post('/api/v1/sessions').send({ email, password });
const me = (token: string) => test.request().get('/api/v1/me').set('authorization', `Bearer ${token}`);
const events = (type: string, personId: string) =>
  db.query(`select id from outbox_event where type = $1 and payload->>'personId' = $2`, [type, personId]);

describe('opening an account', () => {
  it('answers with the account and a token, keeps an argon2id hash, and asks for a mail', async () => {
    const email = newEmail();
    const { body } = await test
      .request()
      .post('/api/v1/accounts')
      .send({ email: ` ${email.toUpperCase()} `, password: PASSWORD, name: '  O’Neil <b>👩‍🔧</b> مرحبا ', language: 'en' })
      .expect(201);
    expect(body.account).toEqual({ id: expect.any(String), email, name: 'O’Neil <b>👩‍🔧</b> مرحبا', phone: null, language: 'en', isConfirmed: false });
    expect(body.token.token).toMatch(/^dk_[\w-]{43}$/);
    const [row] = await db.query('select password_hash from person where id = $1', [body.account.id]);
    expect(row.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await events('person.registered', body.account.id)).toHaveLength(1);
    expect(await events('person.confirmation-requested', body.account.id)).toHaveLength(1);
    await me(body.token.token).expect(200);
  });

  it('refuses an address twice, also when both come at the same instant', async () => {
    const email = newEmail();
    const answers = await Promise.all([1, 2].map(() => test.request().post('/api/v1/accounts').send({ email, password: PASSWORD, name: '甲' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const again = await test.request().post('/api/v1/accounts').send({ email, password: PASSWORD, name: '甲' }).expect(409);
    expect(again.headers['content-type']).toContain('application/problem+json');
    expect(again.body).toMatchObject({ status: 409, code: 'account.email-taken', requestId: expect.any(String) });
  });

  it.each([
    ['a missing name', { name: undefined }, 'name'],
    ['a wrong type', { name: 7 }, 'name'],
    ['no address', { email: 'nobody' }, 'email'],
    ['a short password', { password: 'short' }, 'password'],
    ['the address as the password', { email: 'long.enough@example.com', password: 'Long.Enough@example.com' }, 'password'],
    ['a common password', { password: 'woaini1314520' }, 'password'],
    ['a field that is not known', { isAdmin: true }, ''],
    ['NUL', { name: 'a\0b' }, 'name'],
    ['half a surrogate pair', { name: 'a\ud800b' }, 'name'],
    ['half a surrogate pair in the password', { password: `${PASSWORD}\ud800` }, 'password'],
    ['a name without end', { name: '长'.repeat(5000) }, 'name'],
    ['a language that is not spoken', { language: 'fr' }, 'language'],
  ])('refuses %s by its field, in the reader’s language', async (_, change, field) => {
    const send = (language: string) =>
      test.request().post('/api/v1/accounts').set('accept-language', language).send({ email: newEmail(), password: PASSWORD, name: '甲', ...change }).expect(422);
    const [zh, en] = [await send('zh-CN'), await send('en-GB')];
    expect(zh.body.errors.map((e: { field: string }) => e.field)).toContain(field);
    expect(zh.body.errors[0].message).toMatch(/\p{Script=Han}/u);
    expect(en.body.errors[0].message).toMatch(/^[\x20-\x7e]+$/);
  });

  it('refuses what is no JSON, no object, too large or of a foreign type', async () => {
    const post = () => test.request().post('/api/v1/accounts');
    expect((await post().set('content-type', 'application/json').send('{"email":')).body.code).toBe('request.malformed');
    expect((await post().send([1])).status).toBe(422);
    expect((await post().set('content-type', 'application/xml').send('<a/>')).status).toBe(415);
    expect((await post().send({ name: 'x'.repeat(10_000_000) })).status).toBe(413);
    expect((await post()).status).toBeGreaterThanOrEqual(400);
  });
});

describe('signing in', () => {
  it('gives a program a token that ends after a day', async () => {
    const { email } = await register();
    const { body } = await signIn(email.toUpperCase()).expect(201);
    await me(body.token).expect(200);
    test.clock.advance(DAY_MS + 1000);
    const ended = await me(body.token).expect(401);
    expect(ended.body.code).toBe('account.wrong-token');
  });

  it('answers the same for a wrong password and for an address that nobody has', async () => {
    const { email } = await register();
    const [wrong, unknown] = [await signIn(email, 'not the password at all'), await signIn(newEmail(), 'not the password at all')];
    for (const { status, body } of [wrong, unknown]) {
      expect(status).toBe(401);
      expect(body).toEqual({ ...wrong.body, requestId: body.requestId });
    }
  });

  it('closes an address after ten wrong passwords, and a good one starts the count anew', async () => {
    const { email } = await register();
    for (let i = 0; i < 9; i += 1) await signIn(email, 'not the password at all').expect(401);
    await signIn(email).expect(201);
    for (let i = 0; i < 10; i += 1) await signIn(email, 'not the password at all').expect(401);
    const closed = await signIn(email).expect(429);
    expect(Number(closed.headers['retry-after'])).toBeGreaterThan(800);
  });

  it('refuses a closed account like an unknown one, and its tokens at once', async () => {
    const { email, id, token } = await register();
    await db.query('update person set disabled_at = now() where id = $1', [id]);
    await signIn(email).expect(401);
    await me(token).expect(401);
  });

  it('refuses bearers that are wrong, and does not take one from the address', async () => {
    const { token } = await register();
    for (const wrong of ['dk_nonsense', 'x', token.slice(0, -1), `${token}x`]) await me(wrong).expect(401);
    await test.request().get(`/api/v1/me?access_token=${token}`).expect(401);
    await test.request().get('/api/v1/me').expect(401);
  });
});

describe('what I have', () => {
  it('is shown to me, and changed by me', async () => {
    const { email, id, token } = await register();
    const changed = await test.request().patch('/api/v1/me').set('authorization', `Bearer ${token}`).send({ name: '李示例', phone: '13800000000', language: 'en' }).expect(200);
    expect(changed.body).toEqual({ id, email, name: '李示例', phone: '13800000000', language: 'en', isConfirmed: false, memberships: [], office: null });
    await test.request().patch('/api/v1/me').set('authorization', `Bearer ${token}`).send({ email: 'other@example.com' }).expect(422);
    const cleared = await test.request().patch('/api/v1/me').set('authorization', `Bearer ${token}`).send({ phone: '' }).expect(200);
    expect(cleared.body).toMatchObject({ name: '李示例', phone: null });
  });

  it('has tokens that are shown once, listed without their secret, and ended by their owner alone', async () => {
    const [mine, other] = [await register(), await register()];
    const as = (token: string) => ({ authorization: `Bearer ${token}` });
    const { body: made } = await test.request().post('/api/v1/tokens').set(as(mine.token)).send({ name: 'ERP', days: 365 }).expect(201);
    const { body: list } = await test.request().get('/api/v1/tokens').set(as(made.token)).expect(200);
    expect(list.items.map((t: { name: string }) => t.name)).toEqual(['ERP', 'API']);
    expect(JSON.stringify(list)).not.toContain(made.token.slice(3));
    await test.request().delete(`/api/v1/tokens/${made.id}`).set(as(other.token)).expect(404);
    await test.request().delete('/api/v1/tokens/no-id').set(as(mine.token)).expect(422);
    await test.request().delete(`/api/v1/tokens/${made.id}`).set(as(mine.token)).expect(204);
    await test.request().delete(`/api/v1/tokens/${made.id}`).set(as(mine.token)).expect(404);
    await me(made.token).expect(401);
    await test.request().delete('/api/v1/sessions/current').set(as(mine.token)).expect(204);
    await me(mine.token).expect(401);
  });
});

describe('the address', () => {
  it('is confirmed once, whoever says it again', async () => {
    const { id, token } = await register();
    const identity = test.app.get(IdentityService);
    await Promise.all([identity.confirmAddress(id), identity.confirmAddress(id)]);
    expect(await events('person.confirmed', id)).toHaveLength(1);
    expect((await me(token)).body.isConfirmed).toBe(true);
    await test.request().post('/api/v1/accounts/confirmations').set('authorization', `Bearer ${token}`).expect(202);
    expect(await events('person.confirmation-requested', id)).toHaveLength(1);
  });

  it('gets the link again when it is asked for', async () => {
    const { id, token } = await register();
    await test.request().post('/api/v1/accounts/confirmations').set('authorization', `Bearer ${token}`).expect(202);
    expect(await events('person.confirmation-requested', id)).toHaveLength(2);
  });
});

describe('the password', () => {
  it('is reset by mail, with the same answer for an address that nobody has', async () => {
    const { email, id } = await register();
    const ask = (address: string) => test.request().post('/api/v1/accounts/password-resets').send({ email: address }).expect(202);
    const [known, unknown] = [await ask(email), await ask(newEmail())];
    expect(known.text).toBe(unknown.text);
    expect(await events('person.reset-requested', id)).toHaveLength(1);
  });

  it('ends everything that was signed in when it is reset, and proves the address', async () => {
    const { email, id, token } = await register();
    const identity = test.app.get(IdentityService);
    await expect(identity.resetPassword(id, 'short')).rejects.toMatchObject({ code: 'account.weak-password' });
    await me(token).expect(200);
    await identity.resetPassword(id, 'another long sentence');
    await me(token).expect(401);
    await signIn(email).expect(401);
    const { body } = await signIn(email, 'another long sentence').expect(201);
    expect((await me(body.token)).body.isConfirmed).toBe(true);
  });

  it('is changed by who knows it, and only what asked for it goes on', async () => {
    const { email, token } = await register();
    const { body: other } = await signIn(email).expect(201);
    const change = (current: string, next: string) => test.request().put('/api/v1/me/password').set('authorization', `Bearer ${token}`).send({ current, next });
    expect((await change('not the password at all', 'another long sentence').expect(403)).body.code).toBe('account.wrong-current-password');
    expect((await change(PASSWORD, email).expect(422)).body.errors[0].field).toBe('next');
    await change(PASSWORD, 'another long sentence').expect(204);
    await me(token).expect(200);
    await me(other.token).expect(401);
  });
});

describe('officers', () => {
  it('act for the authority of their region, once it is there for all of them', async () => {
    const officers = test.app.get(OfficersService);
    const email = newEmail();
    const appoint = (regionCode: string | null, address: string) =>
      officers.appoint({ email: address, name: '审核员', language: 'zh', regionCode, authorityName: { zh: '河北省主管部门', en: 'Hebei' }, roles: ['administrator'], password: PASSWORD });
    const [one, two] = await Promise.all([appoint('13', email), appoint('13', newEmail())]);
    const { body } = await signIn(email).expect(201);
    const { office } = (await me(body.token)).body;
    expect(office).toMatchObject({ officerId: one.officerId, regionCode: '13', roles: ['reviewer', 'supervisor', 'administrator'] });
    const authorities = await db.query('select distinct authority_id from officer where id = any($1)', [[one.officerId, two.officerId]]);
    expect(authorities).toHaveLength(1);
    expect(await appoint(null, email)).toEqual(one);
    expect((await me(body.token)).body.office.regionCode).toBeNull();
  });

  it('made or moved by the command line leave an entry in the log, without the password', async () => {
    const email = newEmail();
    const create = (region: string, role: string) => createOfficer(test.app, { email, name: '审核员', region, role, password: PASSWORD });
    expect(await create('13', 'reviewer')).toContain(`${email} can sign in at`);
    await create('all', 'administrator');
    const [officer] = await db.query<{ id: string }[]>('select officer.id from officer join person on person.id = officer.person_id where email = $1', [email]);
    const entries = await test.app.get(AuditLog).historyOf(officer!.id);
    expect(entries.map(({ action, actorName, data }) => [action, actorName, data['region'], data['role'], data['by']])).toEqual([
      ['officer.appointed', 'system', '13', 'reviewer', 'command-line'],
      ['officer.appointed', 'system', 'all', 'administrator', 'command-line'],
    ]);
    expect(JSON.stringify(entries)).not.toContain(PASSWORD);
    // Refused: nobody is made, so nothing is logged.
    const before = await db.query('select count(*) from audit_entry');
    await expect(create('13', 'king')).rejects.toThrow('--role must be one of');
    expect(await db.query('select count(*) from audit_entry')).toEqual(before);
  });
});

describe('a session that ends while one writes', () => {
  it('keeps what was typed through the log-in, and one press sends it', async () => {
    const { email, id } = await register();
    const visitor = new Visitor(test.url);
    await visitor.open('/zh/login');
    await visitor.send('/zh/login', { email, password: PASSWORD });
    await visitor.open('/zh/account');
    await db.query('update session set revoked_at = now() where person_id = $1', [id]);
    const refused = await visitor.send('/zh/account/profile', { name: '张 <改> 名', phone: '', language: 'zh' }, 401);
    expect(refused.text).toContain('张 &lt;改> 名');
    const unsent = decode(/name="unsent" value="([^"]*)"/.exec(refused.text)![1]!);
    const login = await visitor.send('/zh/login/resume', { unsent }, 200);
    expect(login.text).toContain('您写的都留着');
    const wrong = await visitor.send('/zh/login', { email, password: 'not this one at all', unsent }, 422);
    expect(decode(/name="unsent" value="([^"]*)"/.exec(wrong.text)![1]!)).toBe(unsent);
    const back = await visitor.send('/zh/login', { email, password: PASSWORD, unsent }, 200);
    expect(back.text).toContain('接着提交');
    expect(back.text).toMatch(/<form class="acts" method="post" action="\/zh\/account\/profile">/);
    await visitor.send('/zh/account/profile', { name: '张 <改> 名', phone: '', language: 'zh' });
    expect((await db.query('select name from person where id = $1', [id]))[0].name).toBe('张 <改> 名');
  });

  it('offers nothing to send that another site has sent', async () => {
    const foreign = { name: '别人写的 一句话' };
    const post = () => test.request().post('/zh/account/profile').type('form').send(foreign);
    expect((await post().expect(401)).text).not.toContain('别人写的');
    const { email } = await register();
    const visitor = new Visitor(test.url);
    await visitor.open('/zh/login');
    await visitor.send('/zh/login', { email, password: PASSWORD });
    expect((await visitor.send('/zh/account/profile', { ...foreign, _csrf: 'x' }, 403)).text).not.toContain('别人写的');
  });
});

const decode = (html: string): string => html.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');

describe('pages', () => {
  it('sign in by a form of ours, come back to where one was, and sign out', async () => {
    const { email } = await register();
    const visitor = new Visitor(test.url);
    const away = await visitor.open('/zh/account', 303);
    expect(away.headers['location']).toBe('/zh/login?next=%2Fzh%2Faccount');
    await visitor.open(away.headers['location'] as string);
    const wrong = await visitor.send('/zh/login', { email, password: 'not the password at all', next: '/zh/account' }, 422);
    expect(wrong.text).toContain('邮箱或密码不对');
    expect(wrong.text).toContain(email);
    expect(wrong.text).not.toContain('not the password at all');
    const home = await visitor.send('/zh/login', { email, password: PASSWORD, next: '/zh/account' });
    expect(home.headers['location']).toBe('/zh/account');
    expect(String(home.headers['set-cookie'])).toMatch(/sid=[\w-]{43}; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Lax/);
    const account = await visitor.open('/zh/account');
    expect(account.text).toContain('邮箱还没有确认');
    expect((await visitor.open('/zh/login', 303)).headers['location']).toBe('/zh/workspace');
    await visitor.send('/zh/account/logout', {});
    await visitor.open('/zh/account', 303);
  });

  it('go nowhere else after signing in', async () => {
    const { email } = await register();
    for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example']) {
      const visitor = new Visitor(test.url);
      await visitor.open(`/en/login?next=${encodeURIComponent(next)}`);
      expect((await visitor.send('/en/login', { email, password: PASSWORD, next })).headers['location']).toBe('/en/workspace');
    }
  });

  it('take no form that is not ours', async () => {
    const { email } = await register();
    await test.request().post('/zh/login').type('form').send({ email, password: PASSWORD }).expect(403);
    const visitor = new Visitor(test.url);
    await visitor.open('/zh/login');
    await visitor.send('/zh/login', { email, password: PASSWORD });
    // With a cookie the machine interface wants the token too.
    const cookie = await signedInCookie(email);
    await test.request().patch('/api/v1/me').set('cookie', cookie).send({ name: '乙' }).expect(403);
    await test.request().get('/api/v1/me').set('cookie', cookie).expect(200);
  });

  it('change who I am, my password and my tokens, and sign other devices out', async () => {
    const { email } = await register();
    const [visitor, other] = [new Visitor(test.url), new Visitor(test.url)];
    for (const one of [visitor, other]) {
      await one.open('/zh/login');
      await one.send('/zh/login', { email, password: PASSWORD });
    }
    await visitor.open('/zh/account');
    await visitor.send('/zh/account/profile', { name: '', phone: '1', language: 'zh' }, 422);
    await visitor.send('/zh/account/profile', { name: '<i>王</i>', phone: '', language: 'en' });
    expect((await visitor.open('/zh/account')).text).toContain('value="&lt;i>王&lt;/i>"');
    await visitor.send('/zh/account/password', { current: 'not the password at all', next: 'another long sentence' }, 422);
    await other.open('/zh/account');
    await visitor.send('/zh/account/password', { current: PASSWORD, next: 'another long sentence' });
    await visitor.open('/zh/account');
    await other.open('/zh/account', 303);
    await visitor.send('/zh/account/tokens', { tokenName: 'ERP', tokenDays: '30' });
    const shown = await visitor.open('/zh/account');
    const token = /dk_[\w-]{43}/.exec(shown.text)?.[0] ?? '';
    await me(token).expect(200);
    expect((await visitor.open('/zh/account')).text).not.toContain(token);
    const end = /\/zh\/account\/tokens\/([\w-]+)\/end/.exec(shown.text)?.[0] ?? '';
    await visitor.send(end, {});
    await me(token).expect(401);
  });

  it('say the same of a forgotten password, whoever asks', async () => {
    const { email, id } = await register();
    const visitor = new Visitor(test.url);
    await visitor.open('/zh/login/forgot');
    const [known, unknown] = [await visitor.send('/zh/login/forgot', { email }, 200), await visitor.send('/zh/login/forgot', { email: 'nobody@example.com' }, 200)];
    // A page's token is masked by its content.
    const plain = (html: string, typed: string): string => html.replaceAll(typed, '').replace(/name="_csrf" value="[^"]+"/, '');
    expect(plain(known.text, email)).toBe(plain(unknown.text, 'nobody@example.com'));
    expect(await events('person.reset-requested', id)).toHaveLength(1);
  });

  it('register a person alone and sign them in', async () => {
    const visitor = new Visitor(test.url);
    const email = newEmail();
    await visitor.open('/zh/register/member');
    const again = await visitor.send('/zh/register/member', { name: '', phone: '', email, password: PASSWORD }, 422);
    expect(again.text).toContain('请填写这一项');
    expect(again.text).not.toContain(PASSWORD);
    await visitor.send('/zh/register/member', { name: '丙', phone: '', email, password: PASSWORD });
    expect((await visitor.open('/zh/account')).text).toContain('确认信已寄到');
    const twice = await new Visitor(test.url).open('/en/register/member');
    expect(twice.text).toContain('Register yourself');
  });

  it('keep a session that is used, and end one that is not', async () => {
    const { email } = await register();
    const cookie = await signedInCookie(email);
    const asMe = () => test.request().get('/api/v1/me').set('cookie', cookie);
    for (let day = 0; day < 10; day += 1) {
      test.clock.advance(10 * DAY_MS);
      const { status, headers } = await asMe();
      expect([day, status]).toEqual([day, day < 8 ? 200 : 401]);
      if (day < 8) expect(String(headers['set-cookie'])).toContain(cookie);
    }
  });
});

async function signedInCookie(email: string): Promise<string> {
  const visitor = new Visitor(test.url);
  await visitor.open('/zh/login');
  const { headers } = await visitor.send('/zh/login', { email, password: PASSWORD });
  return /sid=[\w-]+/.exec(String(headers['set-cookie']))?.[0] ?? '';
}

describe('bad input', () => {
  it('never makes the server fault, whatever a field holds', async () => {
    const { token } = await register();
    const nasty = [null, true, -1, 1e308, 2 ** 31, '', ' ', '\0', '\ud800', 'x'.repeat(70_000), [], {}, [[]], { a: { b: 1 } }, '0000-01-01', '9999-99-99', '../..', '%00', "'; drop table person; --"];
    const targets: readonly (readonly [method: 'post' | 'patch' | 'put', path: string, fields: readonly string[]])[] = [
      ['post', '/api/v1/accounts', ['email', 'password', 'name', 'phone', 'language']],
      ['post', '/api/v1/sessions', ['email', 'password', 'name']],
      ['post', '/api/v1/accounts/password-resets', ['email']],
      ['patch', '/api/v1/me', ['name', 'phone', 'language']],
      ['put', '/api/v1/me/password', ['current', 'next']],
      ['post', '/api/v1/tokens', ['name', 'days']],
    ];
    const faults: string[] = [];
    for (const [method, path, fields] of targets) {
      for (const value of nasty) {
        const whole = await test.request()[method](path).set('authorization', `Bearer ${token}`).set('content-type', 'application/json').send(JSON.stringify(value));
        const each = await test.request()[method](path).set('authorization', `Bearer ${token}`).send(Object.fromEntries(fields.map((field) => [field, value])));
        for (const { status } of [whole, each]) if (status >= 500) faults.push(`${method} ${path} ${JSON.stringify(value).slice(0, 40)}: ${status}`);
      }
    }
    expect(faults).toEqual([]);
  });
});
