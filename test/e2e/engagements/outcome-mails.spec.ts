import { EngagementAskingService } from '../../../src/features/engagements/engagement-asking.service.js';
import { bodyOf } from '../../../src/features/engagements/engagement.dto.js';
import { EngagementsQueries } from '../../../src/features/engagements/engagements.queries.js';
import { OutcomeListeners } from '../../../src/features/notifications/outcome.listeners.js';
import { Database } from '../../../src/platform/database/database.js';
import { Queues } from '../../../src/platform/queue/queues.js';
import { startTestApp, TEST_NOW, type TestApp } from '../../support/app.js';
import { Cast, type CastPerson, eventually } from '../../support/cast.js';
import { engagedPair, type EngagedPair } from '../../support/engagement.js';
import { openPage } from '../../support/link-page.js';
import type { ReceivedMail } from '../../support/mailbox.js';
import { unseenLetters } from '../../support/sent-letters.js';
import { Visitor } from '../../support/visitor.js';

const DAY_MS = 86_400_000;

let test: TestApp;
let cast: Cast;
let sql: Database;
let officer: CastPerson;

beforeAll(async () => {
  test = await startTestApp();
  cast = new Cast(test);
  sql = test.app.get(Database);
  officer = await cast.officer(null);
});
afterAll(() => test?.close());
beforeEach(() => test.clock.set(TEST_NOW));

const call = (method: 'get' | 'post', path: string, person: CastPerson, body: object = {}) => {
  const request = test.request()[method](`/api/v1${path}`).set('authorization', `Bearer ${person.token}`);
  return method === 'post' ? request.send(body) : request;
};
const after = (days: number): void => test.clock.set(new Date(TEST_NOW.getTime() + days * DAY_MS));
const ask = (): Promise<void> => test.app.get(EngagementAskingService, { strict: false }).askDue();
const to = (person: CastPerson, template: string): Promise<ReceivedMail> => test.mailbox.waitFor((mail) => mail.to === person.email && mail.template === template);
const mailsTo = (person: CastPerson, template: string): number => test.mailbox.mails.filter((mail) => mail.to === person.email && mail.template === template).length;
/** All that follows from what was done is done: no event waits, no job, and no mail. */
const quiet = () =>
  eventually(async () => {
    const counts = Object.values(await test.app.get(Queues, { strict: false }).counts());
    if (counts.some(({ waiting = 0, prioritized = 0, active = 0 }) => waiting + prioritized + active > 0)) return false;
    const [row] = await sql.query<{ waiting: number }>(
      `select (select count(*) from outbox_event e where e.relayed_at is null)::integer + (select count(*) from mail_message where status in ('pending', 'sending'))::integer as waiting`,
    );
    return row!.waiting === 0;
  });
function linkOf(mail: ReceivedMail, label: string): string {
  const found = mail.text.split('\n').find((line) => line.startsWith(label))?.match(/https?:\/\/\S+/)?.[0];
  if (!found) throw new Error(`No link ${label} in: ${mail.text}`);
  return found;
}
/** By the way of programs, but for its token, which ends while the clock runs. */
const read = async (pair: EngagedPair) => bodyOf((await test.app.get(EngagementsQueries, { strict: false }).byId(pair.id))!);
const reportIdOn = (html: string): string => /name="reportId" value="([^"]+)"/.exec(html)![1]!;

