import pg from 'pg';
import { testDatabase } from './postgres.js';

async function tables(url: string): Promise<string[]> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`);
  await client.end();
  return rows.map((row) => row.name);
}

it('gives every file a migrated database that nobody else sees', async () => {
  const [one, two] = [await testDatabase(), await testDatabase()];
  expect(await tables(one.appUrl)).toContain('audit_entry');
  const owner = new pg.Client(one.ownerUrl);
  await owner.connect();
  await owner.query('CREATE TABLE mine (id int)');
  await owner.end();
  expect(await tables(one.appUrl)).toContain('mine');
  expect(await tables(two.appUrl)).not.toContain('mine');
  await one.drop();
  await two.drop();
  await expect(tables(one.appUrl)).rejects.toThrow('does not exist');
});
