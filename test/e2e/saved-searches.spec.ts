import { DataSource } from 'typeorm';
import { IndexingService } from '../../src/features/matching/indexing.service.js';
import { SavedSearchJobs } from '../../src/features/saved-searches/saved-searches.jobs.js';
import { MailPreferences } from '../../src/platform/mail/mail-preferences.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { Cast, type CastEnterprise, type CastPerson } from '../support/cast.js';
import { Shop } from '../support/shop.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let test: TestApp;
let db: DataSource;
let cast: Cast;
let shop: Shop;
let provider: CastEnterprise;
let reader: CastPerson;

beforeAll(async () => {
  test = await startTestApp();
  db = test.app.get(DataSource);
  cast = new Cast(test);
  shop = new Shop(test);
  provider = await cast.enterprise();
  reader = await cast.person();
});
afterAll(() => test?.close());

const as = (person: CastPerson) => ({ authorization: `Bearer ${person.token}` });
const save = (search: string, person = reader) => test.request().post('/api/v1/saved-searches').set(as(person)).send({ search });
const post = (path: string, fields: object = {}, person = reader) => test.request().post(path).set(as(person)).type('form').send(fields);
const tell = () => test.app.get(SavedSearchJobs).tell();
const letters = async (person = reader) => (await db.query(`select id from mail_message where person_id = $1 and template = 'saved-searches.new'`, [person.id])).length;
const pass = (ms: number): void => test.clock.advance(ms);
const choose = (frequency: 'daily' | 'weekly' | 'off') => test.app.get(MailPreferences).choose(reader.id, 'saved-searches', frequency);
const offer = async (title: string): Promise<void> => {
  pass(60_000);
  const { id } = await shop.put({ kind: 'offering', enterpriseId: provider.id, title, regionCode: '120116' });
  await db.query('update listing set published_at = $2, expires_at = $3 where id = $1', [id, test.clock.now(), new Date(test.clock.now().getTime() + 60 * DAY_MS)]);
  await test.app.get(IndexingService).syncListing(id);
};

