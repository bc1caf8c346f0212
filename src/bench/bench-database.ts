import { chmod, mkdir, rm } from 'node:fs/promises';
import { runMigrations } from '../platform/database/migrate.js';
import { startEmbeddedPostgres } from '../platform/embedded-postgres/embedded-postgres.js';

/**
 * Runs `work` on an embedded Postgres of its own with the schema of the product, as safe against power loss as the product's.
 *
 * @param folder is kept with what is in it, or begun anew and taken away afterwards
 */
export async function withBenchDatabase<T>(folder: string, isKept: boolean, work: (ownerUrl: string) => Promise<T>): Promise<T> {
  if (!isKept) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  // Started as root, Postgres runs as somebody else, who has to come in.
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDir: folder, log: (line) => process.stderr.write(`${line}\n`) });
  try {
    await runMigrations(postgres.ownerUrl);
    return await work(postgres.ownerUrl);
  } finally {
    await postgres.stop();
    if (!isKept) await rm(folder, { recursive: true, force: true });
  }
}
