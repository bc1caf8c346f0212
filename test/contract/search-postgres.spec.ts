import type { DataSource } from 'typeorm';
import { PostgresSearchIndex } from '../../src/platform/search/postgres-search-index.js';
import { type TestDataSource, testDataSource } from '../support/postgres.js';
import { searchContract } from './search.contract.js';

describe('search on Postgres', () => {
  let dataSource: DataSource;
  let close: TestDataSource['close'];

  beforeAll(async () => {
    ({ dataSource, close } = await testDataSource());
  });

  afterAll(() => close());

  searchContract(async () => {
    for (const table of ['search_block', 'search_segment', 'search_posting', 'search_waiting', 'search_document']) await dataSource.query(`delete from ${table}`);
    return new PostgresSearchIndex(dataSource);
  });
});
