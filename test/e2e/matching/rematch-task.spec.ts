import { GRADED_NOW, readGradedCollection } from '../../../src/features/matching/graded/graded-collection.js';
import { gradedId } from '../../../src/features/matching/graded/graded-facts.js';
import { IndexingService } from '../../../src/features/matching/indexing.service.js';
import { TermStatisticsStore } from '../../../src/features/matching/term-statistics.store.js';
import { Database } from '../../../src/platform/database/database.js';
import { Clock, type FixedClock } from '../../../src/shared/clock.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { Cast, type CastPerson, eventually } from '../../support/cast.js';
import { loadGradedMarket } from '../../support/graded-market.js';

const collection = readGradedCollection();
const demandIds = collection.demands.map(({ id }) => gradedId(id)).sort();

let test: TestApp;
let database: Database;
let secretariat: CastPerson;
let regional: CastPerson;
let reviewer: CastPerson;

beforeAll(async () => {
  test = await startTestApp({}, async (app) => {
    app.get<FixedClock>(Clock).set(GRADED_NOW);
    database = app.get(Database);
    await loadGradedMarket(database.manager, collection, GRADED_NOW);
    const indexing = app.get(IndexingService);
    await indexing.cutTexts([...collection.offerings, ...collection.demands].map(({ id }) => gradedId(id)));
    for (const { id } of collection.enterprises) await indexing.syncEnterprise(gradedId(id));
    await app.get(TermStatisticsStore).refresh();
    // A pass that was begun elsewhere: what is asked for here goes on with it.
    await elsewhere();
  });
  const cast = new Cast(test);
  secretariat = await cast.officer(null, ['reviewer', 'administrator']);
  regional = await cast.officer('13', ['reviewer', 'administrator']);
  reviewer = await cast.officer(null, ['reviewer']);
}, 120_000);
afterAll(() => test?.close());
beforeEach(() => database.query('delete from rate_limit'));

const as = ({ token }: CastPerson) => ({ authorization: `Bearer ${token}` });
const post = (path: string, person = secretariat) => test.request().post(path).set(as(person)).type('form').send({});
const task = async (id: string) => (await test.request().get(`/api/v1/tasks/${id}`).set(as(secretariat)).expect(200)).body as { status: string; done: number; total: number; words: string };
const until = (id: string, status: string) =>
  eventually(async () => {
    const now = await task(id);
    return now.status === status && now;
  }, 30_000);
const begin = async (): Promise<string> => (await post('/zh/review/rematch').expect(303)).headers['location']!.split('/').at(-1)!;
const matched = async (...statuses: string[]): Promise<string[]> =>
  (await database.query<{ id: string }>(`select distinct demand_id as id from match where status = any($2) and demand_id = any($1::uuid[]) order by 1`, [demandIds, statuses])).map(({ id }) => id);
const passes = async (): Promise<{ worker: string | null; isOver: boolean; demands: number }> =>
  (await database.query<{ worker: string | null; isOver: boolean; demands: number }>(`select worker, finished_at is not null as "isOver", demands from rematch`))[0]!;
/** Another process has taken a pass to the twentieth demand and is at it. */
const elsewhere = (): Promise<unknown> =>
  database.query(`update rematch set worker = gen_random_uuid(), seen_at = now(), started_at = now(), finished_at = null, after = $1, demands = 20, written = 7`, [demandIds[19]]);

it('is offered to the secretariat’s administrators, in both languages, and refused to everybody else', async () => {
  const page = async (language: string, person: CastPerson) => (await test.request().get(`/${language}/review/weights`).set(as(person)).expect(200)).text;
  expect(await page('zh', secretariat)).toMatch(/全部重新匹配[\s\S]*action="\/zh\/review\/rematch"/);
  expect(await page('en', secretariat)).toContain('Match everything anew');
  expect(await page('zh', regional)).not.toContain('/review/rematch');
  for (const person of [regional, reviewer]) await post('/zh/review/rematch', person).expect(403);
  expect(await database.query('select 1 from task')).toEqual([]);
});

it('matches all demands and ends with all of them done', async () => {
  await database.query(`update rematch set worker = null, finished_at = now()`);
  const id = await begin();
  expect(await until(id, 'done')).toMatchObject({ done: demandIds.length, total: demandIds.length });
  expect((await matched('suggested', 'invited')).length).toBeGreaterThan(demandIds.length / 2);
  expect(await passes()).toEqual({ worker: null, isOver: true, demands: demandIds.length });
  const { text } = await test.request().get(`/zh/tasks/${id}`).set(as(secretariat)).expect(200);
  expect(text).toContain('全部需求重新匹配');
  expect(text).toMatch(/更新了 [1-9]\d* 条推荐/);
});

it('shows how far another process is, leads back to what is under way, stops that, and goes on where it stands', async () => {
  await database.query(`delete from match where status = 'suggested'`);
  await elsewhere();
  const id = await begin();
  await eventually(async () => (await task(id)).done === 20);
  expect(await task(id)).toMatchObject({ status: 'running', total: demandIds.length });
  expect(await begin()).toBe(id);
  await post(`/zh/tasks/${id}/stop`).expect(303);
  await eventually(async () => (await passes()).worker === null);
  expect(await passes()).toEqual({ worker: null, isOver: false, demands: 20 });
  expect(await task(id)).toMatchObject({ status: 'stopped', done: 20 });
  expect(await matched('suggested')).toEqual([]);
  await post(`/zh/tasks/${id}/resume`).expect(303);
  expect(await until(id, 'done')).toMatchObject({ done: demandIds.length, total: demandIds.length });
  const after = await matched('suggested');
  expect(after.length).toBeGreaterThan(0);
  expect(after.every((demandId) => demandIds.indexOf(demandId) >= 20)).toBe(true);
});

it('is done when its pass has ended elsewhere, without another one', async () => {
  await elsewhere();
  const id = await begin();
  await eventually(async () => (await task(id)).done === 20);
  await database.query(`update rematch set worker = null, finished_at = now(), demands = $1`, [demandIds.length]);
  expect(await until(id, 'done')).toMatchObject({ done: demandIds.length, total: demandIds.length });
  expect(await passes()).toEqual({ worker: null, isOver: true, demands: demandIds.length });
});

it('is refused in the middle to whoever is no administrator any more', async () => {
  await elsewhere();
  const id = await begin();
  await eventually(async () => (await task(id)).done === 20);
  await database.query(`update officer set roles = '{reviewer}' where person_id = $1`, [secretariat.id]);
  expect((await until(id, 'failed')).words).toContain('只有秘书处的管理员');
  expect((await passes()).worker).toBeNull();
});
