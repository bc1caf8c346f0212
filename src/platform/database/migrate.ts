import { DataSource } from 'typeorm';
import { ADVISORY_LOCKS } from './advisory-locks.js';
import { dataSourceOptions } from './data-source-options.js';
import { assertSupportedVersion, assertTextSearchSeesChinese } from './suitable-database.js';

/**
 * Brings the schema up to date as its owner and, when the application works as another role, gives that role what it
 * needs: everything but changing the audit log.
 * @throws UnsuitableDatabaseError
 */
export async function runMigrations(ownerUrl: string, appRole?: string): Promise<void> {
  // Without the bounds of requests: a migration takes its time, and whoever starts second waits for it.
  const dataSource = new DataSource({ ...dataSourceOptions(ownerUrl, 2), extra: { connectionTimeoutMillis: 5_000 } });
  await dataSource.initialize();
  const lock = dataSource.createQueryRunner();
  try {
    await assertSupportedVersion(dataSource);
    await lock.query('select pg_advisory_lock($1)', [ADVISORY_LOCKS.migration]);
    await dataSource.runMigrations();
    if (appRole) await grantTo(dataSource, appRole);
    await assertTextSearchSeesChinese(dataSource);
  } finally {
    await lock.query('select pg_advisory_unlock($1)', [ADVISORY_LOCKS.migration]).catch(() => undefined);
    await lock.release();
    await dataSource.destroy();
  }
}

async function grantTo(dataSource: DataSource, appRole: string): Promise<void> {
  const role = `"${appRole.replaceAll('"', '""')}"`;
  const [{ database }] = await dataSource.query<[{ database: string }]>('select current_database() as database');
  await dataSource.query(`
    grant usage on schema public to ${role};
    grant select, insert, update, delete on all tables in schema public to ${role};
    grant usage, select on all sequences in schema public to ${role};
    revoke update, delete, truncate on audit_entry from ${role};
    grant create on database "${database.replaceAll('"', '""')}" to ${role};
  `);
}
