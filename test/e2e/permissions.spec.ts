import { Reflector } from '@nestjs/core';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import type { LightMyRequestResponse } from 'fastify';
import { AccessGuard } from '../../src/platform/http/access.guard.js';
import { Authenticator } from '../../src/platform/http/authenticator.js';
import { GENERAL_BOUND, GeneralBound } from '../../src/platform/http/general-bound.js';
import { RateLimiter } from '../../src/platform/http/rate-limiter.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/shared/ids.js';
import { STORY_PASSWORD } from '../../src/seeds/story/story.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { faultOf } from '../support/answers.js';
import { Cast } from '../support/cast.js';
import { type Route, routeName, routesOf } from '../support/routes.js';
import { StoryLand } from '../support/story-land.js';

/** Nobody, three seats in one enterprise of Hebei, the owner of another one, and officers of Tianjin, of Hebei and of none. */
const ROLES = ['guest', 'viewer', 'editor', 'owner', 'stranger', 'tianjin', 'hebei', 'administrator'] as const;
type Role = (typeof ROLES)[number];

/**
 * Who gets what. The acts are such as would change nothing here (an old version, a state that does not fit), so that 409 and
 * 422 mean: you may, but not now. Columns as in `ROLES`; `{name}` is something of the enterprise's.
 */
const TABLE: readonly (readonly [request: string, body: object | null, answers: string])[] = [
  // request                                      body                                         guest viewer editor owner stranger tianjin hebei administrator
  ['GET /api/v1/me', null, '401 200 200 200 200 200 200 200'],
  ['GET /api/v1/demands/{draft}', null, '404 200 200 200 404 404 200 404'],
  ['PUT /api/v1/demands/{draft}', { title: 'x', version: 999 }, '401 403 409 409 404 404 403 404'],
  ['POST /api/v1/demands/{draft}/submission', null, '401 403 422 422 404 404 403 404'],
  ['POST /api/v1/demands/{draft}/closing', { reason: 'withdrawn' }, '401 403 409 409 404 404 403 404'],
  ['DELETE /api/v1/demands/{draft}/closing', null, '401 403 409 409 404 404 403 404'],
  ['POST /api/v1/demands/{draft}/restoration', null, '401 403 200 200 404 404 403 404'],
  ['DELETE /api/v1/demands/{demand}', null, '401 403 409 409 404 404 403 404'],
  ['GET /api/v1/demands/{demand}', null, '200 200 200 200 200 200 200 200'],
  ['GET /api/v1/demands/{demand}/matches', null, '401 200 200 200 404 404 404 404'],
  ['GET /api/v1/demands/{demand}/matches.csv', null, '401 200 200 200 404 404 404 404'],
  ['GET /api/v1/matches/{match}', null, '401 200 200 200 404 404 404 404'],
  ['GET /api/v1/matches/{match}/score.csv', null, '401 200 200 200 404 404 404 404'],
  ['POST /api/v1/matches/{suggestion}/reply', { choice: 'accepted' }, '401 403 409 409 404 404 404 404'],
  ['POST /api/v1/matches/{match}/answer', { choice: 'interested' }, '401 403 403 403 404 404 404 404'],
  ['GET /api/v1/engagements/{engagement}', null, '401 200 200 200 404 404 404 404'],
  ['GET /api/v1/enterprises/{enterprise}', null, '200 200 200 200 200 200 200 200'],
  ['PATCH /api/v1/enterprises/{enterprise}', { version: 999, description: 'x' }, '401 403 409 409 404 404 403 404'],
  ['POST /api/v1/enterprises/{enterprise}/submit', null, '401 403 409 409 404 404 403 404'],
  ['POST /api/v1/enterprises/{enterprise}/restore', { note: 'x' }, '401 403 403 403 403 403 409 403'],
  ['GET /api/v1/enterprises/{enterprise}/members', null, '401 200 200 200 404 404 200 404'],
  ['DELETE /api/v1/enterprises/{enterprise}/members/{nothing}', null, '401 403 403 404 404 404 403 404'],
  ['GET /api/v1/enterprises/{enterprise}/blocks', null, '401 403 200 200 404 404 403 404'],
  ['DELETE /api/v1/enterprises/{enterprise}/evidence/{nothing}', null, '401 403 404 404 404 404 403 404'],
  ['GET /api/v1/reviews', null, '401 403 403 403 403 200 200 200'],
  ['GET /api/v1/reviews/{review}', null, '401 403 403 403 403 404 200 404'],
  ['POST /api/v1/reviews/{review}/decision', { decision: 'approve', version: 999 }, '401 403 403 403 403 404 409 404'],
  ['DELETE /api/v1/listings/{demand}/suspension', null, '401 403 403 403 403 403 409 403'],
  ['GET /api/v1/demands/{nothing}', null, '404 404 404 404 404 404 404 404'],
  ['GET /zh/demands/{draft}', null, '404 200 200 200 404 404 200 404'],
  ['GET /zh/demands/{draft}/edit', null, '303 403 200 200 404 404 403 404'],
  ['GET /zh/demands/{demand}/matches', null, '303 200 200 200 404 404 404 404'],
  ['GET /zh/matches/{match}', null, '303 200 200 200 404 404 404 404'],
  ['GET /zh/engagements/{engagement}', null, '303 200 200 200 404 404 404 404'],
  ['GET /zh/enterprises/{enterprise}', null, '200 200 200 200 200 200 200 200'],
  ['GET /zh/enterprises/{enterprise}/edit', null, '303 403 200 200 404 404 403 404'],
  ['GET /zh/enterprises/{enterprise}/members', null, '303 200 200 200 404 404 200 404'],
  ['GET /zh/review', null, '303 403 403 403 403 200 200 200'],
  ['GET /zh/review/{review}', null, '303 403 403 403 403 404 200 404'],
  ['GET /zh/account', null, '303 200 200 200 200 200 200 200'],
];

