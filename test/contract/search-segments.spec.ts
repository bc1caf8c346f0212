import type { DataSource } from 'typeorm';
import { ExactRanking } from '../../src/evaluation/exact-ranking.js';
import { ListingGenerator } from '../../src/bench/listing-generator.js';
import { documentOf } from '../../src/bench/generated-listing.js';
import { keywordsOf } from '../../src/features/matching/terms/keywords.js';
import { priorShare } from '../../src/features/matching/terms/term-prior.js';
import { PostgresSearchIndex } from '../../src/platform/search/postgres-search-index.js';
import { STRETCH } from '../../src/platform/search/posting-block.js';
import { packAll } from '../../src/platform/search/postgres-segments.js';
import type { SearchDocument } from '../../src/platform/search/search-document.js';
import { EVERYTHING } from '../../src/platform/search/search-filter.js';
import { type TestDataSource, testDataSource } from '../support/postgres.js';

const LISTINGS = 900;
/** From so many on a write is packed at once. */
const BULK = 1_000;

describe('packed postings', () => {
  let dataSource: DataSource;
  let close: TestDataSource['close'];
  let index: PostgresSearchIndex;
  const generator = new ListingGenerator();
  const statistics = { version: 'test', documents: 0, frequency: () => 0, priorShare };
  const many = [...generator.listings(0, 4 * BULK)].map(documentOf);
  const documents = many.slice(0, LISTINGS);

  beforeAll(async () => {
    ({ dataSource, close } = await testDataSource());
    index = new PostgresSearchIndex(dataSource);
  });

  afterAll(() => close());

  beforeEach(async () => {
    for (const table of ['search_block', 'search_segment', 'search_posting', 'search_waiting', 'search_document']) await dataSource.query(`delete from ${table}`);
  });

  /** How many postings there are, packed or not. */
  async function postings(): Promise<number> {
    const [{ count }] = await dataSource.query<[{ count: number }]>(
      `select (select coalesce(sum(length(postings)) / 4, 0) from search_block where segment in (select id from search_segment)) + (select count(*) from search_posting) as count`,
    );
    return Number(count);
  }
  const waiting = async (): Promise<number> => (await dataSource.query<[{ count: number }]>('select count(*) as count from search_waiting'))[0].count;
  const postingsOf = (some: readonly SearchDocument[]): number => some.reduce((sum, { terms }) => sum + terms.size, 0);

  const segments = () => dataSource.query<{ stretch: number; documents: number }[]>('select stretch, documents from search_segment order by id');

  /** The best fifty of each of some new demands are those of a full sum in memory, score by score. */
  async function expectExact(present: readonly SearchDocument[], exact = new ExactRanking(present.filter(({ kind }) => kind === 'offering'))): Promise<void> {
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

  it('are made at once of what is written together in large numbers, and rows of a single one', async () => {
    const bulk = many.slice(0, BULK);
    await index.upsert(bulk);
    expect([(await segments()).map((segment) => segment.documents), await waiting()]).toEqual([[BULK], 0]);
    await index.upsert([bulk[0]!]);
    expect([(await segments()).length, await waiting()]).toEqual([1, 1]);
    await expectExact(bulk);
  });

  it.each([1, BULK])('are not there, nor their documents, when the database refuses one of %i; what comes next is', async (count) => {
    const refused = { ...many[0]!, text: { title: 'a sign that no text may hold: \0', body: '' } };
    await expect(index.upsert([...many.slice(1, count), refused])).rejects.toThrow();
    expect(await index.contains(many.map(({ id }) => id))).toEqual(new Set());
    expect(await postings()).toBe(0);
    await index.upsert(documents);
    await expectExact(documents);
  });

  it('are written in batches of very many, each document once', async () => {
    await index.upsert([...many, ...many.slice(0, 50)]);
    expect((await segments()).reduce((sum, segment) => sum + segment.documents, 0)).toBe(4 * BULK);
    expect(await postings()).toBe(postingsOf(many));
    await expectExact(many);
  });

  it('are put together when a stretch has many segments', async () => {
    const part = 50;
    for (let i = 0; i < 18; i++) {
      await index.upsert(documents.slice(i * part, (i + 1) * part));
      await packAll(dataSource);
    }
    expect((await segments()).map((segment) => segment.documents)).toEqual([16 * part, part, part]);
    expect(await postings()).toBe(postingsOf(documents));
    await expectExact(documents);
  });

  it('are put together when their stretch is left behind, whatever the order in which numbers come', async () => {
    await index.upsert(documents.slice(0, 100));
    await packAll(dataSource);
    await index.upsert(documents.slice(100, 200));
    await dataSource.query(`select max(nextval(pg_get_serial_sequence('search_document', 'number'))) from generate_series(1, ${STRETCH})`);
    await index.upsert(documents.slice(200));
    await packAll(dataSource);
    expect((await segments()).map((segment) => segment.documents).sort()).toEqual([200, LISTINGS - 200]);
    await expectExact(documents);
  });

  it('stay exact for whoever reads while others write, take out and pack', async () => {
    const demands = many.filter(({ kind }) => kind === 'demand');
    const offerings = documents.filter(({ kind }) => kind === 'offering');
    for (let start = 0; start < offerings.length; start += 100) await index.upsert(offerings.slice(start, start + 100));
    let isOver = false;
    const write = async (): Promise<void> => {
      for (let round = 0; round < 4; round++) {
        await index.upsert(demands.slice(0, 60));
        await packAll(dataSource);
        await index.remove(demands.slice(0, 30).map(({ id }) => id));
      }
      isOver = true;
    };
    const exact = new ExactRanking(offerings);
    let reads = 0;
    const read = async (): Promise<void> => {
      for (; !isOver; reads++) await expectExact(offerings, exact);
    };
    await Promise.all([write(), read(), read()]);
    expect(reads).toBeGreaterThan(1);
  });

  it.each([
    ['packs rows', 'search_posting', 1, 200],
    ['puts segments together', 'search_segment', 15, 50],
  ])('stand as they were when a process dies while it %s', async (_, table, packed, part) => {
    for (let i = 0; i < packed; i++) {
      await index.upsert(documents.slice(i * part, (i + 1) * part));
      await packAll(dataSource);
    }
    const all = documents.slice(0, (packed + 1) * part);
    await index.upsert(all.slice(packed * part));
    const holder = dataSource.createQueryRunner();
    await holder.startTransaction();
    // What is deleted last is held, so that the packer stands just before its end.
    await holder.query(`select from ${table} for update`);
    const dying = expect(packAll(dataSource)).rejects.toThrow();
    for (let isStanding = false; !isStanding; ) {
      const [{ killed }] = await dataSource.query<[{ killed: number }]>(
        `select count(pg_terminate_backend(pid)) as killed from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like 'delete from ${table}%'`,
      );
      isStanding = killed > 0;
    }
    await dying;
    await holder.rollbackTransaction();
    await holder.release();
    expect(await postings()).toBe(postingsOf(all));
    await expectExact(all);
    await packAll(dataSource);
    expect([await waiting(), await postings()]).toEqual([0, postingsOf(all)]);
    await expectExact(all);
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
