import { DataSource } from 'typeorm';
import { startTestApp, type TestApp } from '../support/app.js';

describe('the schema', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp({ APP_ROLE: 'web' });
  });
  afterAll(() => test?.close());

  it('is what the entities say, after all migrations on an empty database', async () => {
    const { upQueries } = await test.app.get(DataSource).driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });
});
