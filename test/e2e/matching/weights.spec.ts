import type { LightMyRequestResponse } from 'fastify';
import { IndexingJobs } from '../../../src/features/matching/indexing.jobs.js';
import { type Explanation, readExplanation } from '../../../src/features/matching/explanation.js';
import { STARTING_WEIGHTS } from '../../../src/features/matching/scoring/weights.js';
import { ReweighService } from '../../../src/features/matching/weights/reweigh.service.js';
import { AuditLog } from '../../../src/platform/audit/audit-log.js';
import { Database } from '../../../src/platform/database/database.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { Cast } from '../../support/cast.js';
import { Market } from '../../support/market.js';

let test: TestApp;
let database: Database;
let secretariat: string;
let regional: string;
let demandId: string;
let near: string;
let far: string;

const { factory, provider } = STARTING_WEIGHTS;
const AT = '/api/v1/matching/weights';
/** Whoever is near wins. */
const NEAR_FIRST = { factory: { ...factory, region: 100 }, provider, note: '近的先来' };

beforeAll(async () => {
  // No worker runs: the tests do its work step by step.
  test = await startTestApp({ APP_ROLE: 'web' });
  database = test.app.get(Database);
  const [market, cast] = [new Market(database.manager, test.clock.now()), new Cast(test)];
  const officer = await cast.officer(null, ['reviewer', 'administrator']);
  secretariat = officer.token;
  regional = (await cast.officer('13', ['reviewer', 'administrator'])).token;
  const publish = async (kind: 'demand' | 'offering', enterpriseId: string, content: Record<string, unknown>): Promise<string> => {
    const id = await market.listing(kind, enterpriseId, { title: String(content['title']), seats: 1 });
    for (const [column, value] of Object.entries(content)) await database.query(`update listing set ${column} = $2 where id = $1`, [id, value]);
    await test.app.get(IndexingJobs).match({ listingId: id, kind, enterpriseId });
    return id;
  };
  // The same words in the demand and in what is far; a little less of them in what is near. The seat is somebody else's.
  far = await publish('offering', await market.enterprise({ regionCode: '110101' }), { title: '数控机床联网采集与刀具寿命预警', region_code: '110101' });
  near = await publish('offering', await market.enterprise(), { title: '数控机床刀具监测', region_code: '130981' });
  demandId = await publish('demand', await market.enterprise(), { title: '数控机床联网采集与刀具寿命预警', region_code: '130981' });
}, 60_000);
afterAll(() => test?.close());
beforeEach(() => database.query('delete from rate_limit'));

function send(method: 'GET' | 'POST', url: string, payload?: object, token = secretariat): Promise<LightMyRequestResponse> {
  const form = url.startsWith('/zh/') && payload !== undefined;
  return test.app
    .getHttpAdapter()
    .getInstance()
    .inject({
      method,
      url,
      headers: { authorization: `Bearer ${token}`, 'accept-language': 'zh', ...(form && { 'content-type': 'application/x-www-form-urlencoded' }) },
      ...(payload && { payload: form ? new URLSearchParams(payload as Record<string, string>).toString() : payload }),
    });
}

const json = async (answer: Promise<LightMyRequestResponse>): Promise<Record<string, unknown>> => JSON.parse((await answer).body) as Record<string, unknown>;
const number = async (): Promise<number> => (await json(send('GET', AT)))['number'] as number;
const propose = async (body: object): Promise<LightMyRequestResponse> => send('POST', AT, { base: await number(), ...body });
const install = async (name: string, base?: number): Promise<LightMyRequestResponse> => send('POST', `${AT}/${name}/installation`, { base: base ?? (await number()) });
const stored = (): Promise<{ offeringId: string; status: string; score: number; explanation: Explanation }[]> =>
  database.query(`select offering_id as "offeringId", status, score, explanation from match where demand_id = $1 order by score desc`, [demandId]);

it('starts with the table that the program brings along, and says what each part is worth', async () => {
  const view = await json(send('GET', AT));
  expect(view).toMatchObject({ number: 0, name: 'starting-1', underOthers: 0 });
  expect(view['factory']).toContainEqual({ part: 'text', name: '文字', meaning: expect.stringContaining('关键词'), weight: 45, share: 45 });
  expect((await stored()).map(({ offeringId, status }) => [offeringId, status])).toEqual([
    [far, 'invited'],
    [near, 'suggested'],
  ]);
});

