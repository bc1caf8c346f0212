import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';

export interface ServerUser {
  uid: number;
  gid: number;
}

/**
 * Postgres refuses to run as root: then it runs as the owner of `data` (so that `sudo` once does not lock
 * a person out of their own database), else as `postgres` or, where there is none, as `nobody`.
 * Undefined means that the server runs as whoever runs this process.
 */
export function serverUser(data: string): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(data, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const account = accounts.find((fields) => fields[0] === name);
    // macOS writes nobody as -2, which the kernel counts from above.
    if (account) return { uid: Number(account[2]) >>> 0, gid: Number(account[3]) >>> 0 };
  }
  throw new EmbeddedPostgresError(
    'Postgres does not run as root, and there is no user postgres or nobody: start as another user, or set DATABASE_URL',
  );
}

/** Whether the user may enter the folder and every one above it. `path` must exist. */
export function canEnter(path: string, user: ServerUser): boolean {
  for (let folder = realpathSync(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