const SAFE_HEADERS = {
  'content-security-policy': expect.stringContaining("default-src 'none'"),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': expect.stringMatching(/same-origin|no-referrer/),
  'x-request-id': expect.any(String),
};

describe('permissions', () => {
  let land: StoryLand;
  let routes: Route[];
  const tokens: Partial<Record<Role, string>> = {};
  let things: Record<string, string>;

  beforeAll(async () => {
    land = await StoryLand.open();
    routes = routesOf(land.test.app);
    const cast = new Cast(land.test);
    const enterprise = land.ids['enterprises']!;
    for (const role of ['viewer', 'editor'] as const) {
      const person = await cast.person();
      await cast.member(enterprise, person, role);
      tokens[role] = person.token;
    }
    tokens.owner = land.tokens['factory']!;
    tokens.stranger = (await cast.enterprise()).owner.token;
    tokens.tianjin = (await cast.officer('12')).token;
    tokens.hebei = land.tokens['officer']!;
    tokens.administrator = (await cast.officer(null, ['administrator'])).token;
    const draft = await send('owner', 'POST', '/api/v1/demands', { title: '草稿', enterpriseId: enterprise });
    const [row] = await land.test.app.get(Database).query<Record<string, string>>(
      `select (select id from match where demand_enterprise_id = $1 and status = 'interested' limit 1) as match,
              (select id from match where demand_enterprise_id = $1 and status = 'suggested' limit 1) as suggestion,
              (select id from listing where enterprise_id = $1 and kind = 'demand' and status = 'published' limit 1) as demand`,
      [enterprise],
    );
    const { engagements: engagement, reviews: review } = land.ids;
    things = { ...row!, enterprise, engagement: engagement!, review: review!, draft: (JSON.parse(draft.body) as { id: string }).id, nothing: newId() };
  }, 60_000);
  afterAll(() => land?.close());
  beforeEach(() => land.forgetRates());

  function send(role: Role, method: string, url: string, payload?: object | null): Promise<LightMyRequestResponse> {
    const token = tokens[role];
    const headers = { 'accept-language': 'zh', ...(token && { authorization: `Bearer ${token}` }) };
    return land.test.app.getHttpAdapter().getInstance().inject({ method: method as 'GET', url, headers, ...(payload && { payload }) });
  }

  it.each(TABLE)('%s', async (request, body, answers) => {
    const [method = '', path = ''] = request.split(' ');
    const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => things[name] ?? `no ${name}`);
    const got: number[] = [];
    for (const role of ROLES) got.push((await send(role, method, url, body)).statusCode);
    expect(Object.fromEntries(ROLES.map((role, i) => [role, got[i]]))).toEqual(Object.fromEntries(ROLES.map((role, i) => [role, Number(answers.split(' ')[i])])));
  });

  it('are named by every route', () => {
    expect(routes.filter(({ permission }) => permission === undefined).map(routeName)).toEqual([]);
  });

  it('that a route does not name are nobody’s', async () => {
    class Forgotten {
      show(): void {}
    }
    const { app, settings } = land.test;
    const guard = new AccessGuard(new Reflector(), app.get(Authenticator, { strict: false }), app.get(RateLimiter), app.get(GeneralBound, { strict: false }), settings);
    const context = new ExecutionContextHost([{ method: 'GET', url: '/x', cookies: {}, headers: { authorization: `Bearer ${tokens.administrator}` } }, {}], Forgotten, Forgotten.prototype.show);
    await expect(guard.canActivate(context)).rejects.toMatchObject({ code: 'request.forbidden' });
  });

  it('shut every route but the public ones to a guest', async () => {
    const open: string[] = [];
    for (const route of routes.filter(({ permission }) => permission !== 'public' && permission !== 'loopback')) {
      const { statusCode, headers } = await send('guest', route.method, land.addressOf(route));
      const toLogin = statusCode === 303 && /^\/(zh|en)\/login\?next=/.test(String(headers['location']));
      if (statusCode !== 401 && !toLogin) open.push(`${routeName(route)} ${statusCode}`);
    }
    expect(open).toEqual([]);
  });

  it('shut every officer’s route to who is none', async () => {
    const open: string[] = [];
    for (const route of routes.filter(({ permission }) => permission === 'officer' || permission === 'administrator')) {
      const { statusCode } = await send('owner', route.method, land.addressOf(route));
      if (statusCode !== 403) open.push(`${routeName(route)} ${statusCode}`);
    }
    expect(open).toEqual([]);
  });

  describe('of a browser', () => {
    let cookie: string;

    beforeAll(async () => {
      const { app } = land.test;
      const page = await app.getHttpAdapter().getInstance().inject({ method: 'GET', url: '/zh/login' });
      const csrf = String(page.headers['set-cookie']).split(';')[0]!;
      const _csrf = /name="_csrf" value="([^"]+)"/.exec(page.body)![1]!;
      const form = new URLSearchParams({ _csrf, email: 'officer.he@example.com', password: STORY_PASSWORD });
      const signedIn = await app
        .getHttpAdapter()
        .getInstance()
        .inject({ method: 'POST', url: '/zh/login', headers: { cookie: csrf, 'content-type': 'application/x-www-form-urlencoded' }, payload: form.toString() });
      expect(signedIn.statusCode).toBe(303);
      cookie = `${csrf}; ${/sid=[\w-]+/.exec(String(signedIn.headers['set-cookie']))![0]}`;
    });

    it('change nothing without the token of a form of ours', async () => {
      const open: string[] = [];
      for (const route of routes.filter(({ method, isWithoutCsrf }) => method !== 'GET' && !isWithoutCsrf)) {
        await land.forgetRates();
        for (const token of [undefined, 'x'.repeat(43)]) {
          const headers = { cookie, ...(token && { 'x-csrf-token': token }) };
          const answer = await land.test.app.getHttpAdapter().getInstance().inject({ method: route.method, url: land.addressOf(route), headers });
          if (answer.statusCode !== 403 || faultOf(answer, route.isApi)) open.push(`${routeName(route)} ${answer.statusCode}`);
        }
      }
      expect(open).toEqual([]);
    });

    it('need none for the one click that stops a mail, which brings its own proof', () => {
      expect(new Set(routes.filter(({ isWithoutCsrf }) => isWithoutCsrf).map(({ path }) => path.slice(3)))).toEqual(new Set(['/unsubscribe/:token']));
    });

    it('end when the session is ended elsewhere, and when the person is shut out', async () => {
      const { app } = land.test;
      const me = async (): Promise<number> => (await app.getHttpAdapter().getInstance().inject({ method: 'GET', url: '/api/v1/me', headers: { cookie } })).statusCode;
      expect(await me()).toBe(200);
      const db = app.get(Database);
      await db.query(`update person set disabled_at = now() where email = 'officer.he@example.com'`);
      expect(await me()).toBe(401);
      expect((await send('hebei', 'GET', '/api/v1/me')).statusCode).toBe(401);
      await db.query(`update person set disabled_at = null where email = 'officer.he@example.com'`);
      expect(await me()).toBe(200);
      const list = JSON.parse((await send('hebei', 'GET', '/api/v1/sessions')).body) as { items: { id: string }[] };
      for (const { id } of list.items) expect((await send('hebei', 'DELETE', `/api/v1/sessions/${id}`)).statusCode).toBe(204);
      expect(await me()).toBe(401);
    });
  });

  it.each(['/zh', '/en/login', '/zh/nothing', '/zh/%zz', '/api/v1/demands', '/api/v1/nothing', '/api/v1/openapi.json', '/health/live', '/robots.txt', '/assets/nothing.css', '/zh/account'])(
    'come with safe headers on %s',
    async (url) => {
      expect((await send('guest', 'GET', url)).headers).toMatchObject(SAFE_HEADERS);
    },
  );

  it('come with safe headers on files of the portal', async () => {
    const { body } = await send('guest', 'GET', '/zh');
    expect((await send('guest', 'GET', /\/assets\/[^"]+/.exec(body)![0])).headers).toMatchObject(SAFE_HEADERS);
  });

  it('are bounded in number, with the time to wait, for programs and for people', async () => {
    const ask = () => send('guest', 'POST', '/api/v1/accounts/password-resets', { email: 'nobody@example.com' });
    for (let i = 0; i < 20; i += 1) expect((await ask()).statusCode).toBe(202);
    const refused = await ask();
    expect(refused.statusCode).toBe(429);
    expect(faultOf(refused, true)).toBeNull();
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(500);
    let page = await send('guest', 'POST', '/zh/login/forgot');
    for (let i = 0; i < 20; i += 1) page = await send('guest', 'POST', '/zh/login/forgot');
    expect(page.statusCode).toBe(429);
    expect(faultOf(page, false)).toBeNull();
    expect(Number(page.headers['retry-after'])).toBeGreaterThan(500);
  });

  it('are bounded where a route says nothing of it, per person', async () => {
    const general = land.test.app.get(GeneralBound, { strict: false });
    expect((await send('guest', 'GET', '/zh/how-it-works')).statusCode).toBe(200);
    for (let i = 1; i < GENERAL_BOUND.points; i += 1) general.consume('HowItWorksPages.show', '127.0.0.1');
    const refused = await send('guest', 'GET', '/zh/how-it-works');
    expect(refused.statusCode).toBe(429);
    expect(faultOf(refused, false)).toBeNull();
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await send('owner', 'GET', '/zh/how-it-works')).statusCode).toBe(200);
  });
});

