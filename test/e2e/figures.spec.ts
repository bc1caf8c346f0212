import { parse } from 'csv-parse/sync';
import { FiguresService } from '../../src/features/figures/figures.service.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/shared/ids.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { explanationOf } from '../support/market.js';
import { Cast, type CastEnterprise, eventually } from '../support/cast.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

interface JsonTable {
  readonly asOf: string;
  readonly columns: readonly { readonly key: string; readonly name: { readonly zh: string; readonly en: string } }[];
  readonly rows: readonly { readonly key: string; readonly names: readonly { readonly zh: string }[]; readonly values: Record<string, number | null>; readonly withheld: Record<string, string> }[];
}

let test: TestApp;
let sql: Database;
let factories: Record<'11' | '12' | '13', CastEnterprise>;
let providers: Record<'11' | '12' | '13', CastEnterprise>;
let officerId: string;

/** A market that is small enough to be counted by hand; today is 23 November 2026, 10:00 in Beijing. */
beforeAll(async () => {
  test = await startTestApp({ APP_ROLE: 'web' });
  sql = test.app.get(Database);
  const cast = new Cast(test);
  const places = { 11: '110108', 12: '120116', 13: '130981' } as const;
  const found = async (name: string): Promise<Record<'11' | '12' | '13', CastEnterprise>> => ({
    11: await cast.enterprise({ regionCode: places[11], name: `北京示例${name}有限公司` }),
    12: await cast.enterprise({ regionCode: places[12], name: `天津示例${name}有限公司` }),
    13: await cast.enterprise({ regionCode: places[13], name: `沧州示例${name}有限公司` }),
  });
  factories = await found('工厂');
  providers = await found('服务');
  const officer = await cast.officer('13');
  officerId = (await sql.query<{ id: string }>('select id from officer where person_id = $1', [officer.id]))[0]!.id;
  await sql.query(`update enterprise set industry_code = 'C3453' where id = $1`, [factories[13].id]);
});
afterAll(() => test?.close());

const daysAgo = (days: number): Date => new Date(test.clock.now().getTime() - days * DAY_MS);
let count = 0;

async function listing(kind: 'demand' | 'offering', enterpriseId: string, publishedDaysAgo: number, more: { region?: string; category?: string | null; industry?: string | null; status?: string } = {}): Promise<string> {
  const id = newId();
  const { region = '130981', category = 'DAT-ACQ', industry = null, status = 'published' } = more;
  const at = daysAgo(publishedDaysAgo);
  await sql.query(
    `insert into listing (id, code, kind, enterprise_id, status, closed_reason, language, title, body, materials, methods, effect, product, application, category_code,
       industry_code, region_code, service_regions, certificates, tags, seats, return_reasons, revision, published_at, expires_at, created_at, updated_at, version)
     values ($1, $2, $3, $4, $5, case when $5 = 'closed' then 'fulfilled' end, 'zh', '示例', '', '', '', '', '', '', $6, $7, $8, '{}', '{}', '{}', 5, '{}', 1, $9, $10, $9, $9, 1)`,
    [id, `X-${String((count += 1))}`, kind, enterpriseId, status, category, industry, region, at, new Date(at.getTime() + 400 * DAY_MS)],
  );
  return id;
}