it('tries other weights without changing anything, and says what would rise, what would fall and who would be asked', async () => {
  // The one that was invited keeps his number; another demand has both as suggestions still.
  await database.query(`update match set status = 'suggested', invited_at = null, answer_due_at = null where demand_id = $1`, [demandId]);
  const before = await stored();
  const answer = await propose(NEAR_FIRST);
  expect(answer.statusCode).toBe(201);
  const version = JSON.parse(answer.body);
  expect(version).toMatchObject({ name: 'edited-1', origin: 'edited', note: '近的先来', base: 0, isInForce: false });
  expect(version.trial).toMatchObject({ demands: 1, ofDemands: 1, pairs: 2, changed: 2, rises: 1, falls: 1, otherInvitations: 1 });
  expect(version.trial.topRises[0].offering.title).toBe('数控机床刀具监测');
  expect(version.trial.topRises[0]).toMatchObject({ placeBefore: 2, placeAfter: 1, before: before[1]!.score });
  expect(version.trial.topFalls[0]).toMatchObject({ placeBefore: 1, placeAfter: 2, before: before[0]!.score });
  expect(version.trial.invitations[0]).toMatchObject({ no: [{ title: '数控机床联网采集与刀具寿命预警' }], instead: [{ title: '数控机床刀具监测' }] });
  expect(await stored()).toEqual(before);
  expect(await number()).toBe(0);
});

it('scores with a version from the moment it is put in force, and re-scores suggestions but no invitation that is out', async () => {
  await database.query(`update match set status = 'invited', invited_at = now(), answer_due_at = now() where demand_id = $1 and offering_id = $2`, [demandId, far]);
  const [trial, before] = [await json(send('GET', `${AT}/edited-1`)), await stored()];
  expect((await install('edited-1')).statusCode).toBe(200);
  expect(await json(send('GET', AT))).toMatchObject({ number: 1, name: 'edited-1', underOthers: 1 });
  const [event] = await database.query<{ payload: object }>(`select payload from outbox_event where type = 'matching.weights-changed'`);
  expect(event!.payload).toEqual({ number: 1 });
  expect(await test.app.get(ReweighService).run()).toBe(1);
  const after = await stored();
  const of = (rows: typeof after, id: string) => rows.find(({ offeringId }) => offeringId === id)!;
  expect(of(after, far)).toEqual(of(before, far));
  expect(readExplanation(of(after, near).explanation).basis.weights).toBe('edited-1');
  expect(of(after, near).score).toBe((trial['trial'] as unknown as { topRises: { after: number }[] }).topRises[0]!.after);
  expect(await json(send('GET', AT))).toMatchObject({ underOthers: 0 });
  expect(await test.app.get(ReweighService).run()).toBe(0);
});

it('goes back to a former version in one step, and has all of it in the log', async () => {
  expect((await install('starting-1')).statusCode).toBe(200);
  expect(await json(send('GET', AT))).toMatchObject({ number: 2, name: 'starting-1' });
  expect((await install('edited-1')).statusCode).toBe(200);
  const changes = await json(send('GET', `${AT}/changes`));
  expect((changes['items'] as unknown as { name: string }[]).map(({ name }) => name)).toEqual(['edited-1', 'starting-1', 'edited-1']);
  const [row] = await database.query<{ id: string }>(`select id from scoring_weights where name = 'edited-1'`);
  const history = await test.app.get(AuditLog).historyOf(row!.id);
  expect(history.map(({ action, actorName }) => [action, actorName])).toEqual([
    ['scoring-weights.proposed', '王审核'],
    ['scoring-weights.put-in-force', '王审核'],
    ['scoring-weights.put-in-force', '王审核'],
  ]);
  expect(history[1]!.data).toEqual({ name: 'edited-1', instead: 'starting-1', number: 1, changes: [{ part: 'factory.region', before: 7, after: 100 }] });
  expect(await test.app.get(AuditLog).firstBrokenEntry()).toBeNull();
});

it('lets only one of two editors who saw the same table change it, and says so to the other', async () => {
  const base = await number();
  const versions = await Promise.all([1, 2, 3].map(async (n) => JSON.parse((await propose({ ...NEAR_FIRST, factory: { ...factory, budget: 20 + n } })).body).name as string));
  const answers = await Promise.all(versions.map((name) => install(name, base)));
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409]);
  expect(await number()).toBe(base + 1);
  const refused = JSON.parse(answers.find(({ statusCode }) => statusCode === 409)!.body);
  expect(refused).toMatchObject({ code: 'weights.changed-since', title: expect.stringContaining('edited-') });
  expect(JSON.parse((await send('POST', AT, { ...NEAR_FIRST, base })).body)).toMatchObject({ code: 'weights.changed-since' });
  const winner = versions[answers.findIndex(({ statusCode }) => statusCode === 200)]!;
  expect(JSON.parse((await install(winner)).body)).toMatchObject({ code: 'weights.in-force' });
});

