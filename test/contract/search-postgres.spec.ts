import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/platform/database/data-source-options.js';
import { PostgresSearchIndex } from '../../src/platform/search/postgres-search-index.js';
import { type TestDatabase, testDatabase } from '../support/postgres.js';
import { searchContract } from './search.contract.js';

describe('search on Postgres', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await testDatabase();
    dataSource = await new DataSource(dataSourceOptions(database.appUrl, 4)).initialize();
  });

  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  searchContract(async () => {
    for (const table of ['search_block', 'search_segment', 'search_posting', 'search_waiting', 'search_document']) await dataSource.query(`delete from ${table}`);
    return new PostgresSearchIndex(dataSource);
  });
});
