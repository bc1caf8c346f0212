import { RankingService } from '../../../src/features/matching/ranking.service.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { Cast, type CastEnterprise, type CastPerson } from '../../support/cast.js';
import { Shop } from '../../support/shop.js';

let test: TestApp;
let cast: Cast;
let factory: CastEnterprise;
let provider: CastEnterprise;
let matchId: string;
let engagementId: string;
let drawing: string;
let brochure: string;

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');

const call = (method: 'get' | 'post', path: string, person: CastPerson | null, body: object = {}) => {
  const request = test.request()[method](path);
  if (person) void request.set('authorization', `Bearer ${person.token}`);
  return method === 'post' ? request.send(body) : request;
};
const upload = async (path: string, person: CastPerson, name: string): Promise<string> => {
  const { body } = await test.request().post(`/api/v1/${path}/attachments`).set('authorization', `Bearer ${person.token}`).attach('file', PDF, name);
  return body.items[0].id as string;
};
const open = (fileId: string, person: CastPerson | null) => call('get', `/api/v1/engagements/${engagementId}/attachments/${fileId}`, person);

beforeAll(async () => {
  test = await startTestApp({ APP_ROLE: 'web' });
  cast = new Cast(test);
  const shop = new Shop(test);
  [factory, provider] = [await cast.enterprise(), await cast.enterprise()];
  const words = { title: '数控机床联网采集与刀具寿命预警', categoryCode: 'DAT-ACQ' };
  const offering = await shop.put({ kind: 'offering', enterpriseId: provider.id, ...words });
  const demand = await shop.put({ kind: 'demand', enterpriseId: factory.id, ...words });
  drawing = await upload(`demands/${demand.id}`, factory.owner, '车间平面图.pdf');
  brochure = await upload(`offerings/${offering.id}`, provider.owner, '案例.pdf');
  await test.app.get(RankingService).rankDemand(demand.id);
  matchId = (await call('get', `/api/v1/demands/${demand.id}/matches`, factory.owner)).body.seated[0].id;
  await call('post', `/api/v1/matches/${matchId}/answer`, provider.owner, { choice: 'interested', message: null });
  engagementId = (await call('post', `/api/v1/matches/${matchId}/reply`, factory.owner, { choice: 'accepted', message: null })).body.engagementId;
});
afterAll(() => test?.close());

it('opens the attachments of both listings to both sides, and to nobody else', async () => {
  const viewer = await cast.person();
  await cast.member(provider.id, viewer, 'viewer');
  for (const person of [provider.owner, factory.owner, viewer]) {
    const { body } = await call('get', `/api/v1/engagements/${engagementId}/attachments`, person);
    expect(body.items).toEqual([
      { id: drawing, name: '车间平面图.pdf', type: 'application/pdf', size: PDF.length, of: 'demand' },
      { id: brochure, name: '案例.pdf', type: 'application/pdf', size: PDF.length, of: 'offering' },
    ]);
    for (const file of [drawing, brochure]) expect((await open(file, person)).status).toBe(200);
  }
  const download = await open(drawing, provider.owner).buffer(true);
  expect(Buffer.from(download.body as Uint8Array)).toEqual(PDF);
  expect(download.headers['content-disposition']).toContain('attachment');
  const stranger = await cast.person();
  for (const [person, status] of [[stranger, 404], [await cast.officer('13'), 404], [null, 401]] as const) {
    expect((await open(drawing, person)).status).toBe(status);
    expect((await call('get', `/api/v1/engagements/${engagementId}/attachments`, person)).status).toBe(status);
  }
});

it('opens no other file of the two enterprises', async () => {
  const { body } = await call('post', '/api/v1/demands', factory.owner, { title: '别的需求' });
  const other = await upload(`demands/${body.id}`, factory.owner, '别的.pdf');
  expect((await open(other, provider.owner)).status).toBe(404);
  expect((await open(other, factory.owner)).status).toBe(404);
  expect((await open('not-an-id', provider.owner)).status).toBe(422);
});

it('shows them on the page until the engagement ends', async () => {
  const page = (): Promise<{ text: string; status: number }> => call('get', `/zh/engagements/${engagementId}`, provider.owner);
  const { text } = await page();
  expect(text).toContain(`/api/v1/engagements/${engagementId}/attachments/${drawing}`);
  expect(text).toContain('案例.pdf');
  expect(text).toContain('需求的附件');
  expect((await call('post', `/api/v1/engagements/${engagementId}/end`, factory.owner, { reason: 'no-agreement', note: null })).status).toBe(200);
  expect((await page()).text).not.toContain('/attachments/');
  expect((await call('get', `/api/v1/engagements/${engagementId}/attachments`, provider.owner)).body.items).toEqual([]);
  for (const person of [provider.owner, factory.owner]) expect((await open(drawing, person)).status).toBe(404);
});