describe('how does it stand?', () => {
  let pair: EngagedPair;
  beforeAll(async () => {
    test.clock.set(TEST_NOW);
    pair = await engagedPair(test, cast, { title: `减速机壳体 🏭 O'Neil & <b>Söhne</b>` });
  });

  it('is asked of both sides after seven days, once, by mail that can be stopped in one click', async () => {
    after(6.9);
    await ask();
    await quiet();
    expect(mailsTo(pair.factory.owner, 'outcome.asked')).toBe(0);
    after(7);
    await Promise.all([ask(), ask()]);
    await ask();
    for (const [mine, other] of [[pair.factory, pair.provider], [pair.provider, pair.factory]] as const) {
      const mail = await to(mine.owner, 'outcome.asked');
      expect(mail.subject).toContain(other.name);
      expect(mail.text).toContain('对接 7 天了');
      expect(mail.text).toContain(`O'Neil & <b>Söhne</b>`);
      expect(mail.html).toContain('&lt;b>Söhne');
      expect([mail.headers.get('list-unsubscribe-post'), mail.headers.get('list-unsubscribe')]).toEqual(['List-Unsubscribe=One-Click', expect.stringMatching(/^<https?:/)]);
    }
    await quiet();
    for (const { owner } of [pair.factory, pair.provider]) expect(mailsTo(owner, 'outcome.asked')).toBe(1);
    expect(await read(pair)).toMatchObject({ nextAskAt: new Date(TEST_NOW.getTime() + 30 * DAY_MS).toISOString() });
  });

  it('gets no second mail when the process dies between the mail and the note of the job', async () => {
    const [event] = await sql.query<{ id: string; payload: never }>(`select id, payload from outbox_event where type = 'engagement.ask-due' and payload ->> 'engagementId' = $1`, [pair.id]);
    await test.app.get(OutcomeListeners, { strict: false }).asked(event!.payload, { eventId: event!.id, attempt: 2 });
    await quiet();
    expect(mailsTo(pair.factory.owner, 'outcome.asked')).toBe(1);
    expect((await sql.query('select 1 from mail_link where subject_id = $1 and person_id = $2', [pair.id, pair.factory.owner.id])).length).toBe(5);
  });

  it('is answered by a link: opening it changes nothing, confirming counts once', async () => {
    const mail = await to(pair.provider.owner, 'outcome.asked');
    for (const label of ['在商谈', '签约了', '还在谈', '没谈成']) expect((await openPage(test, linkOf(mail, label))).status).toBe(200);
    expect((await read(pair)).reports).toEqual([]);
    const page = await openPage(test, linkOf(mail, '在商谈'));
    expect(page.html).toContain('您在邮件里点了「在商谈」');
    expect(page.html).toContain('打开本页不会改变任何事');
    expect((await page.submit({ choice: 'maybe' })).status).toBe(422);
    expect((await page.submit({ choice: 'signed', amount: '十二', day: '' })).status).toBe(422);
    const kept = await page.submit({ choice: 'signed', amount: '12.8', day: '2030-01-01' });
    expect([kept.status, kept.html.includes('value="12.8"')]).toEqual([422, true]);
    const done = await page.submit({ choice: 'negotiation' });
    expect(done.status).toBe(303);
    expect((await read(pair)).stage).toBe('negotiation');
    const again = await openPage(test, linkOf(mail, '签约了'));
    expect([again.status, again.html.includes('您答的是「在商谈」')]).toEqual([410, true]);
    expect((await page.submit({ choice: 'signed', amount: '12.8', day: '2026-11-23' })).status).toBe(410);
    expect((await read(pair)).reports).toHaveLength(1);
  });

  it('is not asked of a side that has told something of late', async () => {
    after(25);
    expect((await openPage(test, linkOf(await to(pair.factory.owner, 'outcome.asked'), '还在谈'))).status).toBe(200);
    await (await openPage(test, linkOf(await to(pair.factory.owner, 'outcome.asked'), '还在谈'))).submit({ choice: 'same' });
    after(30);
    await ask();
    await test.mailbox.waitFor((mail) => mail.to === pair.provider.owner.email && mail.template === 'outcome.asked' && mail.text.includes('30 天'));
    await quiet();
    expect(mailsTo(pair.factory.owner, 'outcome.asked')).toBe(1);
  });

  it('is asked once by a process that slept through two of the times, and not after the last', async () => {
    const other = await engagedPair(test, cast);
    after(95);
    await ask();
    await to(other.factory.owner, 'outcome.asked');
    await quiet();
    expect([mailsTo(other.factory.owner, 'outcome.asked'), (await read(other)).nextAskAt]).toEqual([1, null]);
    after(400);
    await ask();
    await quiet();
    expect(mailsTo(other.factory.owner, 'outcome.asked')).toBe(1);
  });

  it('is not asked once it has ended, nor of who has stopped these mails', async () => {
    const [ended, stopped] = [await engagedPair(test, cast), await engagedPair(test, cast)];
    await call('post', `/engagements/${ended.id}/end`, ended.factory.owner, { reason: 'other' });
    await sql.query(`insert into mail_preference (person_id, stream, frequency, updated_at) values ($1, 'outcomes', 'off', $2)`, [stopped.factory.owner.id, TEST_NOW]);
    after(7);
    await ask();
    await to(stopped.provider.owner, 'outcome.asked');
    await quiet();
    for (const { owner } of [ended.factory, ended.provider, stopped.factory]) expect(mailsTo(owner, 'outcome.asked')).toBe(0);
  });

  it('ends it by the link, and takes that back where it was answered, before the other side hears of it', async () => {
    const other = await engagedPair(test, cast);
    after(7);
    await ask();
    const address = linkOf(await to(other.factory.owner, 'outcome.asked'), '没谈成').replace(test.settings.publicUrl, '');
    const visitor = new Visitor(test.url);
    const end = async (): Promise<string> => {
      await visitor.open(address);
      await visitor.send(address, { choice: 'ended', reason: 'other' });
      return (await visitor.open(`${address}?done`)).text;
    };
    const told = () => sql.query(`select 1 from outbox_event where type = 'engagement.ended' and payload ->> 'engagementId' = $1`, [other.id]);
    expect(await end()).toMatch(/10 分钟后写信告诉对方[\s\S]*撤销，重新回答/);
    expect([(await read(other)).stage, (await told()).length]).toEqual(['ended', 1]);
    for (let times = 0; times < 2; times += 1) expect((await visitor.send(`${address}/undo`, {})).headers['location']).toBe(address);
    expect([(await read(other)).stage, (await told()).length]).toEqual(['contact', 0]);
    // Once it was heard of, it stands.
    await end();
    await sql.query(`update outbox_event set held_until = now() where type = 'engagement.ended' and payload ->> 'engagementId' = $1`, [other.id]);
    await to(other.provider.owner, 'engagement.ended');
    await visitor.send(`${address}/undo`, {});
    expect((await read(other)).stage).toBe('ended');
    after(8);
    expect((await visitor.open(`${address}?done`)).text).not.toContain('/undo"');
  });

  it('says nothing more to colleagues of who has answered before their mail went out', async () => {
    const pair = await engagedPair(test, cast);
    const refuse = new Set<string>();
    const colleague = await cast.person('王示例', 'en');
    await cast.member(pair.provider.id, colleague, 'editor');
    test.mailbox.onRecipient = (address) => (refuse.has(address) ? { code: 451, text: 'later' } : undefined);
    refuse.add(colleague.email);
    after(7);
    await ask();
    const mail = await to(pair.provider.owner, 'outcome.asked');
    await (await openPage(test, linkOf(mail, '在商谈'))).submit({ choice: 'negotiation' });
    test.mailbox.onRecipient = () => undefined;
    await eventually(async () => (await sql.query<{ status: string }>(`select status from mail_message where address = $1 and template = 'outcome.asked'`, [colleague.email]))[0]?.status === 'pending');
    await sql.query(`update mail_message set next_attempt_at = now() - interval '1 hour' where address = $1`, [colleague.email]);
    await eventually(async () => (await sql.query<{ status: string }>(`select status from mail_message where address = $1 and template = 'outcome.asked'`, [colleague.email]))[0]?.status === 'suppressed', 90_000);
    expect(mailsTo(colleague, 'outcome.asked')).toBe(0);
  }, 120_000);
});