/** What a provider and a factory did: invited, answered so many hours later with yes or no, agreed so many hours after that. */
async function deal(demandId: string, factory: string, provider: string, invitedDaysAgo: number, answer?: { hours: number; yes: boolean; agreedHours?: number }): Promise<void> {
  const offeringId = await listing('offering', provider, 350, { status: 'closed' });
  const invitedAt = daysAgo(invitedDaysAgo);
  const answeredAt = answer ? new Date(invitedAt.getTime() + answer.hours * HOUR_MS) : null;
  const repliedAt = answer?.agreedHours === undefined ? null : new Date(answeredAt!.getTime() + answer.agreedHours * HOUR_MS);
  const status = repliedAt ? 'engaged' : !answer ? 'expired' : answer.yes ? 'lapsed' : 'declined';
  const id = newId();
  await sql.query(
    `insert into match (id, demand_id, offering_id, demand_enterprise_id, offering_enterprise_id, status, score, coverage, explanation, explanation_version,
       invited_at, answer_due_at, answered_at, interested_at, replied_at, passed_to, created_at, updated_at, ended_at, version)
     values ($1, $2, $3, $4, $5, $6, 80, 1, $7, 1, $8, $8, $9, $10, $11, '{}', $8, $8, $12, 1)`,
    [id, demandId, offeringId, factory, provider, status, JSON.stringify(explanationOf(80)), invitedAt, answeredAt, answer?.yes ? answeredAt : null, repliedAt, status === 'engaged' ? null : invitedAt],
  );
  if (!repliedAt) return;
  await sql.query(
    `insert into engagement (id, match_id, demand_id, offering_id, demand_enterprise_id, offering_enterprise_id, stage, opened_at, version) values ($1, $2, $3, $4, $5, $6, 'contact', $7, 1)`,
    [newId(), id, demandId, offeringId, factory, provider, repliedAt],
  );
}

async function review(regionCode: string, hours: number, decidedDaysAgo: number): Promise<void> {
  const decidedAt = daysAgo(decidedDaysAgo);
  await sql.query(
    `insert into review (id, subject_kind, subject_id, subject_title, enterprise_id, region_code, status, opened_at, due_at, decided_at, officer_id, reason_codes, hints, version)
     values ($1, 'enterprise', $1, '示例', $2, $3, 'approved', $4, $4, $5, $6, '{}', '[]', 1)`,
    [newId(), factories[13].id, regionCode, new Date(decidedAt.getTime() - hours * HOUR_MS), decidedAt, officerId],
  );
}

const table = async (dataset: string, period = 'all'): Promise<JsonTable> => (await test.request().get(`/api/v1/figures/${dataset}?period=${period}`).expect(200)).body as JsonTable;
const row = (found: JsonTable, key: string): Record<string, number | string | null> => {
  const one = found.rows.find((r) => r.key === key);
  return one ? { ...one.values, ...one.withheld } : {};
};
const column = (found: JsonTable, key: string): Record<string, number | string | null> => Object.fromEntries(found.rows.map((r) => [r.key, r.withheld[key] ?? r.values[key] ?? null]));

describe('the figures of an empty market', () => {
  it('are noughts, and the pages say so', async () => {
    expect(column(await table('summary'), 'number')).toEqual({
      openDemands: 0, openDemandsWithSeats: 0, openOfferings: 0, enterprises: 6, demands: 0, offerings: 0, invitations: 0, answered: 0, engagements: 0, signed: 0, signedValue: 0, accepted: 0,
    });
    expect(row(await table('flow'), 'total-total')).toEqual({ engagements: 0 });
    for (const path of ['/zh/figures', '/en/figures/market', '/zh/figures/times?period=quarter']) await test.request().get(path).expect(200);
    expect((await test.request().get('/zh/figures').expect(200)).text).toContain('这个时段还没有双方同意的对接');
  });
});

