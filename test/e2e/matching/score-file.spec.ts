import { parse } from 'csv-parse/sync';
import { RankingService } from '../../../src/features/matching/ranking.service.js';
import { Database } from '../../../src/platform/database/database.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { Cast, type CastEnterprise, type CastPerson } from '../../support/cast.js';
import { Shop } from '../../support/shop.js';

let test: TestApp;
let cast: Cast;
let factory: CastEnterprise;
let provider: CastEnterprise;
let demandId: string;
let matchId: string;

const get = (path: string, person: CastPerson | null) => {
  const request = test.request().get(path);
  return person ? request.set('authorization', `Bearer ${person.token}`) : request;
};
const file = (person: CastPerson | null, query = '') => get(`/api/v1/matches/${matchId}/score.csv${query}`, person);
const sum = (rows: readonly string[][]): number => rows.reduce((points, row) => points + Math.round(Number(row[3]) * 10), 0) / 10;

beforeAll(async () => {
  test = await startTestApp({ APP_ROLE: 'web' });
  cast = new Cast(test);
  const shop = new Shop(test);
  [factory, provider] = [await cast.enterprise(), await cast.enterprise()];
  const words = { title: '数控机床联网采集与刀具寿命预警', categoryCode: 'DAT-ACQ', budget: [10, 30] as const };
  await shop.put({ kind: 'offering', enterpriseId: provider.id, ...words });
  // Another one, without a table of wishes.
  await shop.put({ kind: 'offering', enterpriseId: (await cast.enterprise()).id, ...words, title: '数控机床联网采集' });
  const demand = await shop.put({ kind: 'demand', enterpriseId: factory.id, ...words });
  // Who states what he likes has a table of his own.
  await test.app.get(Database).query(`update enterprise set preferred_regions = '{12}' where id = $1`, [provider.id]);
  await test.app.get(RankingService).rankDemand(demand.id);
  demandId = demand.id;
  const { seated } = (await get(`/api/v1/demands/${demand.id}/matches`, factory.owner)).body as { seated: { id: string; provider: { name: string } }[] };
  matchId = seated.find((match) => match.provider.name === provider.name)!.id;
});
afterAll(() => test?.close());

it('has every part of both tables, and each adds up to its total', async () => {
  const { body: match } = await get(`/api/v1/matches/${matchId}`, factory.owner);
  const { text, headers } = await file(factory.owner, '?lang=zh').expect(200);
  expect(headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8', 'cache-control': 'private, no-cache' });
  expect(headers['content-disposition']).toContain(`attachment; filename="${match.demand.code}-${match.offering.code}.csv"`);
  expect(text.startsWith('\uFEFF表,项,依据,得分,满分\r\n')).toBe(true);
  const rows = (parse(text, { bom: true }) as string[][]).slice(1);
  const line = (table: string) => (part: { name: string; because: string; points: number; of: number | null }) => [table, part.name, part.because, String(part.points), String(part.of ?? '')];
  const [main, others] = ['匹配', '合不合服务商的意'].map((table) => rows.filter(([name]) => name === table)) as [string[][], string[][]];
  expect(main.slice(0, -1)).toEqual(match.parts.map(line('匹配')));
  expect(main.at(-1)).toEqual(['匹配', '合计', '', String(match.score), '']);
  expect(sum(main.slice(0, -1))).toBe(match.score);
  expect(others.slice(0, -1)).toEqual(match.providerParts.map(line('合不合服务商的意')));
  expect(sum(others.slice(0, -1))).toBe(Number(others.at(-1)![3]));
  expect(main.length + others.length).toBe(rows.length);
});

it('speaks the language of the request, or the one that its address names', async () => {
  const head = async (query: string, accepted: string): Promise<string> => (await file(factory.owner, query).set('accept-language', accepted)).text.split('\r\n')[0]!.slice(1);
  const english = 'Table,Part,Because,Points,At most';
  expect(await head('', 'en')).toBe(english);
  expect(await head('?lang=en', 'zh')).toBe(english);
  expect(await head('', 'zh')).not.toBe(english);
  expect((await file(factory.owner, '?lang=fr')).status).toBe(422);
});

it('has all of a demand’s providers, a line each, whose parts add up, for the factory and nobody else', async () => {
  const { body } = await get(`/api/v1/demands/${demandId}/matches`, factory.owner);
  const path = `/api/v1/demands/${demandId}/matches.csv`;
  const { text, headers } = await get(`${path}?lang=zh`, factory.owner).expect(200);
  expect(headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8', 'cache-control': 'private, no-cache' });
  expect(headers['content-disposition']).toContain(`attachment; filename="${body.demand.code}.csv"`);
  const [head, ...rows] = parse(text, { bom: true }) as string[][];
  expect(head!.slice(0, 3)).toEqual(['企业', '情况', '合计']);
  const matches = [...body.seated, ...body.queued, ...body.over] as { provider: { name: string }; score: number; parts: { name: string; points: number }[] }[];
  expect(matches.length).toBeGreaterThan(1);
  expect(rows.map(([name, , total]) => [name, Number(total)])).toEqual(matches.map(({ provider: { name }, score }) => [name, score]));
  for (const [i, row] of rows.entries()) {
    expect(Math.round(row.slice(3).reduce((points, cell) => points + Number(cell), 0) * 10) / 10).toBe(matches[i]!.score);
    for (const { name, points } of matches[i]!.parts) expect(Number(row[head!.indexOf(name)])).toBe(points);
  }
  expect((await get(path, factory.owner).set('accept-language', 'en')).text).toContain('Enterprise,');
  expect((await get(`/en/demands/${demandId}/matches`, factory.owner)).text).toContain(`${path}?lang=en`);
  for (const [person, status] of [[provider.owner, 404], [await cast.person(), 404], [null, 401]] as const) expect((await get(path, person)).status).toBe(status);
  expect((await get('/api/v1/demands/x/matches.csv', factory.owner)).status).toBe(422);
});

it('is for the two sides of an invitation, as the match is, and a link on their page leads to it', async () => {
  for (const { owner } of [factory, provider]) {
    expect((await file(owner)).status).toBe(200);
    expect((await get(`/en/matches/${matchId}`, owner)).text).toContain(`/api/v1/matches/${matchId}/score.csv?lang=en`);
  }
  const stranger = await cast.person();
  for (const [person, status] of [[stranger, 404], [await cast.officer('13'), 404], [null, 401]] as const) expect((await file(person)).status).toBe(status);
  expect((await get('/api/v1/matches/x/score.csv', factory.owner)).status).toBe(422);
});
