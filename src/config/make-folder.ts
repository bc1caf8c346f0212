import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { isErrno } from '../shared/errno.js';

/**
 * Makes a folder and those above it. Not Node's own recursive way, which never returns below a folder
 * that denies its existence to new entries, such as /proc.
 */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    if (!isErrno(error, 'EEXIST') || !existsSync(path)) throw error;
  }
}