describe('a saved search', () => {
  it('is the same however it is written, is named in both languages, and asks something', async () => {
    const { body } = await save('?page=7&region=120000&q=%E5%88%80%E5%85%B7&sort=date&x=1').expect(201);
    expect(body).toMatchObject({ search: '?q=%E5%88%80%E5%85%B7&region=12', title: '「刀具」 · 天津' });
    expect((await save('q=刀具&region=12').expect(201)).body.id).toBe(body.id);
    for (const nothing of ['?page=2', '?q=%00', 'x', '?__proto__=1&constructor=2']) await save(nothing).expect(422);
    expect((await test.request().get('/en/saved-searches').set(as(reader))).text).toContain('“刀具” · Tianjin');
    await test.request().delete(`/api/v1/saved-searches/${body.id}`).set(as(reader)).expect(204);
  });

  it('is saved from the page of results, removed, and taken back', async () => {
    const page = (await test.request().get('/zh/providers?q=刀具').set(as(reader))).text;
    expect(page).toContain('有新的就告诉我');
    const search = /name="search" value="([^"]+)"/.exec(page)![1]!;
    const saved = await post('/zh/saved-searches', { search }).expect(303);
    expect(saved.headers['location']).toBe('/zh/providers?q=%E5%88%80%E5%85%B7');
    const [{ id }] = await db.query('select id from saved_search where person_id = $1 and removed_at is null', [reader.id]);
    const stranger = await cast.person();
    await post(`/zh/saved-searches/${id}/remove`, {}, stranger).expect(404);
    await post(`/zh/saved-searches/${id}/remove`).expect(303);
    expect((await test.request().get('/zh/saved-searches').set(as(reader))).text).toContain('还没有存下的搜索');
    await post(`/zh/saved-searches/${id}/restore`).expect(303);
    await post(`/zh/saved-searches/${id}/restore`).expect(404);
    expect((await test.request().get('/zh/saved-searches').set(as(reader))).text).toContain('「刀具」');
  });

  it('comes as often as its reader chooses on the page of all mails', async () => {
    expect((await test.request().get('/zh/account/mail').set(as(reader))).text).toMatch(/name="saved-searches" value="daily" checked[^]*一周一封/);
    await post('/zh/account/mail', { 'saved-searches': 'weekly', invitations: 'off' }).expect(303);
    expect(await test.app.get(MailPreferences).of(reader.id)).toMatchObject({ 'saved-searches': 'weekly', invitations: 'off', reviews: 'instant' });
    // The way back names what was chosen, and gives way to whatever was chosen since.
    const undo = '/zh/account/mail/undo/invitations.instant.off+saved-searches.daily.weekly';
    const chosen = async (): Promise<unknown> => db.query(`select stream, frequency from mail_preference where person_id = $1 order by stream`, [reader.id]);
    expect((await post('/zh/account/mail', { 'saved-searches': 'weekly', invitations: 'off' })).headers['set-cookie']).toBeDefined();
    for (let times = 0; times < 2; times += 1) await post(undo, {}).expect(303);
    expect(await chosen()).toEqual([{ stream: 'invitations', frequency: 'instant' }, { stream: 'saved-searches', frequency: 'daily' }]);
    const { headers } = await post('/zh/account/mail', { 'saved-searches': 'weekly', invitations: 'off' }).expect(303);
    expect(Buffer.from(/notice=([^;]+)/.exec(String(headers['set-cookie']))![1]!, 'base64url').toString()).toContain(undo);
    await post('/zh/account/mail', { invitations: 'instant' }).expect(303);
    await post(undo, {}).expect(303);
    expect(await chosen()).toEqual([{ stream: 'invitations', frequency: 'instant' }, { stream: 'saved-searches', frequency: 'weekly' }]);
    await post('/zh/account/mail', { invitations: 'off' }).expect(303);
    for (const wrong of ['x', 'account.instant.off', 'invitations.instant.weekly', 'invitations.instant.off+invitations.off.instant', 'invitations.instant', `${'invitations.instant.off+'.repeat(40)}`]) await post(`/zh/account/mail/undo/${wrong}`, {}).expect(422);
    for (const wrong of ['instant', 'hourly']) await post('/zh/account/mail', { 'saved-searches': wrong }).expect(422);
    await post('/zh/account/mail', { 'saved-searches': 'daily', invitations: 'instant' }).expect(303);
  });

  it('is one of twenty at most, also when they are saved at once', async () => {
    const keen = await cast.person();
    const answers = await Promise.all(Array.from({ length: 25 }, (_, i) => save(`?q=词${i}`, keen)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(5);
    await db.query('delete from saved_search where person_id = $1', [keen.id]);
  });
});

describe('the letter of what is new', () => {
  it('is one a person for all searches, tells each thing once, and waits a day', async () => {
    await save('?region=12');
    await offer('刀具寿命监测 <b>O’Neil 🏭');
    pass(HOUR_MS);
    await tell();
    expect(await letters()).toBe(0);
    pass(DAY_MS - HOUR_MS);
    await Promise.all([tell(), tell()]);
    expect(await letters()).toBe(1);
    const mail = await test.mailbox.waitFor(({ subject }) => subject.includes('您关注的有新的'));
    expect(mail.text).toContain('「刀具」：新 1 条');
    expect(mail.text).toContain('天津：新 1 条');
    expect(mail.text).toContain('刀具寿命监测 <b>O’Neil 🏭');
    expect(mail.html).toContain('刀具寿命监测 &lt;b>');
    expect(mail.html).not.toContain('设为即时');
    pass(DAY_MS);
    await tell();
    expect(await letters()).toBe(1);
  });

  it('comes weekly or not at all, as its reader chose; what passed meanwhile is not told in a flood', async () => {
    await choose('weekly');
    await offer('刀具涂层服务');
    pass(2 * DAY_MS);
    await tell();
    expect(await letters()).toBe(1);
    pass(5 * DAY_MS);
    await tell();
    expect(await letters()).toBe(2);
    await choose('off');
    await offer('刀具刃磨');
    pass(2 * DAY_MS);
    await tell();
    await choose('daily');
    pass(DAY_MS);
    await tell();
    expect(await letters()).toBe(2);
  });

  it('does not come at night', async () => {
    await offer('刀具管理系统');
    pass(DAY_MS + 12 * HOUR_MS);
    await tell();
    expect(await letters()).toBe(2);
    pass(12 * HOUR_MS);
    await tell();
    expect(await letters()).toBe(3);
  });
});
