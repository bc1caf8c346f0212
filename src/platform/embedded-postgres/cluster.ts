import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, lchownSync, lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../../config/make-folder.js';
import { isErrno } from '../../shared/errno.js';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';
import { OPEN_FOLDER, type ServerFiles } from './server-files.js';
import { canEnter, type ServerUser } from './server-user.js';

/** A folder with one database cluster, its passwords and its log. */
export interface Cluster {
  folder: string;
  /** What Postgres calls PGDATA. */
  data: string;
  logFile: string;
  passwords: Passwords;
  /** Who runs the server, where that is not who runs this process. */
  user: ServerUser | undefined;
}

/** One password for each role: who supervises, who owns the tables, and the application. */
export interface Passwords {
  postgres: string;
  owner: string;
  app: string;
}

const MAJOR_VERSION = '18';

/**
 * Opens the cluster in `dataDir/postgres`, or makes one. It appears under that name only when it is
 * complete, so a start that was killed half-way leaves nothing that the next one trips over.
 */
export async function openCluster(
  dataDir: string,
  files: ServerFiles,
  user: ServerUser | undefined,
  options: { isDurable: boolean; log: (line: string) => void },
): Promise<Cluster> {
  makeFolder(dataDir);
  const place = join(dataDir, 'postgres');
  if (!existsSync(place)) await makeCluster(dataDir, place, files, user, options);
  const folder = realpathSync(place);
  const data = join(folder, 'data');
  const version = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  if (version !== MAJOR_VERSION)
    throw new EmbeddedPostgresError(
      `${place} was written by Postgres ${version} and this one is ${MAJOR_VERSION}: choose another DATA_DIR, or set DATABASE_URL`,
    );
  if (user) openFor(user, folder, data);
  const passwords = JSON.parse(readFileSync(join(folder, 'passwords.json'), 'utf8')) as Passwords;
  return { folder, data, logFile: join(folder, 'server.log'), passwords, user };
}

/** A cluster that root copied belongs to root; one whose parent folder was closed cannot be reached. */
function openFor(user: ServerUser, folder: string, data: string): void {
  if (statSync(data).uid !== user.uid)
    for (const path of [folder, ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))])
      lchownSync(path, user.uid, user.gid);
  if (!canEnter(folder, user))
    throw new EmbeddedPostgresError(
      `Postgres does not run as root, and its user ${user.uid} may not enter ${folder}: open the folders above it (chmod o+x), or choose another DATA_DIR`,
    );
}

async function makeCluster(
  dataDir: string,
  place: string,
  files: ServerFiles,
  user: ServerUser | undefined,
  { isDurable, log }: { isDurable: boolean; log: (line: string) => void },
): Promise<void> {
  removeDrafts(dataDir);
  const isClosed = user !== undefined && !canEnter(dataDir, user);
  const name = `data-${randomBytes(4).toString('hex')}`;
  const draft = isClosed ? join(OPEN_FOLDER, name) : join(dataDir, `postgres.${process.pid}`);
  if (isClosed) {
    log(`Postgres does not run as root, and its user may not enter ${dataDir}: the database is kept in ${draft}`);
    mkdirSync(OPEN_FOLDER, { recursive: true, mode: 0o755 });
  }
  mkdirSync(draft, { mode: 0o700 });
  const passwords = { postgres: password(), owner: password(), app: password() };
  const passwordFile = join(draft, 'superuser');
  writeFileSync(join(draft, 'passwords.json'), JSON.stringify(passwords), { mode: 0o600 });
  writeFileSync(passwordFile, passwords.postgres, { mode: 0o600 });
  if (user) for (const path of [draft, passwordFile, join(draft, 'passwords.json')]) chownSync(path, user.uid, user.gid);
  try {
    await initialise(files.initdb, draft, passwordFile, user, isDurable);
    rmSync(passwordFile);
    if (isClosed) symlinkSync(draft, place);
    else renameSync(draft, place);
  } catch (error) {
    rmSync(draft, { recursive: true });
    // Otherwise somebody else's first start was faster, and theirs is as good.
    if (!isErrno(error, 'EEXIST', 'ENOTEMPTY')) throw error;
  }
}

function initialise(
  initdb: string,
  folder: string,
  passwordFile: string,
  user: ServerUser | undefined,
  isDurable: boolean,
): Promise<void> {
  const flags = [
    `--pgdata=${join(folder, 'data')}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // With LC_CTYPE=C the trigrams of pg_trgm would see no Chinese at all.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    `--lc-ctype=${process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`,
    ...(isDurable ? [] : ['--no-sync']),
  ];
  return new Promise((done, failed) => {
    const child = spawn(initdb, flags, { ...user, cwd: folder, env: serverEnvironment(), stdio: ['ignore', 'ignore', 'pipe'] });
    let complaints = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
    child.once('error', failed);
    child.once('close', (code) => {
      if (code === 0) return done();
      const reason = complaints.split('\n').find((line) => line.includes('error:')) ?? complaints.trim().split('\n')[0] ?? '';
      failed(new EmbeddedPostgresError(`The embedded Postgres could not be set up in ${folder}: ${reason.replace(/^initdb: (error: )?/, '')}`));
    });
  });
}

/** The caller's own LANG or PG* variables must not reach the server. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return process.platform === 'win32' ? { SystemRoot: 'C:\\Windows' } : { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}

function removeDrafts(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    const pid = /^postgres\.(\d+)$/.exec(name)?.[1];
    if (pid && !existsProcess(Number(pid))) rmSync(join(dataDir, name), { recursive: true });
  }
  const place = join(dataDir, 'postgres');
  // A link whose target is gone: the folder it led to was removed on purpose.
  if (lstatSync(place, { throwIfNoEntry: false })) rmSync(place);
}

export function existsProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isErrno(error, 'EPERM');
  }
}

function password(): string {
  return randomBytes(18).toString('base64url');
}
