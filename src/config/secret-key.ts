import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isErrno } from '../shared/errno.js';
import { makeFolder } from './make-folder.js';

/**
 * The key in `folder/secret-key`, made on the first call (base64url of 32 random bytes, mode 0600).
 * Two processes that start at once get the same key, and a crash never leaves half of one:
 * the file appears under its name only when it is complete.
 */
export function keptSecretKey(folder: string): string {
  const file = join(folder, 'secret-key');
  const kept = readKey(file);
  if (kept) return kept;
  makeFolder(folder);
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(file, 'utf8').trim();
}

function readKey(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined;
    throw error;
  }
}
