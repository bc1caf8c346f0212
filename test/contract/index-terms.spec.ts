import type { DataSource } from 'typeorm';
import { IndexTerms } from '../../src/platform/search/index-terms.js';
import { PostgresSearchIndex } from '../../src/platform/search/postgres-search-index.js';
import { packAll } from '../../src/platform/search/postgres-segments.js';
import { type TestDataSource, testDataSource } from '../support/postgres.js';
import { searchDocument as document } from '../support/search-documents.js';

describe('how many visible documents hold a term', () => {
  let dataSource: DataSource;
  let close: TestDataSource['close'];

  beforeAll(async () => {
    ({ dataSource, close } = await testDataSource());
  });

  afterAll(() => close());

  it('is right for few, packed or waiting, of every kind, when some were taken out or written anew', async () => {
    const index = new PostgresSearchIndex(dataSource);
    const terms = new IndexTerms(dataSource);
    const counts = async (most: number) => Object.fromEntries(await terms.counts(['绝版', '伺服', '常见', '改名', '没人'], most));
    const rare = document({ 绝版: 0.5 }, {}, 'demand');
    const renamed = document({ 伺服: 0.5, 改名: 0.5 }, {}, 'enterprise');
    const common = Array.from({ length: 80 }, () => document({ 常见: 0.5, 伺服: 0.2 }));
    await index.upsert([rare, renamed, ...common]);
    const all = { 绝版: 1, 伺服: 81, 常见: 80, 改名: 1 };
    expect(await counts(300)).toEqual(all);
    await packAll(dataSource);
    expect(await counts(300)).toEqual(all);
    expect(await counts(60)).toEqual({ 绝版: 1, 伺服: 60, 常见: 60, 改名: 1 });
    await index.remove([rare.id, ...common.slice(0, 30).map(({ id }) => id)]);
    await index.upsert([{ ...renamed, terms: new Map([['伺服', 0.5]]) }, document({ 绝版: 0.1 })]);
    expect(await counts(300)).toMatchObject({ 绝版: 1 });
    expect(await counts(300)).not.toHaveProperty('改名');
    await index.remove(common.map(({ id }) => id));
    await packAll(dataSource);
    expect(await counts(300)).toEqual({ 绝版: 1, 伺服: 1 });
  });

  it('is told of a stretch of terms in the order in which they came, packed or waiting', async () => {
    const index = new PostgresSearchIndex(dataSource);
    const terms = new IndexTerms(dataSource);
    const { term: before } = await terms.newest();
    const postings = async (limit: number) => (await terms.termsBetween(before, (await terms.newest()).term, limit)).map(({ token, postings }) => [token, postings]);
    expect(await postings(9)).toEqual([]);
    await index.upsert([document({ 滑台: 0.5 })]);
    await index.upsert([document({ 滑台: 0.5, 导轨: 0.5 }), document({ 导轨: 0.2 }, {}, 'demand'), document({ 导轨: 0.2 }, {}, 'enterprise')]);
    const both = [['滑台', 2], ['导轨', 3]];
    expect(await postings(9)).toEqual(both);
    await packAll(dataSource);
    expect(await postings(9)).toEqual(both);
    await index.upsert([document({ 导轨: 0.5 })]);
    expect(await postings(9)).toEqual([['滑台', 2], ['导轨', 4]]);
    expect(await postings(1)).toEqual([['滑台', 2]]);
  });
});
