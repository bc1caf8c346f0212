import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { ADVISORY_LOCKS } from '../database/advisory-locks.js';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';

const PATIENCE_MS = 3_000;
const APPLICATION = 'gongxu-docking supervisor';

/**
 * The right to use a cluster, held by one connection of the superuser: it ends with the process that
 * holds it, however that ends. The connection is the caller's to close.
 * @throws EmbeddedPostgresError when another process holds it
 */
export async function takeLease(url: string, dataDir: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `${APPLICATION} ${process.pid}`,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  client.on('error', () => undefined); // told by 'end' too
  await client.connect();
  for (const deadline = Date.now() + PATIENCE_MS; ; await sleep(100)) {
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [ADVISORY_LOCKS.clusterLease]);
    if (rows[0]?.taken) return client;
    if (Date.now() > deadline) break;
  }
  const holder = await client.query<{ name: string }>(
    `SELECT application_name AS name FROM pg_locks JOIN pg_stat_activity USING (pid)
      WHERE locktype = 'advisory' AND granted AND objid = $1`,
    [ADVISORY_LOCKS.clusterLease],
  );
  await client.end();
  const process_ = holder.rows[0]?.name.slice(APPLICATION.length).trim() ?? 'unknown';
  throw new EmbeddedPostgresError(
    `${dataDir} is in use by another server (process ${process_}): stop that one, or choose another DATA_DIR`,
  );
}
