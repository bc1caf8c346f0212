import { Test, type TestingModule } from '@nestjs/testing';
import { ConfigModule } from '../../../src/config/config.module.js';
import { loadSettings } from '../../../src/config/settings.js';
import { TaxonomyLoader } from '../../../src/features/taxonomy/taxonomy.loader.js';
import { TaxonomyModule } from '../../../src/features/taxonomy/taxonomy.module.js';
import { TaxonomyService } from '../../../src/features/taxonomy/taxonomy.service.js';
import { Database } from '../../../src/platform/database/database.js';
import { DatabaseModule } from '../../../src/platform/database/database.module.js';
import { DatabaseUrls } from '../../../src/platform/database/database-urls.js';
import { FixedClock } from '../../../src/shared/clock.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { testDatabase, type TestDatabase } from '../../support/postgres.js';

describe('the code lists in the database', () => {
  let database: TestDatabase;
  let app: TestingModule;
  let sql: Database;

  beforeAll(async () => {
    database = await testDatabase();
    const settings = loadSettings({ SECRET_KEY: 'k'.repeat(64), DATABASE_URL: database.appUrl, APP_ROLE: 'web' });
    const clock = new FixedClock(new Date('2026-05-18T02:00:00Z'));
    const urls = new DatabaseUrls(database.ownerUrl, database.appUrl);
    app = await Test.createTestingModule({ imports: [ConfigModule.with(settings, clock), DatabaseModule.at(urls), TaxonomyModule] }).compile();
    sql = app.get(Database);
    // The databases of the tests come with the lists: without them, so that this start is the one that loads them.
    for (const table of ['code_list', 'region', 'industry', 'service_category', 'certificate']) await sql.query(`delete from ${table}`);
    await app.init();
  });

  afterAll(async () => {
    await app?.close();
    await database?.drop();
  });

  it('are loaded at the start, and not again while the files stay the same', async () => {
    const rows = await sql.query<{ kind: string; version: string }>('select kind, version from code_list order by kind');
    expect(rows.map(({ kind }) => kind)).toEqual(['certificate', 'industry', 'region', 'service-category']);
    expect(app.get(TaxonomyService).regionPath('130981').zh).toBe('河北 沧州 泊头');
    await expect(app.get(TaxonomyLoader).load()).resolves.toEqual([]);
  });

  it('follow a file that changed: a code that is gone is closed and stays, one that is back is open again', async () => {
    const loader = app.get(TaxonomyLoader);
    await sql.query(`insert into certificate (code, kind, name_zh, valid_from, position) values ('GONE', 'title', '旧称号', '2020-01-01', 999)`);
    await sql.query(`update certificate set valid_to = '2026-01-01', name_zh = '错字' where code = 'ISO9001'`);
    await sql.query(`update code_list set digest = 'older' where kind = 'certificate'`);
    await expect(Promise.all([loader.load(), loader.load()])).resolves.toContainEqual(['certificate']);
    const { certificate } = await loader.read();
    const find = (code: string) => certificate.find((entry) => entry.code === code);
    expect(find('GONE')).toMatchObject({ nameZh: '旧称号', validTo: '2026-01-01' });
    expect(find('ISO9001')).toMatchObject({ nameZh: '质量管理体系认证', validFrom: '2026-01-01', validTo: null });
  });
});

describe('the code lists by REST', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await startTestApp({ APP_ROLE: 'web' });
  });

  afterAll(async () => {
    await test?.close();
  });

  it('answer to everybody by what is typed', async () => {
    const { body } = await test.request().get('/api/v1/taxonomy/regions').query({ q: 'botou' }).expect(200);
    expect(body.items).toEqual([
      { code: '130981', parent: '1309', name: { zh: '泊头市', en: 'Botou' }, path: ['13', '1309', '130981'], hasChildren: false },
    ]);
  });

  it('answer a level at a time', async () => {
    const codes = async (list: string, parent?: string): Promise<string[]> => {
      const { body } = await test.request().get(`/api/v1/taxonomy/${list}`).query({ parent }).expect(200);
      return body.items.map(({ code }: { code: string }) => code);
    };
    expect(await codes('regions')).toEqual(['11', '12', '13']);
    expect(await codes('regions', '13')).toHaveLength(12);
    expect(await codes('categories', 'NET')).toEqual(['NET-5G', 'NET-TSN', 'NET-IOT', 'NET-ID']);
    expect(await codes('industries')).toHaveLength(20);
    expect((await codes('certificates')).length).toBeGreaterThan(40);
    expect(await codes('regions', 'nowhere')).toEqual([]);
  });

  it.each(['?nonsense=1', '?q=%00', `?q=${'x'.repeat(101)}`, '?parent=%27%3B--'])('refuse %s', async (query) => {
    const { body } = await test.request().get(`/api/v1/taxonomy/regions${query}`).expect(422);
    expect(body.code).toBe('request.invalid');
  });
});