describe('cookies of a site on https', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp({ APP_ROLE: 'web', PUBLIC_URL: 'https://docking.example.com' });
  });
  afterAll(() => test?.close());

  it('are bound to it by name and flag, and to no neighbour', async () => {
    const registered = { email: 'secure@example.com', password: 'a long enough sentence', name: '甲' };
    await test.request().post('/api/v1/accounts').send(registered).expect(201);
    const page = await test.request().get('/zh/login').expect(200);
    expect(page.headers['strict-transport-security']).toMatch(/max-age=\d{8}/);
    const csrf = String(page.headers['set-cookie']);
    expect(csrf).toMatch(/^__Host-csrf=[\w-]{32}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)![1];
    const signedIn = await test.request().post('/zh/login').set('cookie', csrf.split(';')[0]!).type('form').send({ _csrf, ...registered }).expect(303);
    const theme = await test.request().post('/zh/theme').set('cookie', csrf.split(';')[0]!).type('form').send({ _csrf, theme: 'dark' }).expect(303);
    const cookies = [signedIn, theme].flatMap(({ headers }) => headers['set-cookie'] as unknown as string[]);
    expect(cookies).toContainEqual(expect.stringMatching(/^__Host-sid=[\w-]{43}; /));
    for (const one of cookies) {
      expect(one).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax/);
      expect(one).not.toMatch(/domain=/i);
    }
  });
});
