import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { MIGRATIONS } from '../../migrations/migrations.js';

const INT8_OID = 20;
// Amounts (CNY) and sequences fit a double exactly up to 2^53; as strings they would only be parsed again everywhere.
pg.types.setTypeParser(INT8_OID, Number);

const STATEMENT_TIMEOUT_MS = 30_000;

/** What every connection of ours shares. `poolSize` is per process: many processes share one server. */
export function dataSourceOptions(url: string, poolSize = 12): DataSourceOptions & { type: 'postgres' } {
  return {
    type: 'postgres',
    url,
    migrations: MIGRATIONS,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    synchronize: false,
    poolSize,
    applicationName: 'docking',
    extra: {
      connectionTimeoutMillis: 5_000,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      idle_in_transaction_session_timeout: 60_000,
      // The server's own bound comes first; this one is for a server that has fallen silent.
      query_timeout: STATEMENT_TIMEOUT_MS + 5_000,
      keepAlive: true,
    },
  };
}