describe('the figures of a market that was counted by hand', () => {
  beforeAll(async () => {
    const demands = [
      // Old enough for the funnel: agreed, interested only, declined only, expired only, nobody asked.
      await listing('demand', factories[13].id, 80, { status: 'closed' }),
      await listing('demand', factories[13].id, 70),
      await listing('demand', factories[13].id, 60, { category: 'CAP-MACH' }),
      await listing('demand', factories[12].id, 50, { region: '120116', category: null }),
      await listing('demand', factories[11].id, 45, { region: '110108', industry: 'I6513' }),
      // Of last year.
      await listing('demand', factories[13].id, 340, { status: 'closed' }),
      // Too young for it. The second is in the new area that is laid over Baoding.
      await listing('demand', factories[13].id, 5),
      await listing('demand', factories[13].id, 4, { region: '130629' }),
    ] as const;
    await listing('demand', factories[13].id, 3, { status: 'suspended' });
    await listing('offering', providers[11].id, 20, { region: '110108' });
    await listing('offering', providers[12].id, 200, { region: '120116' });
    const [agreed, interested, declined, expired, , lastYear, young] = demands;
    const f = { 11: factories[11].id, 12: factories[12].id, 13: factories[13].id };
    const p = { 11: providers[11].id, 12: providers[12].id, 13: providers[13].id };
    await deal(agreed, f[13], p[11], 79, { hours: 10, yes: true, agreedHours: 4 });
    await deal(interested, f[13], p[11], 69, { hours: 20, yes: true });
    await deal(declined, f[13], p[12], 59, { hours: 30, yes: false });
    await deal(expired, f[12], p[11], 49);
    await deal(lastYear, f[13], p[12], 339, { hours: 40, yes: true, agreedHours: 8 });
    await deal(young, f[13], p[11], 4.5, { hours: 2, yes: true, agreedHours: 6 });
    // What became of two of the three: signed, and signed and accepted. A word of one side alone counts for nothing.
    const outcome = (demandId: string, set: string): Promise<unknown> => sql.query(`update engagement set ${set} where demand_id = $1`, [demandId]);
    await outcome(agreed, `stage = 'signed', signed_at = '${daysAgo(60).toISOString()}', signed_amount = 400000, signed_on = '2026-09-20'`);
    await outcome(lastYear, `stage = 'accepted', signed_at = '${daysAgo(330).toISOString()}', signed_amount = 200000, signed_on = '2026-01-05', accepted_at = '${daysAgo(300).toISOString()}', accepted_on = '2026-01-25'`);
    // Reviews: six in Hebei, of which five this quarter; one in Tianjin.
    for (const [hours, days] of [[1, 1], [2, 2], [3, 3], [4, 4], [10, 5], [50, 200]] as const) await review('130981', hours, days);
    await review('120116', 7, 3);
    await test.app.get(FiguresService, { strict: false }).refresh();
  });

  it('count what is there', async () => {
    expect(column(await table('summary'), 'number')).toEqual({
      openDemands: 6, openDemandsWithSeats: 6, openOfferings: 2, enterprises: 6, demands: 9, offerings: 8, invitations: 6,
      // Five of six: the one that is left would be told by the difference.
      answered: 'hidden', engagements: 'under', signed: 'under', signedValue: 'hidden', accepted: 'under',
    });
    expect(column(await table('summary', 'quarter'), 'number')).toMatchObject({ demands: 5, offerings: 1, invitations: 'under', engagements: 'under' });
    expect(column(await table('summary', 'year'), 'number')).toMatchObject({ demands: 8, offerings: 2, invitations: 5 });
  });

  it('count every listing in one place, one industry and one category', async () => {
    const regions = await table('regions');
    expect(regions.rows.map(({ key }) => key)).toEqual(['11', '12', '1301', '1302', '1303', '1304', '1305', '1306', '1307', '1308', '1309', '1310', '1311', '1331']);
    expect(row(regions, '1309')).toEqual({ openDemands: 3, openOfferings: 0, demands: 6, offerings: 6 });
    expect(row(regions, '1331')).toEqual({ openDemands: 1, openOfferings: 0, demands: 1, offerings: 0 });
    expect(row(regions, '1306')).toEqual({ openDemands: 0, openOfferings: 0, demands: 0, offerings: 0 });
    expect(column(await table('industries'), 'demands')).toEqual({ C34: 7, I65: 1, none: 1 });
    expect(column(await table('categories'), 'openDemands')).toMatchObject({ DAT: 4, CAP: 1, none: 1 });
    for (const dataset of ['regions', 'industries', 'categories']) {
      const { rows } = await table(dataset);
      expect([dataset, rows.reduce((sum, { values }) => sum + values['demands']!, 0)]).toEqual([dataset, 9]);
    }
  });

  it('tell how far demands came, each once, those of the period that have had their time', async () => {
    expect(column(await table('funnel'), 'demands')).toEqual({ published: 6, asked: 5, answered: 'under', interested: 'under', agreed: 'under', signed: 'under', accepted: 'under' });
    expect(row(await table('funnel'), 'asked')).toMatchObject({ ofPublished: 5 / 6, ofBefore: 5 / 6 });
    expect(column(await table('funnel', 'quarter'), 'demands')).toEqual({ published: 'under', asked: 'under', answered: 0, interested: 0, agreed: 0, signed: 0, accepted: 0 });
  });

  it('tell the value of contracts from five on that are alike, counted by when both had confirmed them', async () => {
    const made: string[] = [];
    try {
      for (let i = 0; i < 6; i += 1) {
        const [factory, provider] = [await new Cast(test).enterprise(), await new Cast(test).enterprise()];
        const demandId = await listing('demand', factory.id, 90, { status: 'closed' });
        await deal(demandId, factory.id, provider.id, 89, { hours: 1, yes: true, agreedHours: 1 });
        // Ended afterwards: it was signed all the same.
        await sql.query(
          `update engagement set stage = 'ended', ended_at = $2, end_reason = 'other', signed_at = $2, signed_amount = $3, signed_on = '2026-11-01' where demand_id = $1`,
          [demandId, daysAgo(10), 150_000 + i * 1_000],
        );
        made.push(demandId);
      }
      await test.app.get(FiguresService, { strict: false }).refresh();
      const [all, quarter] = [column(await table('summary'), 'number'), column(await table('summary', 'quarter'), 'number')];
      // 40 + 20 + 15 + 15.1 + … + 15.5 万元, and the six of this quarter alone.
      expect(all).toMatchObject({ signed: 8, signedValue: 152, accepted: 'under' });
      expect(quarter).toMatchObject({ signed: 6, signedValue: 92, accepted: 0 });
      expect(column(await table('funnel'), 'demands')).toMatchObject({ agreed: 8, signed: 8, accepted: 'under' });
    } finally {
      await sql.query('delete from engagement where demand_id = any($1::uuid[])', [made]);
      await sql.query('delete from match where demand_id = any($1::uuid[])', [made]);
      await sql.query('delete from listing where id = any($1::uuid[])', [made]);
      await sql.query(`delete from listing where kind = 'offering' and not exists (select 1 from match m where m.offering_id = listing.id) and enterprise_id not in ($1, $2, $3)`, Object.values(providers).map(({ id }) => id));
      await test.app.get(FiguresService, { strict: false }).refresh();
    }
  });

  it('tell how long things take, and no median of fewer than five', async () => {
    const times = await table('times');
    expect(row(times, 'total')).toMatchObject({ reviewCount: 7, reviewMedian: 4, answerCount: 5, answerMedian: 20, replyCount: 'under', replyMedian: 'hidden', firstAnswerCount: 5 });
    expect(row(times, '13')).toMatchObject({ reviewCount: 6, reviewMedian: 3.5 });
    expect(row(times, '12')).toMatchObject({ reviewCount: 1, reviewMedian: 'hidden' });
    expect(row(await table('times', 'quarter'), '13')).toMatchObject({ reviewCount: 5, reviewMedian: 3 });
    // From the publication to the first answer: a day and 10 h, a day and 20 h, a day and 30 h, a day and 40 h, half a day and 2 h.
    expect(row(times, 'total')['firstAnswerMedian']).toBe(44);
  });

  it('follow the months of the platform’s calendar, and the weeks of a quarter', async () => {
    const year = await table('trend', 'year');
    expect(year.rows.map(({ key }) => key)).toEqual(['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10', '2026-11']);
    expect(column(year, 'demands')).toMatchObject({ '2026-08': 0, '2026-09': 3, '2026-10': 2, '2026-11': 3 });
    const quarter = await table('trend', 'quarter');
    expect(quarter.rows[0]?.key).toBe('2026-09-28');
    expect(quarter.rows.at(-1)?.key).toBe('2026-11-23');
    expect(quarter.rows.reduce((sum, { values }) => sum + values['demands']!, 0)).toBe(5);
    expect(Object.values(column(quarter, 'engagements')).every((cell) => cell === null)).toBe(true);
  });

  it('withhold small numbers of dealings, on the page, as CSV and as JSON alike', async () => {
    const flow = await table('flow');
    expect(column(flow, 'engagements')).toMatchObject({ '13-11': 'under', '13-12': 'under', '11-12': 0, 'total-total': 'under' });
    const page = (await test.request().get('/zh/figures').expect(200)).text;
    expect(page).toContain('少于 5');
    expect(page).not.toMatch(/<title>[^<]*河北需求 → 北京服务商：\d/);
  });

  it('give the same as CSV as they do as JSON, in the reader’s language', async () => {
    for (const dataset of ['summary', 'regions', 'industries', 'categories', 'flow', 'funnel', 'times', 'trend']) {
      const json = await table(dataset);
      const csv = await test.request().get(`/api/v1/figures/${dataset}/csv?lang=zh`).expect(200);
      expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
      expect(csv.headers['cache-control']).toBe('public, max-age=300');
      expect(csv.headers['set-cookie']).toBeUndefined();
      expect(csv.text.startsWith('\uFEFFkey,')).toBe(true);
      const [head = [], ...rows] = parse(csv.text, { bom: true }) as string[][];
      expect(head.slice(-json.columns.length)).toEqual(json.columns.map(({ name }) => name.zh));
      expect(rows.map(([key]) => key)).toEqual(json.rows.map(({ key }) => key));
      rows.forEach((cells, i) => {
        const { values, withheld, names } = json.rows[i]!;
        expect(cells.slice(1, 1 + names.length)).toEqual(names.map(({ zh }) => zh));
        const read = cells.slice(1 + names.length).map((cell) => (cell === '' ? null : cell === '少于 5' ? 'under' : cell === '不公布' ? 'hidden' : Number(cell)));
        const told = json.columns.map(({ key }) => withheld[key] ?? (values[key] === null ? null : Math.round(values[key]! * 10_000) / 10_000));
        expect([dataset, read]).toEqual([dataset, told]);
      });
    }
    const english = await test.request().get('/api/v1/figures/flow/csv').set('accept-language', 'en').expect(200);
    expect(english.text).toContain('Demand from');
    expect(english.headers['vary']).toContain('Accept-Language');
    const again = await test.request().get('/api/v1/figures/flow/csv?lang=zh').set('if-none-match', String((await test.request().get('/api/v1/figures/flow/csv?lang=zh')).headers['etag']));
    expect([again.status, again.text]).toEqual([304, '']);
  });

  it('are told to search engines of data, with addresses that answer', async () => {
    const page = (await test.request().get('/en/figures/market').expect(200)).text;
    const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page)![1]!) as { dataset: { distribution: { contentUrl: string }[] }[] };
    expect(data.dataset).toHaveLength(3);
    for (const { contentUrl } of data.dataset.flatMap(({ distribution }) => distribution)) await test.request().get(contentUrl.replace(/^https?:\/\/[^/]+/, '')).expect(200);
  });

  it('refuse what a program asks wrongly, and show a person the whole', async () => {
    const hostile = ['period=', 'period=month', 'period=all&period=year', `period=${encodeURIComponent("year'; drop table listing --")}`, 'period=%00', 'period=%F0%9F%98%80', 'other=1'];
    for (const query of hostile) {
      expect([query, (await test.request().get(`/api/v1/figures/flow?${query}`)).status]).toEqual([query, 422]);
      expect([query, (await test.request().get(`/api/v1/figures/flow/csv?${query}`)).status]).toEqual([query, 422]);
      const page = await test.request().get(`/zh/figures?${query}`);
      expect([query, page.status, page.text.includes('aria-current="true">开通以来')]).toEqual([query, 200, true]);
    }
    for (const path of ['/api/v1/figures/nothing', '/api/v1/figures/__proto__', '/api/v1/figures/flow/csv?lang=fr']) expect([path, (await test.request().get(path)).status]).toEqual([path, 422]);
    expect((await sql.query<{ count: number }>('select count(*)::integer as count from listing'))[0]!.count).toBeGreaterThan(10);
  });

  it('stand until they are counted anew, and say from when they are', async () => {
    const before = await table('summary');
    await listing('demand', factories[13].id, 1);
    test.clock.advance(HOUR_MS);
    expect((await table('summary')).rows).toEqual(before.rows);
    expect((await test.request().get('/zh/figures')).text).toContain('数到 11 月 23 日 10:00');
    await test.app.get(FiguresService, { strict: false }).refresh();
    const after = await table('summary');
    expect(after.asOf).not.toBe(before.asOf);
    expect(row(after, 'demands')).toEqual({ number: 10 });
  });

  it('are of one moment, whoever counts them at the same time', async () => {
    const service = test.app.get(FiguresService, { strict: false });
    await sql.query('delete from figure_snapshot');
    await Promise.all([service.refresh(), service.refresh(), ...Array.from({ length: 4 }, () => listing('demand', factories[13].id, 1)), service.refresh(), service.current('year')]);
    const rows = await sql.query<{ asOf: Date; categories: number; regions: number; total: number }>(
      `select as_of as "asOf", (figures -> 'summary' ->> 'demands')::integer as total,
              (select sum((r ->> 'demands')::integer)::integer from jsonb_array_elements(figures -> 'regions') r) as regions,
              (select sum((c ->> 'demands')::integer)::integer from jsonb_array_elements(figures -> 'categories') c) as categories from figure_snapshot`,
    );
    expect(rows).toHaveLength(3);
    for (const { regions, categories, total } of rows) expect([regions, categories]).toEqual([total, total]);
    await service.refresh();
    expect(row(await table('summary'), 'demands')).toEqual({ number: 14 });
  });

  it('are counted anew when they were counted by an older version', async () => {
    await sql.query(`update figure_snapshot set format = 0, figures = '{}'`);
    test.clock.advance(HOUR_MS);
    await table('summary');
    await eventually(async () => (await sql.query('select 1 from figure_snapshot where format > 0')).length === 3);
    expect(row(await table('summary'), 'demands')).toEqual({ number: 14 });
  });
});

