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
    await app.init();
    sql = app.get(Database);
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
