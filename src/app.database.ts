import type { Settings } from './config/settings.js';
import { DatabaseUrls } from './platform/database/database-urls.js';
import { runMigrations } from './platform/database/migrate.js';
import { startEmbeddedPostgres } from './platform/embedded-postgres/embedded-postgres.js';

/** A migrated database, and how to let go of it. */
interface OpenDatabase {
  readonly urls: DatabaseUrls;
  /** To be called last; does nothing for a server that is not ours. */
  close(): Promise<void>;
}

/** The user's Postgres when one is named, else the embedded one; either way with today's schema. */
export async function openDatabase(settings: Settings, log: (line: string) => void): Promise<OpenDatabase> {
  if (settings.databaseUrl) {
    const urls = new DatabaseUrls(settings.databaseOwnerUrl ?? settings.databaseUrl, settings.databaseUrl);
    await migrate(urls);
    return { urls, close: async () => undefined };
  }
  const server = await startEmbeddedPostgres({ dataDir: settings.dataDir, log });
  const urls = new DatabaseUrls(server.ownerUrl, server.appUrl);
  try {
    await migrate(urls);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { urls, close: () => server.stop() };
}

async function migrate({ ownerUrl, appUrl }: DatabaseUrls): Promise<void> {
  await runMigrations(ownerUrl, ownerUrl === appUrl ? undefined : decodeURIComponent(new URL(appUrl).username));
}
