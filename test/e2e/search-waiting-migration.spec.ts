import { DataSource } from 'typeorm';
import { MIGRATIONS } from '../../src/migrations/migrations.js';
import { SearchWaiting1764000000342 } from '../../src/migrations/1764000000342-search-waiting.js';
import { dataSourceOptions } from '../../src/platform/database/data-source-options.js';
import { runMigrations } from '../../src/platform/database/migrate.js';
import { POSTING_BYTES, writePosting } from '../../src/platform/search/posting-block.js';
import { PostgresSearchIndex } from '../../src/platform/search/postgres-search-index.js';
import { packAll } from '../../src/platform/search/postgres-segments.js';
import { EVERYTHING } from '../../src/platform/search/search-filter.js';
import { newId } from '../../src/shared/ids.js';
import { emptyDatabase, type TestDatabase } from '../support/postgres.js';
import { searchDocument } from '../support/search-documents.js';

const STRETCH = 65_536;

/** A database as it was when every posting was a row, whether it was packed or not. */
describe('an index with a row for each posting', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  const ids = new Map<number, string>();

  beforeEach(async () => {
    database = await emptyDatabase();
    const before = new DataSource({ ...dataSourceOptions(database.ownerUrl, 2), migrations: MIGRATIONS.filter((migration) => migration !== SearchWaiting1764000000342) });
    dataSource = await before.initialize();
    await dataSource.runMigrations();
    await dataSource.query(`insert into search_term (token) values ('bolt'), ('nut')`);
  });

  afterEach(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  async function putDocument(number: number): Promise<void> {
    ids.set(number, newId());
    await dataSource.query(
      `insert into search_document (number, id, kind, enterprise_id, published_at, terms, weights) overriding system value values ($1, $2, 1, $2, now(), '{1,2}', $3)`,
      [number, ids.get(number), `{${weight(number)},500}`],
    );
    await dataSource.query(
      `insert into search_box (document, id, enterprise_id, published_at, regions, service_regions, categories, industries, certificates, budgets, kind) values ($1, $2, $2, now(), 0, 0, 0, 0, 0, 0, 1)`,
      [number, ids.get(number)],
    );
    await dataSource.query(`insert into search_posting (kind, term, document, weight) values (1, 1, $1, $2), (1, 2, $1, 500)`, [number, weight(number)]);
    await dataSource.query(`select setval(pg_get_serial_sequence('search_document', 'number'), $1)`, [number]);
  }

  const weight = (number: number): number => 100 + (number % 10);

  async function putSegment(first: number, last: number, numbers: readonly number[]): Promise<void> {
    await dataSource.query('insert into search_segment (first, last, documents) values ($1, $2, $3)', [first, last, numbers.length]);
    for (const term of [1, 2]) {
      const bytes = Buffer.alloc(POSTING_BYTES * numbers.length);
      numbers.forEach((number, i) => writePosting(bytes, POSTING_BYTES * i, number % STRETCH, term === 1 ? weight(number) : 500));
      await dataSource.query('insert into search_block (segment, kind, term, postings) values ($1, 1, $2, $3)', [first, term, bytes.toString('latin1')]);
    }
  }

  async function found(): Promise<Record<string, number>> {
    const hits = await new PostgresSearchIndex(dataSource).candidates({ kind: 'offering', terms: [{ term: 'bolt', weight: 1 }], filter: EVERYTHING, limit: 50 });
    return Object.fromEntries(hits.map(({ id, score }) => [id, score]));
  }

  const expected = (numbers: readonly number[]): Record<string, number> => Object.fromEntries(numbers.map((number) => [ids.get(number)!, weight(number) / 1_000]));
  const count = async (table: string): Promise<number> => (await dataSource.query<[{ count: number }]>(`select count(*) as count from ${table}`))[0].count;

  it('is turned over: what is packed loses its rows, what waits keeps them, and each is found once', async () => {
    for (const number of [1, 2, 3, STRETCH - 1, STRETCH + 5, STRETCH + 6]) await putDocument(number);
    // Number 9 was taken out after it had been packed.
    await putSegment(1, 9, [1, 2, 3, 9]);
    await putSegment(10, STRETCH - 1, [STRETCH - 1]);
    await runMigrations(database.ownerUrl);
    expect([await count('search_posting'), await count('search_waiting'), await count('search_segment')]).toEqual([4, 2, 2]);
    const all = [1, 2, 3, STRETCH - 1, STRETCH + 5, STRETCH + 6];
    expect(await found()).toEqual(expected(all));
    await packAll(dataSource);
    expect([await count('search_posting'), await count('search_waiting')]).toEqual([0, 0]);
    expect(await found()).toEqual(expected(all));
    const added = searchDocument({ bolt: 0.9 }, {}, 'offering');
    await new PostgresSearchIndex(dataSource).upsert([added]);
    expect(await found()).toEqual({ ...expected(all), [added.id]: 0.9 });
  });

  it('keeps all rows while nothing is packed', async () => {
    for (const number of [1, 2]) await putDocument(number);
    await runMigrations(database.ownerUrl);
    expect([await count('search_posting'), await count('search_waiting')]).toEqual([4, 2]);
    expect(await found()).toEqual(expected([1, 2]));
    await packAll(dataSource);
    expect([await count('search_posting'), await count('search_segment')]).toEqual([0, 1]);
    expect(await found()).toEqual(expected([1, 2]));
  });
});
