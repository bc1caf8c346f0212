import type { DataSource } from 'typeorm';

/** The oldest Postgres that is supported, as its `server_version_num` (major version × 10,000); `.env.example` says so too. */
const OLDEST_POSTGRES = 160_000;

/** The database cannot be used as it is; the message is one line that says what to do. */
export class UnsuitableDatabaseError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnsuitableDatabaseError';
  }
}

/** @throws UnsuitableDatabaseError for a server that is too old, before anything in it is touched */
export async function assertSupportedVersion(dataSource: Pick<DataSource, 'query'>): Promise<void> {
  const [{ number, version }] = await dataSource.query<[{ number: number; version: string }]>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as version`,
  );
  if (number >= OLDEST_POSTGRES) return;
  throw new UnsuitableDatabaseError(`The database is Postgres ${version}; ${OLDEST_POSTGRES / 10_000} or later is needed: name another one in DATABASE_URL, or none for the embedded one`);
}

/**
 * With LC_CTYPE=C pg_trgm sees no Chinese at all, silently: such a database is refused at once. Asks pg_trgm, so comes after the
 * migration that brings it.
 * @throws UnsuitableDatabaseError
 */
export async function assertTextSearchSeesChinese(dataSource: Pick<DataSource, 'query'>): Promise<void> {
  const [{ alike }] = await dataSource.query<[{ alike: number }]>(`select similarity('滨海新区建设','滨海新区') as alike`);
  if (alike > 0) return;
  throw new UnsuitableDatabaseError(
    'The database does not recognise Chinese characters (its LC_CTYPE is "C"). Create it with: ' +
      "CREATE DATABASE … ENCODING 'UTF8' LC_CTYPE 'C.UTF-8' TEMPLATE template0",
  );
}