describe('is that so?', () => {
  it('is asked of the other side at once, answered by a link, and told to both', async () => {
    const pair = await engagedPair(test, cast);
    const editor = await cast.person("Siobhán O'Neil", 'en');
    await cast.member(pair.factory.id, editor, 'editor');
    await call('post', `/engagements/${pair.id}/statements`, pair.provider.owner, { stage: 'signed', amount: 128_000, day: '2026-11-23' });
    const mail = await to(pair.factory.owner, 'outcome.stated');
    expect(mail.text).toMatch(/12\.8 万元[\s\S]*11 月 23 日/);
    const english = await to(editor, 'outcome.stated');
    expect(english.text).toContain('CNY 128,000');
    const page = await openPage(test, linkOf(mail, '对，就是这样'));
    expect(page.html).toContain('12.8 万元');
    expect((await page.submit({ choice: 'so', reportId: reportIdOn(page.html) })).status).toBe(303);
    expect(await read(pair)).toMatchObject({ stage: 'signed', signed: { amount: 128_000 } });
    for (const person of [pair.factory.owner, pair.provider.owner]) await to(person, 'outcome.signed');
    // The colleague's link is still good, but there is nothing of the kind to answer any more.
    const late = await openPage(test, linkOf(english, 'Yes, that is right'));
    expect(late.status).toBe(200);
    expect((await late.submit({ choice: 'so', reportId: reportIdOn(page.html) })).status).toBe(409);
    await quiet();
    expect(mailsTo(pair.provider.owner, 'outcome.stated')).toBe(0);
  });

  it('is not confirmed by a page that shows what was corrected since', async () => {
    const pair = await engagedPair(test, cast);
    const state = (amount: number) => call('post', `/engagements/${pair.id}/statements`, pair.provider.owner, { stage: 'signed', amount, day: '2026-11-23' });
    await state(100_000);
    const page = await openPage(test, linkOf(await to(pair.factory.owner, 'outcome.stated'), '对，就是这样'));
    await state(200_000);
    expect((await page.submit({ choice: 'so', reportId: reportIdOn(page.html) })).status).toBe(409);
    const now = await openPage(test, linkOf(await to(pair.factory.owner, 'outcome.stated'), '对，就是这样'));
    expect(now.html).toContain('20 万元');
    expect((await now.submit({ choice: 'so', reportId: reportIdOn(now.html) })).status).toBe(303);
    expect((await read(pair)).signed?.amount).toBe(200_000);
  });

  it('is asked again when it is time, of the side that owes the answer only', async () => {
    const pair = await engagedPair(test, cast);
    await call('post', `/engagements/${pair.id}/statements`, pair.provider.owner, { stage: 'signed', amount: 50_000, day: '2026-11-23' });
    await to(pair.factory.owner, 'outcome.stated');
    after(7);
    await ask();
    await eventually(async () => mailsTo(pair.factory.owner, 'outcome.stated') === 2);
    await quiet();
    expect([mailsTo(pair.factory.owner, 'outcome.asked'), mailsTo(pair.provider.owner, 'outcome.asked'), mailsTo(pair.provider.owner, 'outcome.stated')]).toEqual([0, 0, 0]);
  });

  it('and where they differ both hear of it, and of what the officer settles', async () => {
    const pair = await engagedPair(test, cast);
    await call('post', `/engagements/${pair.id}/statements`, pair.provider.owner, { stage: 'signed', amount: 50_000, day: '2026-11-23' });
    const page = await openPage(test, linkOf(await to(pair.factory.owner, 'outcome.stated'), '不一样'));
    expect((await page.submit({ choice: 'otherwise', amount: '4.8', day: '2026-11-23', reportId: reportIdOn(page.html) })).status).toBe(303);
    for (const person of [pair.factory.owner, pair.provider.owner]) expect((await to(person, 'outcome.disputed')).text).toMatch(/4\.8 万元[\s\S]*5 万元|5 万元[\s\S]*4\.8 万元/);
    const { id } = (await eventually(async () => ((await call('get', '/reviews?subject=engagement', officer)).body.items as { id: string; subjectId: string }[]).find(({ subjectId }) => subjectId === pair.id)))!;
    await call('post', `/reviews/${id}/settlement`, officer, { as: 'factory', note: '看过合同' });
    for (const person of [pair.factory.owner, pair.provider.owner]) {
      const mail = await to(person, 'outcome.settled');
      expect(mail.text).toContain('看过合同');
      expect(mail.text).toContain(pair.factory.name);
    }
    await quiet();
    expect(mailsTo(pair.factory.owner, 'outcome.signed')).toBe(0);
  });

  it('goes on to the acceptance, after which nobody is asked any more', async () => {
    const pair = await engagedPair(test, cast);
    for (const { owner } of [pair.provider, pair.factory]) await call('post', `/engagements/${pair.id}/statements`, owner, { stage: 'signed', amount: 50_000, day: '2026-11-23' });
    after(30);
    await ask();
    const mail = await to(pair.factory.owner, 'outcome.asked');
    expect(mail.subject).toContain('验收了吗');
    const page = await openPage(test, linkOf(mail, '验收了'));
    expect((await page.submit({ choice: 'accepted', day: '2026-11-22' })).status).toBe(422);
    expect((await page.submit({ choice: 'accepted', day: '2026-12-20' })).status).toBe(303);
    const asked = await openPage(test, linkOf(await to(pair.provider.owner, 'outcome.stated'), '对，就是这样'));
    expect((await asked.submit({ choice: 'so', reportId: reportIdOn(asked.html) })).status).toBe(303);
    for (const person of [pair.factory.owner, pair.provider.owner]) await to(person, 'outcome.accepted');
    after(365);
    await ask();
    expect((await read(pair)).nextAskAt).toBeNull();
  });
});

it('leaves no parameter unfilled and no letter about an outcome unwritten', () => {
  expect(unseenLetters(test, (template) => template.startsWith('outcome.'))).toEqual([]);
});
