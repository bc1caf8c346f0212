import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../platform/database/data-source-options.js';
import { runMigrations } from '../platform/database/migrate.js';
import { startEmbeddedPostgres } from '../platform/embedded-postgres/embedded-postgres.js';

/** Runs `work` on an empty, migrated database of its own and takes it away again. */
export async function withTemporaryDatabase<T>(work: (dataSource: DataSource) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'docking-evaluation-'));
  // Started as root, Postgres runs as somebody else, who has to come in.
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDir: folder, log: (line) => process.stderr.write(`${line}\n`), isDurable: false });
  try {
    await runMigrations(postgres.ownerUrl);
    const dataSource = await new DataSource(dataSourceOptions(postgres.ownerUrl, 4)).initialize();
    try {
      return await work(dataSource);
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
