import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { startTestApp, type TestApp } from '../support/app.js';
import { Cast } from '../support/cast.js';
import { Shop } from '../support/shop.js';

const AWKWARD = '<b>12 台</b> & "数控" \'机床\' 🏭 ]]> O’Neil\u0007';

let test: TestApp;
let demand: { id: string; code: string };

beforeAll(async () => {
  test = await startTestApp({ APP_ROLE: 'web' });
  const cast = new Cast(test);
  const shop = new Shop(test);
  const factory = await cast.enterprise({ name: '沧州示例减速机有限公司', regionCode: '130981' });
  const provider = await cast.enterprise({ name: '容城示例智测有限公司', regionCode: '130629' });
  demand = await shop.put({ kind: 'demand', enterpriseId: factory.id, title: AWKWARD, body: AWKWARD, categoryCode: 'DAT-ACQ', industryCode: 'C3453', regionCode: '130981', budget: [300_000, 500_000] });
  await shop.put({ kind: 'demand', enterpriseId: factory.id, title: '冷却液集中供液', regionCode: '130102' });
  await shop.put({ kind: 'demand', enterpriseId: factory.id, title: '还没发布的', status: 'draft' });
  await shop.put({ kind: 'offering', enterpriseId: provider.id, title: '机床联网采集', categoryCode: 'DAT-ACQ', regionCode: '130629' });
  await shop.put({ kind: 'offering', enterpriseId: provider.id, title: '数据中台', categoryCode: 'DAT-GOV', regionCode: '130629' });
});
afterAll(() => test?.close());

const get = (path: string) => test.request().get(path);
const page = async (path: string): Promise<string> => (await get(path).expect(200)).text;
/** Supertest gives XML as a buffer. */
const xml = async (path: string): Promise<{ text: string; parsed: any; etag: string | undefined }> => {
  const answer = await get(path).buffer(true).parse((res, done) => {
    const parts: Buffer[] = [];
    res.on('data', (part: Buffer) => parts.push(part));
    res.on('end', () => done(null, Buffer.concat(parts).toString('utf8')));
  });
  expect(answer.status).toBe(200);
  const text = answer.body as string;
  expect(XMLValidator.validate(text)).toBe(true);
  return { text, parsed: new XMLParser({ ignoreAttributes: false, isArray: (name) => ['url', 'entry', 'sitemap'].includes(name) }).parse(text), etag: answer.headers['etag'] as string | undefined };
};
const figures = (html: string): number[] => [...html.matchAll(/<dd>(\d+) ?<\/dd>/g)].map(([, n]) => Number(n));

describe('a landing page', () => {
  it.each([
    ['/zh/regions/13', [2, 2, 2]],
    ['/zh/regions/1309', [1, 0, 1]],
    ['/zh/regions/130981', [1, 0, 1]],
    // 雄安新区 is made of counties of 保定.
    ['/zh/regions/1331', [0, 2, 1]],
    ['/zh/regions/1306', [0, 2, 1]],
    ['/zh/regions/11', [0, 0, 0]],
    // One enterprise with two offerings below it counts once.
    ['/zh/categories/DAT', [1, 2, 1]],
    ['/zh/categories/DAT-ACQ', [1, 1, 1]],
    ['/zh/industries/C3453', [1, 0, 0]],
    ['/zh/industries/C', [1, 0, 0]],
  ])('%s counts demands, offerings and enterprises with all below', async (path, expected) => {
    expect(figures(await page(path))).toEqual(expected);
  });

  it('shows the newest and leads to all of them, to its neighbours and to its feed', async () => {
    const html = await page('/zh/regions/1309');
    expect(html).toContain(`href="/zh/demands/${demand.code}"`);
    expect(html).not.toContain('冷却液');
    expect(html).toContain('href="/zh/demands?region=1309"');
    expect(html).toContain('href="/zh/regions/130981"');
    expect(html).toContain('<link rel="alternate" type="application/atom+xml"');
    expect(await page('/zh/demands?region=1309')).toContain(demand.code);
    expect(await page('/zh/demands?industry=C34')).toContain(demand.code);
    expect(await page('/zh/demands?industry=A')).not.toContain(demand.code);
  });

  it('takes the six digits of a region, and knows what is no code', async () => {
    const { headers } = await get('/zh/regions/130900').expect(303);
    expect(headers['location']).toBe('/zh/regions/1309');
    for (const path of ['/zh/regions/99', '/zh/categories/x%27', '/en/industries/%F0%9F%8F%AD', '/zh/regions/%00']) await get(path).expect(({ status }) => expect([400, 404]).toContain(status));
  });

  it('speaks English, and lists the whole of its list', async () => {
    expect(await page('/en/regions/130981')).toContain('1 demand is looking for providers, with 0 offerings and 1 verified enterprise.');
    expect(await page('/en/categories')).toContain('href="/en/categories/DAT-ACQ"');
    expect(await page('/zh/regions')).toContain('href="/zh/regions/1309"');
  });
});

