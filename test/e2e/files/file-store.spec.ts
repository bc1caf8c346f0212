import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Test, type TestingModule } from '@nestjs/testing';
import { ConfigModule } from '../../../src/config/config.module.js';
import { loadSettings } from '../../../src/config/settings.js';
import { Database } from '../../../src/platform/database/database.js';
import { DatabaseModule } from '../../../src/platform/database/database.module.js';
import { DatabaseUrls } from '../../../src/platform/database/database-urls.js';
import { FileStore, MAX_FILE_BYTES } from '../../../src/platform/files/file-store.js';
import { FilesModule } from '../../../src/platform/files/files.module.js';
import { FixedClock } from '../../../src/shared/clock.js';
import { newId } from '../../../src/shared/ids.js';
import { TEST_NOW } from '../../support/app.js';
import { testDatabase, type TestDatabase } from '../../support/postgres.js';

describe('files in the database', () => {
  let database: TestDatabase;
  let app: TestingModule;
  let sql: Database;
  let files: FileStore;

  beforeAll(async () => {
    database = await testDatabase();
    const settings = loadSettings({ SECRET_KEY: 'k'.repeat(64), DATABASE_URL: database.appUrl });
    app = await Test.createTestingModule({
      imports: [
        ConfigModule.with(settings, new FixedClock(TEST_NOW)),
        DatabaseModule.at(new DatabaseUrls(database.ownerUrl, database.appUrl)),
        FilesModule,
      ],
    }).compile();
    await app.init();
    sql = app.get(Database);
    files = app.get(FileStore);
  });

  afterAll(async () => {
    await app?.close();
    await database?.drop();
  });

  /** A PDF of so many bytes, arriving in uneven pieces. */
  function pdf(bytes: number): { content: Buffer; source: Readable } {
    const content = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(bytes)]).subarray(0, bytes);
    const pieces: Buffer[] = [];
    for (let at = 0, n = 1; at < content.length; at += n, n = (n * 3) % 70_001) pieces.push(content.subarray(at, at + n));
    return { content, source: Readable.from(pieces) };
  }

  async function leftovers(): Promise<number> {
    const [{ n }] = (await sql.query<{ n: number }>('select (select count(*) from file where not is_complete) + (select count(*) from file_chunk where file_id not in (select id from file where is_complete)) as n')) as [{ n: number }];
    return n;
  }

  it.each([9, 256 * 1024, 256 * 1024 + 1, 1_000_000])('come back as they went in: %d bytes', async (bytes) => {
    const { content, source } = pdf(bytes);
    const ownerEnterpriseId = newId();
    const file = await files.write(source, { name: '图纸.PDF', ownerEnterpriseId });
    expect(file).toMatchObject({ name: '图纸.PDF', type: 'application/pdf', size: bytes, ownerEnterpriseId, createdAt: TEST_NOW });
    expect(file.sha256).toBe(createHash('sha256').update(content).digest('hex'));
    expect(await files.find(file.id)).toEqual(file);
    expect((await buffer(await files.read(file.id))).equals(content)).toBe(true);
  });

  it('may be as large as the limit and not a byte larger, whatever the sender says', async () => {
    const { source } = pdf(MAX_FILE_BYTES);
    const file = await files.write(source, { name: 'a.pdf', ownerEnterpriseId: null });
    expect(file.size).toBe(MAX_FILE_BYTES);
    let given = 0;
    const endless = Readable.from(
      (function* () {
        for (;;) yield ((given += 65_536), Buffer.alloc(65_536, 'x'));
      })(),
    );
    await expect(files.write(endless, { name: 'a.txt', ownerEnterpriseId: null })).rejects.toMatchObject({ code: 'file.too-large', kind: 'too-large' });
    expect(given).toBeLessThan(MAX_FILE_BYTES + 2_000_000);
    expect(endless.destroyed).toBe(true);
    expect(await leftovers()).toBe(0);
  });

  it('are refused by their content, whatever their name says', async () => {
    const program = Readable.from([Buffer.from('4d5a90000300000004000000ffff', 'hex')]);
    await expect(files.write(program, { name: 'a.pdf', ownerEnterpriseId: null })).rejects.toMatchObject({ code: 'file.unsupported' });
    await expect(files.write(Readable.from([]), { name: 'a.pdf', ownerEnterpriseId: null })).rejects.toMatchObject({ code: 'file.empty' });
    expect(await leftovers()).toBe(0);
  });

  it('leave nothing behind when the sender goes away', async () => {
    const broken = Readable.from(
      (async function* () {
        yield Buffer.alloc(600_000, 'x');
        throw new Error('connection lost');
      })(),
    );
    await expect(files.write(broken, { name: 'a.txt', ownerEnterpriseId: null })).rejects.toThrow('connection lost');
    expect(await leftovers()).toBe(0);
  });

  it('are not there before they are complete, and what a dead process left is cleared away', async () => {
    const id = newId();
    await sql.query(`insert into file (id, name, type, size, sha256, created_at) values ($1, '', '', 0, '', $2)`, [id, TEST_NOW]);
    await sql.query(`insert into file_chunk (file_id, seq, bytes) values ($1, 0, 'x')`, [id]);
    await expect(files.read(id)).rejects.toMatchObject({ code: 'file.unknown' });
    expect(await files.removeIncomplete(TEST_NOW)).toBe(0);
    expect(await files.removeIncomplete(new Date(TEST_NOW.getTime() + 1))).toBe(1);
    expect(await leftovers()).toBe(0);
  });

  it('take their pieces with them when they are removed', async () => {
    const file = await files.write(pdf(300_000).source, { name: 'a.pdf', ownerEnterpriseId: null });
    await sql.transaction((manager) => files.remove(manager, file.id));
    await expect(files.find(file.id)).rejects.toMatchObject({ kind: 'not-found' });
    expect(await sql.query('select 1 from file_chunk where file_id = $1', [file.id])).toEqual([]);
  });
});
