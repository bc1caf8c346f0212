import { DataSource } from 'typeorm';
import { ADVISORY_LOCKS } from './advisory-locks.js';
import { dataSourceOptions } from './data-source-options.js';

/**
 * Brings the schema up to date as its owner and, when the application works as another role, gives that role what it
 * needs: everything but changing the audit log.
 */
export async function runMigrations(ownerUrl: string, appRole?: string): Promise<void> {
  const dataSource = new DataSource(dataSourceOptions(ownerUrl, 2));
  await dataSource.initialize();
  const lock = dataSource.createQueryRunner();
  try {
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

/** With LC_CTYPE=C pg_trgm sees no Chinese at all, silently: refuse such a database at once. */
async function assertTextSearchSeesChinese(dataSource: DataSource): Promise<void> {
  const [{ alike }] = await dataSource.query<[{ alike: number }]>(`select similarity('滨海新区建设','滨海新区') as alike`);
  if (alike <= 0) throw new DatabaseLocaleError();
}

/** The database's locale cannot be used: it must be UTF-8 with a character type that knows Chinese. */
export class DatabaseLocaleError extends Error {
  constructor() {
    super(
      'The database does not recognise Chinese characters (its LC_CTYPE is "C"). Create it with: ' +
        "CREATE DATABASE … ENCODING 'UTF8' LC_CTYPE 'C.UTF-8' TEMPLATE template0",
    );
    this.name = 'DatabaseLocaleError';
  }
}
