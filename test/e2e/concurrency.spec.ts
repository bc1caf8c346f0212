import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { CONFIRM_LINK } from '../../src/features/notifications/link-purposes.js';
import { ANSWER_LINK } from '../../src/features/matching/match-links.types.js';
import { Database } from '../../src/platform/database/database.js';
import type { LinkPurpose } from '../../src/platform/mail/link-purpose.js';
import { MailLinks } from '../../src/platform/mail/mail-links.js';
import { isApiRequest } from '../../src/platform/http/request.js';
import { faultOf } from '../support/answers.js';
import { Cast, type CastPerson } from '../support/cast.js';
import { StoryLand } from '../support/story-land.js';

/**
 * What people do at the same instant, over HTTP as they do it: one of them gets it, the others a clear refusal, and nothing is
 * done twice. The races of one feature's own commands are beside that feature.
 */
describe('at the same instant', () => {
  let land: StoryLand;
  let db: Database;
  let cast: Cast;

  beforeAll(async () => {
    land = await StoryLand.open();
    db = land.test.app.get(Database);
    cast = new Cast(land.test);
  }, 60_000);
  afterAll(() => land?.close());
  beforeEach(() => land.forgetRates());

  async function only(sql: string, parameters: unknown[] = []): Promise<string> {
    const [row] = await db.query<{ id: string }>(sql, parameters);
    if (!row) throw new Error(`the story has nothing for: ${sql}`);
    return row.id;
  }

  async function count(sql: string, parameters: unknown[]): Promise<number> {
    return Number((await db.query<{ n: number }>(`select count(*) as n from ${sql}`, parameters))[0]!.n);
  }

  const events = (type: string, key: string, id: string): Promise<number> => count(`outbox_event where type = $1 and payload ->> $2 = $3`, [type, key, id]);

  function as(token: string, request: InjectOptions): Promise<LightMyRequestResponse> {
    return land.send('guest', { ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } });
  }

  const post = (token: string, url: string, payload: object = {}) => as(token, { method: 'POST', url, payload });

  /** One answer is a success, every other one a refusal of these statuses, in the right shape. */
  async function expectOneWinner(requests: readonly Promise<LightMyRequestResponse>[], refusals: readonly number[]): Promise<LightMyRequestResponse> {
    const answers = await Promise.all(requests);
    const [won, lost] = [answers.filter(({ statusCode }) => statusCode < 400), answers.filter(({ statusCode }) => statusCode >= 400)];
    expect({ won: won.length, lost: lost.map(({ statusCode }) => statusCode).filter((status) => !refusals.includes(status)) }).toEqual({ won: 1, lost: [] });
    expect(lost.map((answer) => faultOf(answer, isApiRequest(answer.raw.req.url ?? ''))).filter(Boolean)).toEqual([]);
    return won[0]!;
  }

  /** An invitation that waits for an answer, and two people who may give it. */
  async function invitation(): Promise<{ id: string; people: [CastPerson, CastPerson] }> {
    const id = await only(`select id from match where status = 'invited' limit 1`);
    const enterprise = await only('select offering_enterprise_id as id from match where id = $1', [id]);
    const people: [CastPerson, CastPerson] = [await cast.person(), await cast.person('王同事')];
    for (const person of people) await cast.member(enterprise, person, 'editor');
    return { id, people };
  }

  async function expectAnsweredOnce(matchId: string): Promise<void> {
    expect((await events('match.interested', 'matchId', matchId)) + (await events('match.declined', 'matchId', matchId))).toBe(1);
  }

  it('two colleagues answer an invitation', async () => {
    const { id, people } = await invitation();
    const answer = ({ token }: CastPerson, payload: object) => post(token, `/api/v1/matches/${id}/answer`, payload);
    await expectOneWinner(
      [answer(people[0], { choice: 'interested' }), answer(people[1], { choice: 'declined', reason: 'capacity' }), answer(people[1], { choice: 'interested' })],
      [409],
    );
    await expectAnsweredOnce(id);
  });

  it('the link of a mail is used many times, and a colleague answers on the site', async () => {
    const { id, people } = await invitation();
    const form = await openLink(ANSWER_LINK, 'interested', people[0].id, id);
    const onSite = post(people[1].token, `/api/v1/matches/${id}/answer`, { choice: 'declined', reason: 'capacity' });
    await expectOneWinner([form({ choice: 'interested' }), form({ choice: 'interested' }), form({ choice: 'declined', reason: 'capacity' }), onSite], [409, 410, 422]);
    await expectAnsweredOnce(id);
  });

  it('an address is confirmed by two clicks on its link', async () => {
    const person = await cast.person();
    await db.query('update person set confirmed_at = null where id = $1', [person.id]);
    const form = await openLink(CONFIRM_LINK, 'confirmed', person.id, person.id);
    await expectOneWinner([form(), form(), form()], [410]);
  });

  it('an interest is accepted twice and refused once', async () => {
    const id = await only(`select m.id from match m join member on member.enterprise_id = m.demand_enterprise_id join person p on p.id = member.person_id where m.status = 'interested' and p.email = 'zhang.jianguo@example.com' limit 1`);
    const url = `/api/v1/matches/${id}/reply`;
    const reply = (payload: object) => post(land.tokens['factory']!, url, payload);
    await expectOneWinner([reply({ choice: 'accepted' }), reply({ choice: 'accepted' }), reply({ choice: 'refused', reason: 'chose-other' })], [409, 422]);
    expect(await count('engagement where match_id = $1', [id])).toBeLessThanOrEqual(1);
    expect((await events('match.engaged', 'matchId', id)) + (await events('match.refused', 'matchId', id))).toBe(1);
  });

  it('both sides end an engagement', async () => {
    const id = await only(`select e.id from engagement e join member on member.enterprise_id = e.demand_enterprise_id join person p on p.id = member.person_id where e.ended_at is null and p.email = 'zhang.jianguo@example.com' limit 1`);
    const end = (token: string) => post(token, `/api/v1/engagements/${id}/end`, { reason: 'other', note: 'x' });
    const other = await cast.person();
    await cast.member(await only('select offering_enterprise_id as id from engagement where id = $1', [id]), other, 'owner');
    await expectOneWinner([end(land.tokens['factory']!), end(other.token), end(land.tokens['factory']!)], [409]);
  });

  it('a demand is closed as fulfilled and as withdrawn', async () => {
    const id = land.ids['demands']!;
    const close = (reason: string) => post(land.tokens['factory']!, `/api/v1/demands/${id}/closing`, { reason });
    await expectOneWinner([close('fulfilled'), close('withdrawn'), close('fulfilled')], [409]);
    expect((await events('listing.withdrawn', 'listingId', id)) + (await events('listing.fulfilled', 'listingId', id))).toBe(1);
    expect((await close('withdrawn')).statusCode).toBe(409);
  });

  it('two people save the same version of a draft', async () => {
    const { id, version } = JSON.parse((await post(land.tokens['factory']!, '/api/v1/demands', { title: '草稿' })).body) as { id: string; version: number };
    const save = (title: string) => as(land.tokens['factory']!, { method: 'PUT', url: `/api/v1/demands/${id}`, payload: { title, version } });
    const kept = await expectOneWinner([save('甲'), save('乙'), save('丙')], [409]);
    const now = JSON.parse((await as(land.tokens['factory']!, { method: 'GET', url: `/api/v1/demands/${id}` })).body) as { title: string; version: number };
    expect(now).toMatchObject({ title: (JSON.parse(kept.body) as { title: string }).title, version: version + 1 });
  });

  it('two officers decide on their pages', async () => {
    const id = land.ids['reviews']!;
    const [subject] = await db.query<{ id: string; version: number }>('select subject_id as id, version from review where id = $1', [id]);
    const decide = (token: string, decision: string) =>
      as(token, { method: 'POST', url: `/zh/review/${id}/decision`, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: new URLSearchParams({ decision, version: String(subject!.version), reasons: '', note: '' }).toString() });
    const colleague = await cast.officer('13');
    const answers = await Promise.all([decide(land.tokens['officer']!, 'approve'), decide(colleague.token, 'approve'), decide(colleague.token, 'approve')]);
    expect(answers.map((answer) => faultOf(answer, false)).filter(Boolean)).toEqual([]);
    expect(await count(`audit_entry where subject_id = $1 and at >= $2`, [subject!.id, land.test.clock.now()])).toBe(1);
  });

  it('a colleague is invited by three clicks', async () => {
    const enterprise = land.ids['enterprises']!;
    const email = 'new.colleague@example.com';
    const invite = () => post(land.tokens['factory']!, `/api/v1/enterprises/${enterprise}/members`, { email, role: 'viewer' });
    // Saying it again is no mistake here: the one invitation stands, and is mailed once.
    expect((await Promise.all([invite(), invite(), invite()])).map(({ statusCode }) => statusCode)).toEqual([201, 201, 201]);
    expect(await count('member_invitation where email = $1', [email])).toBe(1);
    expect(await events('member.invited', 'enterpriseId', enterprise)).toBe(1);
  });

  it('a form of registration is sent twice', async () => {
    const { cookie, _csrf } = await formOf('/zh/register/member');
    const fields = { _csrf, email: 'twice@example.com', password: 'a long enough sentence', name: '甲', phone: '' };
    const send = () => sendForm('/zh/register/member', cookie, fields);
    await expectOneWinner([send(), send()], [409, 422]);
    expect(await count('person where email = $1', ['twice@example.com'])).toBe(1);
    expect(await count(`outbox_event where type = 'person.registered' and payload ->> 'personId' = (select id::text from person where email = $1)`, ['twice@example.com'])).toBe(1);
  });

  /** A page as a browser opens it: its cookie and the token of its forms. */
  async function formOf(url: string): Promise<{ cookie: string; _csrf: string }> {
    const page = await land.send('guest', { method: 'GET', url });
    expect(page.statusCode).toBe(200);
    return { cookie: String(page.headers['set-cookie']).split(';')[0]!, _csrf: /name="_csrf" value="([^"]+)"/.exec(page.body)![1]! };
  }

  function sendForm(url: string, cookie: string, fields: Readonly<Record<string, string>>): Promise<LightMyRequestResponse> {
    return land.send('guest', { method: 'POST', url, headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' }, payload: new URLSearchParams(fields).toString() });
  }

  /** Makes a link as a mail would carry it, opens it, and gives what its form sends. */
  async function openLink<Outcome extends string>(purpose: LinkPurpose<Outcome>, choice: Outcome, personId: string, subjectId: string) {
    const links = land.test.app.get(MailLinks);
    const expiresAt = new Date(land.test.clock.now().getTime() + 86_400_000);
    const link = await db.transaction((manager) => links.create(manager, { purpose, personId, subjectId, choice, messageId: null, expiresAt }));
    const { pathname } = new URL(links.url(link, 'zh'));
    const { cookie, _csrf } = await formOf(pathname);
    return (fields: Readonly<Record<string, string>> = {}) => sendForm(pathname, cookie, { _csrf, ...fields });
  }
});
