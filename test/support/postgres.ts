import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/platform/database/data-source-options.js';
import { DatabaseUrls } from '../../src/platform/database/database-urls.js';
import { runMigrations } from '../../src/platform/database/migrate.js';
import { openCluster } from '../../src/platform/embedded-postgres/cluster.js';
import { ensurePostmaster } from '../../src/platform/embedded-postgres/postmaster.js';
import { APP_ROLE, ensureRoles, OWNER_ROLE, roleUrl } from '../../src/platform/embedded-postgres/roles.js';
import { prepareServerFiles } from '../../src/platform/embedded-postgres/server-files.js';
import { serverUser } from '../../src/platform/embedded-postgres/server-user.js';
import { isErrno } from '../../src/shared/errno.js';
import { newId } from '../../src/shared/ids.js';

export interface TestDatabase {
  /** For migrations, and for a look behind the application's back. */
  ownerUrl: string;
  /** What the application gets as DATABASE_URL. */
  appUrl: string;
  /** Cuts off whoever is still connected. */
  drop(): Promise<void>;
}

interface TestServer {
  adminUrl: string;
  ownerUrl: string;
  appUrl: string;
}

const TEMPLATE = 'migrated';
const BOOT_TIMEOUT_MS = 60_000;

/**
 * A fresh, migrated database of its own, as the application's first start leaves it, cloned in some 20 ms. All files of a Jest
 * run share one server, which the first of them starts and migrates; the run's teardown ends it.
 */
export async function testDatabase(): Promise<TestDatabase> {
  return cloneOf(TEMPLATE, APP_ROLE);
}

/** A connection to a database of its own, for tests of what asks it without the rest of the application. */
export interface TestDataSource {
  readonly dataSource: DataSource;
  /** Disconnects, and drops the database. */
  readonly close: () => Promise<void>;
}

export async function testDataSource(connections = 4): Promise<TestDataSource> {
  const database = await testDatabase();
  const dataSource = await new DataSource(dataSourceOptions(database.appUrl, connections)).initialize();
  const close = async (): Promise<void> => {
    await dataSource.destroy();
    await database.drop();
  };
  return { dataSource, close };
}

/** A database without a single table, for the test of the migrations themselves. */
export async function emptyDatabase(): Promise<TestDatabase> {
  return cloneOf('template0');
}

async function cloneOf(template: string, creator?: string): Promise<TestDatabase> {
  const { adminUrl, ownerUrl, appUrl } = await testServer();
  const name = `test_${newId().replaceAll('-', '')}`;
  await asAdmin(adminUrl, async (admin) => {
    await admin.query(`CREATE DATABASE ${name} OWNER ${OWNER_ROLE} TEMPLATE ${template}`);
    // A clone does not inherit what was granted on the database as such.
    if (creator) await admin.query(`GRANT CREATE ON DATABASE ${name} TO ${creator}`);
  });
  return {
    ownerUrl: withDatabase(ownerUrl, name),
    appUrl: withDatabase(appUrl, name),
    drop: () => asAdmin(adminUrl, (admin) => admin.query(`DROP DATABASE ${name} WITH (FORCE)`)),
  };
}

let server: Promise<TestServer> | undefined;

function testServer(): Promise<TestServer> {
  server ??= findOrStart();
  return server;
}

/** Jest's workers are processes: whoever makes the folder `starting` starts the server, the others wait for its note. */
async function findOrStart(): Promise<TestServer> {
  const folder = process.env['TEST_POSTGRES_FOLDER'];
  if (!folder) throw new Error('TEST_POSTGRES_FOLDER is not set: run the tests by Jest with its globalSetup');
  const note = join(folder, 'server.json');
  try {
    mkdirSync(join(folder, 'starting'));
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw error;
    return waitForNote(note);
  }
  const started = await startServer(folder).catch((error: unknown) => ({ failure: String(error) }));
  writeFileSync(`${note}.draft`, JSON.stringify(started));
  renameSync(`${note}.draft`, note);
  return waitForNote(note);
}

async function waitForNote(note: string): Promise<TestServer> {
  for (const deadline = Date.now() + BOOT_TIMEOUT_MS; !existsSync(note); await sleep(20))
    if (Date.now() > deadline) throw new Error('The Postgres of the tests did not start in time');
  const content = JSON.parse(readFileSync(note, 'utf8')) as TestServer | { failure: string };
  if ('failure' in content) throw new Error(`The Postgres of the tests did not start: ${content.failure}`);
  return content;
}

async function startServer(folder: string): Promise<TestServer> {
  const log = (line: string) => process.stderr.write(`${line}\n`);
  const user = serverUser(join(folder, 'postgres', 'data'));
  const files = prepareServerFiles(user, log);
  const cluster = await openCluster(folder, files, user, { isDurable: false, log });
  const port = await ensurePostmaster(files.postgres, cluster, { isDurable: false, maxConnections: 300 });
  const adminUrl = roleUrl(cluster, port, 'postgres', 'postgres');
  await asAdmin(adminUrl, async (admin) => {
    await ensureRoles(admin, cluster.passwords);
    await admin.query(`CREATE DATABASE ${TEMPLATE} OWNER ${OWNER_ROLE}`);
    await admin.query(`GRANT CREATE ON DATABASE ${TEMPLATE} TO ${APP_ROLE}`);
  });
  await runMigrations(roleUrl(cluster, port, 'owner', TEMPLATE), APP_ROLE);
  // Once, and not by the start of every test. Imported here, because most files come only after the first and never by here.
  const { startFirst } = await import('./first-start.js');
  await startFirst(new DatabaseUrls(roleUrl(cluster, port, 'owner', TEMPLATE), roleUrl(cluster, port, 'app', TEMPLATE)));
  return { adminUrl, ownerUrl: roleUrl(cluster, port, 'owner'), appUrl: roleUrl(cluster, port, 'app') };
}

async function asAdmin(url: string, work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client(url);
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