describe('structured data', () => {
  const dataOf = (html: string): Record<string, any> => JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? 'null');

  it('tells of a demand what its page tells, and never ends its block early', async () => {
    const data = dataOf(await page(`/zh/demands/${demand.code}`));
    expect(data).toMatchObject({ '@context': 'https://schema.org', '@type': 'Organization', seeks: { '@type': 'Demand', identifier: demand.code, name: AWKWARD } });
    expect(JSON.stringify(data)).not.toMatch(/1[3-9]\d{9}|@example/);
  });

  it('stands on the front page, an enterprise and the way to a region', async () => {
    expect(dataOf(await page('/en'))).toMatchObject({ '@type': 'WebSite', inLanguage: 'en' });
    expect(dataOf(await page('/zh/regions/130981'))).toMatchObject({ '@type': 'BreadcrumbList' });
  });
});

describe('the feed of new demands', () => {
  it('is valid whatever people write, the newest first', async () => {
    const { parsed } = await xml('/zh/demands.atom');
    const { feed } = parsed;
    expect(feed['@_xml:lang']).toBe('zh-Hans');
    expect(feed.entry.map(({ title }: { title: string }) => title)).toEqual(['冷却液集中供液', AWKWARD.replace('\u0007', '').replaceAll('&', '&')]);
    expect(feed.entry[1]).toMatchObject({ id: `urn:uuid:${demand.id}`, author: { name: '沧州示例减速机有限公司' } });
    expect(feed.entry[1].link['@_href']).toBe(`${test.settings.publicUrl}/zh/demands/${demand.code}`);
  });

  it('is of a region, a category, an industry', async () => {
    for (const [query, count] of [['region=1309', 1], ['region=13', 2], ['category=DAT', 1], ['industry=C&region=13', 1], ['region=11', 0]] as const) {
      expect((await xml(`/en/demands.atom?${query}`)).parsed.feed.entry ?? []).toHaveLength(count);
    }
    await get('/zh/demands.atom?region=99').expect(404);
    await get('/zh/demands.atom?region=13&region=11').expect(404);
  });

  it('is not sent again to who has it', async () => {
    const { etag } = await xml('/zh/demands.atom?region=13');
    await get('/zh/demands.atom?region=13').set('if-none-match', String(etag)).expect(304);
  });
});

describe('the sitemap', () => {
  it('names every public page in both languages', async () => {
    const { parsed } = await xml('/sitemap.xml');
    const files = parsed.sitemapindex.sitemap.map(({ loc }: { loc: string }) => loc.replace(test.settings.publicUrl, ''));
    expect(files).toEqual(['/sitemaps/pages.xml', '/sitemaps/demands-1.xml', '/sitemaps/offerings-1.xml', '/sitemaps/enterprises-1.xml']);
    const urls = new Set<string>();
    for (const file of files) for (const { loc } of (await xml(file)).parsed.urlset.url) urls.add(String(loc).replace(test.settings.publicUrl, ''));
    expect([...urls]).toEqual(expect.arrayContaining(['/zh', '/en', `/zh/demands/${demand.code}`, `/en/demands/${demand.code}`, '/zh/regions/1309', '/en/categories/DAT-ACQ']));
    for (const path of urls) if (!path.includes('/figures')) await get(path).expect(200);
  });

  it('has no part that is not there, and robots find it', async () => {
    for (const path of ['/sitemaps/demands-2.xml', '/sitemaps/demands-0.xml', '/sitemaps/..%2f', '/sitemaps/people-1.xml', '/sitemaps/demands-99999999.xml']) await get(path).expect(404);
    expect((await get('/robots.txt')).text).toContain(`Sitemap: ${test.settings.publicUrl}/sitemap.xml`);
  });
});
