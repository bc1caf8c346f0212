import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { openCluster } from './cluster.js';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';
import { takeLease } from './lease.js';
import { ensurePostmaster, stopPostmaster, type PostmasterOptions } from './postmaster.js';
import { ensureRoles, roleUrl } from './roles.js';
import { prepareServerFiles } from './server-files.js';
import { serverUser } from './server-user.js';

const START_ATTEMPTS = 5;

interface EmbeddedPostgresOptions {
  /** Absolute. The cluster is kept in its folder `postgres`. */
  dataDir: string;
  /** Told what the person who started the product should know; one line each. */
  log: (line: string) => void;
  /** False trades safety against power loss for speed: tests only. Default true. */
  isDurable?: boolean;
  /** Default 100. */
  maxConnections?: number;
}

interface EmbeddedPostgres {
  /** For migrations. */
  ownerUrl: string;
  /** For the application. */
  appUrl: string;
  port: number;
  /** Call it last, after everything that uses the database has closed. Installs no signal handlers: who calls owns those. */
  stop(): Promise<void>;
}

/**
 * Starts the Postgres that npm installed, or takes over the one that a killed process left running,
 * and keeps it up until `stop()`. One process at a time may use a `dataDir`.
 * @throws EmbeddedPostgresError with one line for whoever started the product
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, log, isDurable = true, maxConnections = 100 } = options;
  const user = serverUser(join(dataDir, 'postgres', 'data'));
  const files = prepareServerFiles(user, log);
  const cluster = await openCluster(dataDir, files, user, { isDurable, log });
  const settings: PostmasterOptions = { isDurable, maxConnections };

  let isStopping = false;
  let revival: Promise<void> | undefined;

  /** On the same port if one is given: that is where the pools of a running application look for the server. */
  async function lead(fixedPort?: number): Promise<{ port: number; lease: pg.Client }> {
    const port = await ensurePostmaster(files.postgres, cluster, { ...settings, port: fixedPort });
    const lease = await takeLease(roleUrl(cluster, port, 'postgres', 'postgres'), dataDir);
    // The lease ends unasked only when the server does.
    lease.once('end', () => {
      if (!isStopping) revival = revive(port);
    });
    return { port, lease };
  }

  /** A server found ready may be one that another process is just stopping: look again. */
  async function leadPatiently(): ReturnType<typeof lead> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await lead();
      } catch (error) {
        if (error instanceof EmbeddedPostgresError || attempt === START_ATTEMPTS) throw error;
        await sleep(500);
      }
    }
  }

  async function revive(port: number): Promise<void> {
    log('The embedded Postgres went away: starting it again');
    for (; !isStopping; await sleep(500)) {
      try {
        leadership = await lead(port);
        return;
      } catch (error) {
        log(error instanceof Error ? error.message : String(error));
      }
    }
  }

  let leadership = await leadPatiently();
  await ensureRoles(leadership.lease, cluster.passwords);
  return {
    ownerUrl: roleUrl(cluster, leadership.port, 'owner'),
    appUrl: roleUrl(cluster, leadership.port, 'app'),
    port: leadership.port,
    async stop() {
      isStopping = true;
      await revival;
      await leadership.lease.end();
      await stopPostmaster(cluster);
    },
  };
}