describe('the overview of who answers for a region', () => {
  let cast: Cast;
  beforeAll(async () => {
    cast = new Cast(test);
    const now = test.clock.now();
    const open = async (regionCode: string, openedHoursAgo: number, dueHoursAgo: number): Promise<void> => {
      await sql.query(
        `insert into review (id, subject_kind, subject_id, subject_title, enterprise_id, region_code, status, opened_at, due_at, reason_codes, hints, version)
         values ($1, 'enterprise', $1, '示例', $2, $3, 'open', $4, $5, '{}', '[]', 1)`,
        [newId(), factories[13].id, regionCode, new Date(now.getTime() - openedHoursAgo * HOUR_MS), new Date(now.getTime() - dueHoursAgo * HOUR_MS)],
      );
    };
    await open('130981', 50, 20);
    await open('130981', 3, -5);
    await open('120116', 1, -7);
    await sql.query(`insert into unmet_need (day, words, region_code, language, count) values ('2026-11-20', '石墨 匣钵', '1301', 'zh', 2), ('2026-11-19', '氢脆 <b>试验</b>', '12', 'zh', 6)`);
  });

  const read = async (person: { token: string }, query = ''): Promise<string> =>
    (await test.request().get(`/zh/review/overview${query}`).set('authorization', `Bearer ${person.token}`).expect(200)).text.replaceAll('<wbr/>', '');
  /** The cells of a section's table, row by row. */
  const cells = (page: string, id: string): string[][] => {
    const [, section = ''] = new RegExp(`aria-labelledby="${id}">(.*?)</section>`, 's').exec(page) ?? [];
    const [, body = ''] = /<tbody>(.*?)<\/tbody>/s.exec(section) ?? [];
    return [...body.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row = '']) => [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => cell.replaceAll(/<svg.*?<\/svg>|<[^>]+>/gs, '')));
  };

  it('is nobody else’s', async () => {
    const people = [await cast.officer('13'), await cast.officer('11', ['reviewer', 'administrator']), factories[13].owner];
    for (const { token } of people) await test.request().get('/zh/review/overview').set('authorization', `Bearer ${token}`).expect(403);
    expect((await test.request().get('/zh/review/overview').expect(303)).headers['location']).toContain('/zh/login');
    const queue = await test.request().get('/zh/review').set('authorization', `Bearer ${people[0]!.token}`).expect(200);
    expect(queue.text).not.toContain('/review/overview');
  });

  it('shows the secretariat all regions, exact', async () => {
    const secretariat = await cast.officer(null);
    const page = await read(secretariat);
    expect(page).toContain('三地一起做到了什么');
    expect(cells(page, 'work').map((row) => row.slice(0, 4))).toEqual([
      ['北京', '0', '0', '–'],
      ['天津', '1', '0', '1 小时'],
      ['河北', '2', '1', '2 天 2 小时'],
    ]);
    // Two reviewers in Hebei, one of them of the tests before.
    expect(cells(page, 'work')[2]!.slice(4)).toEqual(['2', '1.0', '6', '3.5 小时']);
    expect(cells(page, 'flow')).toEqual([
      ['北京', '0', '0', '0', '0'],
      ['天津', '0', '0', '0', '0'],
      ['河北', '2', '1', '0', '3'],
    ]);
    // Exact, of one case too.
    expect(cells(page, 'times').map((row) => row.slice(0, 2))).toEqual([['三地合计', '4.0 小时 7 件'], ['北京', '–'], ['天津', '7.0 小时 1 件'], ['河北', '3.5 小时 6 件']].map(([place, wait]) => [place, expect.stringMatching(wait!)]));
    expect(cells(page, 'course')).toEqual([['接触', '1'], ['双方确认签约', '1'], ['双方确认验收', '1']]);
    expect(cells(page, 'unanswered').map(([, place, , invited]) => [place, invited])).toEqual([['河北 沧州 泊头', '1'], ['天津 滨海新区', '1'], ['北京 海淀', '0']]);
    expect(cells(page, 'uninvited')).toEqual([]);
    expect(cells(page, 'searches')).toEqual([['氢脆 &lt;b>试验&lt;/b>', '6'], ['石墨 匣钵', '2']]);
    expect(cells(await read(secretariat, '?period=quarter'), 'uninvited').map(([name]) => name)).toEqual(['天津示例服务有限公司']);
    expect((await test.request().get('/zh/review').set('authorization', `Bearer ${secretariat.token}`)).text).toContain('/zh/review/overview');
  });

  it('shows a supervisor the own region, and what crosses its border', async () => {
    const page = await read(await cast.officer('12', ['reviewer', 'supervisor']));
    expect(page).toContain('天津：做到了什么');
    expect(cells(page, 'work').map(([place, open]) => [place, open])).toEqual([['天津', '1']]);
    expect(cells(page, 'times').map(([place]) => place)).toEqual(['天津']);
    expect(cells(page, 'flow').map((row) => row.at(-1))).toEqual(['0', '0', '1']);
    expect(cells(page, 'unanswered').map(([, place]) => place)).toEqual(['天津 滨海新区']);
    expect(cells(page, 'searches')).toEqual([['氢脆 &lt;b>试验&lt;/b>', '6']]);
    expect(page).not.toContain('石墨');
  });

  it('tells the public only what many looked for, and nobody’s markup', async () => {
    await test.app.get(FiguresService, { strict: false }).refresh();
    const searches = await table('searches');
    expect(searches.rows.map(({ key, values }) => [key, values['times']])).toEqual([['氢脆 <b>试验</b>', 6]]);
    expect(column(await table('unanswered'), 'demands')).toEqual({ DAT: 'under', none: 'under' });
    const page = (await test.request().get('/zh/figures/gaps').expect(200)).text;
    expect(page).toContain('氢脆 &lt;b>试验&lt;/b>');
    expect(page).not.toContain('石墨');
  });
});