it.each([
  ['nothing but zeros', { factory: Object.fromEntries(Object.keys(factory).map((part) => [part, 0])) }, 'weights.factory-empty'],
  ['no weight for the matter', { factory: { ...factory, text: 0, category: 0 } }, 'weights.matter-empty'],
  ['no preferences', { provider: { industry: 0, region: 0, 'order-size': 0, answers: 0 } }, 'weights.provider-empty'],
  ['a negative weight', { factory: { ...factory, text: -1 } }, 'request.invalid'],
  ['too fine a weight', { factory: { ...factory, text: 45.25 } }, 'request.invalid'],
  ['a part that there is not', { factory: { ...factory, weather: 1 } }, 'request.invalid'],
  ['a part that is missing', { provider: { industry: 1 } }, 'request.invalid'],
])('refuses %s', async (_, tables, code) => {
  const answer = await propose({ factory, provider, note: '', ...tables });
  expect([answer.statusCode, JSON.parse(answer.body).code]).toEqual([422, code]);
});

it('refuses the table that is in force already, a version that there is not, and whoever is responsible for one region only', async () => {
  await install('starting-1');
  expect(JSON.parse((await propose({ factory, provider, note: '' })).body).code).toBe('weights.same');
  expect((await install('edited-999')).statusCode).toBe(404);
  expect((await send('GET', `${AT}/..%2f`)).statusCode).toBe(422);
  const base = await number();
  expect(JSON.parse((await send('POST', AT, { ...NEAR_FIRST, base }, regional)).body).code).toBe('weights.not-yours');
  expect(JSON.parse((await send('POST', `${AT}/edited-1/installation`, { base }, regional)).body).code).toBe('weights.not-yours');
  expect((await send('GET', AT, undefined, regional)).statusCode).toBe(200);
  expect(await number()).toBe(base);
});

it('keeps versions and changes as they were written', async () => {
  await expect(database.query(`update scoring_weights set note = 'x'`)).rejects.toThrow('scoring_weights is append-only');
  await expect(database.query('delete from scoring_weights_change')).rejects.toThrow('scoring_weights_change is append-only');
});

it('says how the graded collection is ordered before and after', async () => {
  const { trial } = JSON.parse((await propose(NEAR_FIRST)).body);
  expect(trial.evaluation).toMatchObject({ set: 'graded-1', demands: 68 });
  // Whoever is nearest is seldom who can do it.
  expect(trial.evaluation.ndcgAt10.before - trial.evaluation.ndcgAt10.after).toBeGreaterThan(0.1);
});

describe('on its pages', () => {
  const fields = async (more: Record<string, string> = {}): Promise<Record<string, string>> => ({
    ...Object.fromEntries(Object.entries(factory).map(([part, weight]) => [`factory.${part}`, String(weight)])),
    ...Object.fromEntries(Object.entries(provider).map(([part, weight]) => [`provider.${part}`, String(weight)])),
    note: '试一试',
    base: String(await number()),
    ...more,
  });

  it('shows the table, tries what was typed, and puts it in force and back by forms alone', async () => {
    const page = await send('GET', '/zh/review/weights');
    expect(page.body).toContain('starting-1');
    expect(page.body).toContain('href="/zh/review/weights"');
    const tried = await send('POST', '/zh/review/weights', await fields({ 'factory.region': '６０', 'factory.text': ' 45.0 ' }));
    expect(tried.statusCode).toBe(303);
    const version = await send('GET', String(tried.headers['location']));
    expect(version.body).toContain('60');
    expect(version.body).toContain('按这张表，现在生效');
    expect(version.body).toContain('graded-1');
    const base = String(await number());
    const done = await send('POST', String(tried.headers['location']), { base });
    expect([done.statusCode, done.headers['location']]).toEqual([303, '/zh/review/weights']);
    expect(await number()).toBe(Number(base) + 1);
    const back = /action="(\/zh\/review\/weights\/starting-1)"/.exec((await send('GET', '/zh/review/weights')).body);
    expect((await send('POST', back![1]!, { base: String(await number()) })).statusCode).toBe(303);
    expect(await json(send('GET', AT))).toMatchObject({ name: 'starting-1' });
    expect((await send('GET', String(tried.headers['location']))).body).toContain('试算以后换过表');
  });

  it('comes back with what was typed and a word at each field', async () => {
    const answer = await send('POST', '/zh/review/weights', await fields({ 'factory.region': '很多', 'factory.text': '', 'provider.answers': '-3' }));
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('value="很多"');
    expect(answer.body.match(/aria-invalid="true"/g)).toHaveLength(3);
    const empty = await send('POST', '/zh/review/weights', await fields({ 'factory.text': '0', 'factory.category': '0' }));
    expect(empty.statusCode).toBe(422);
    expect(empty.body).toContain('文字和类别不能都是 0');
    const late = await send('POST', '/zh/review/weights', await fields({ base: '0', 'factory.text': '50' }));
    expect([late.statusCode, late.body.includes('有人换过权重')]).toEqual([409, true]);
  });

  it('shows the table but no form to whoever is responsible for one region only', async () => {
    const page = await send('GET', '/zh/review/weights', undefined, regional);
    expect(page.body).toContain('只有秘书处的管理员能改');
    expect(page.body).not.toContain('name="factory.text"');
    expect((await send('POST', '/zh/review/weights', await fields(), regional)).statusCode).toBe(403);
  });
});
