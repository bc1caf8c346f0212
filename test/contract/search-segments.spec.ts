import { DataSource } from 'typeorm';
import { ExactRanking } from '../../src/evaluation/exact-ranking.js';
import { ListingGenerator } from '../../src/bench/listing-generator.js';
import { documentOf } from '../../src/bench/generated-listing.js';
import { keywordsOf } from '../../src/features/matching/terms/keywords.js';
import { priorShare } from '../../src/features/matching/terms/term-prior.js';
import { dataSourceOptions } from '../../src/platform/database/data-source-options.js';
import { PostgresSearchIndex } from '../../src/platform/search/postgres-search-index.js';
import { packAll } from '../../src/platform/search/postgres-segments.js';
import type { SearchDocument } from '../../src/platform/search/search-document.js';
import { EVERYTHING } from '../../src/platform/search/search-filter.js';
import { type TestDatabase, testDatabase } from '../support/postgres.js';

const LISTINGS = 900;

describe('packed postings', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let index: PostgresSearchIndex;
  const generator = new ListingGenerator();
  const statistics = { version: 'test', documents: 0, frequency: () => 0, priorShare };
  const documents = [...generator.listings(0, LISTINGS)].map(documentOf);

  beforeAll(async () => {
    database = await testDatabase();
    dataSource = await new DataSource(dataSourceOptions(database.appUrl, 4)).initialize();
    index = new PostgresSearchIndex(dataSource);
  });

  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  beforeEach(async () => {
    for (const table of ['search_block', 'search_segment', 'search_posting', 'search_document']) await dataSource.query(`delete from ${table}`);
  });

  const segments = () => dataSource.query<{ first: number; last: number; documents: number }[]>('select first, last, documents from search_segment order by first');

  /** The best fifty of each of some new demands are those of a full sum in memory, score by score. */
  async function expectExact(present: readonly SearchDocument[]): Promise<void> {
    const exact = new ExactRanking(present.filter(({ kind }) => kind === 'offering'));
    for (let n = 0; n < 8; n++) {
      const terms = keywordsOf(generator.newListing(n, 'demand').facts.terms, statistics);
      const hits = await index.candidates({ kind: 'offering', terms, filter: EVERYTHING, limit: 50 });
      expect(hits.length).toBeGreaterThan(10);
      expect(hits.map(({ id }) => id)).toEqual(exact.best(terms, 50));
    }
  }

  it('hold exactly the best, packed, half packed and not packed', async () => {
    await index.upsert(documents.slice(0, 500));
    await expectExact(documents.slice(0, 500));
    await packAll(dataSource);
    await expectExact(documents.slice(0, 500));
    await index.upsert(documents.slice(500));
    await expectExact(documents);
    await packAll(dataSource);
    expect((await segments()).map((segment) => segment.documents)).toEqual([500, LISTINGS - 500]);
    await expectExact(documents);
  });

  it('know nothing of what was taken out or written anew', async () => {
    await index.upsert(documents);
    await packAll(dataSource);
    const [gone, changed, kept] = [documents.slice(0, 200), documents.slice(200, 400), documents.slice(400)];
    // Each gets the terms of another.
    const rewritten = changed.map((document, i) => ({ ...document, terms: documents[i]!.terms }));
    await index.remove(gone.map(({ id }) => id));
    await index.upsert(rewritten);
    await expectExact([...rewritten, ...kept]);
    await packAll(dataSource);
    await expectExact([...rewritten, ...kept]);
  });

  it('are packed anew when most of them are gone', async () => {
    await index.upsert(documents);
    await packAll(dataSource);
    await index.remove(documents.slice(0, 500).map(({ id }) => id));
    await packAll(dataSource);
    expect((await segments()).map((segment) => segment.documents)).toEqual([LISTINGS - 500]);
    await expectExact(documents.slice(500));
  });

  it('are put together when a stretch has many segments', async () => {
    const part = LISTINGS / 9;
    for (let i = 0; i < 9; i++) {
      await index.upsert(documents.slice(i * part, (i + 1) * part));
      await packAll(dataSource);
    }
    expect((await segments()).map((segment) => segment.documents)).toEqual([8 * part, part]);
    await expectExact(documents);
  });

  it('lose nothing while others write, take out and pack', async () => {
    const parts = Array.from({ length: 6 }, (_, i) => documents.slice(i * 150, (i + 1) * 150));
    await Promise.all(parts.map(async (part, i) => {
      await index.upsert(part);
      await packAll(dataSource);
      if (i % 2 === 0) await index.upsert(part.slice(0, 50));
      else await index.remove(part.slice(0, 50).map(({ id }) => id));
    }));
    await expectExact(parts.flatMap((part, i) => (i % 2 === 0 ? part : part.slice(50))));
    await packAll(dataSource);
    await expectExact(parts.flatMap((part, i) => (i % 2 === 0 ? part : part.slice(50))));
  });

  it('hold each document once when several pack at the same time', async () => {
    await index.upsert(documents.slice(0, 300));
    await Promise.all([1, 2, 3].map(() => packAll(dataSource)));
    expect((await segments()).reduce((sum, segment) => sum + segment.documents, 0)).toBe(300);
    await expectExact(documents.slice(0, 300));
  });
});
