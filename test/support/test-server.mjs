import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Followed by the process id of the Jest that owns the folder. */
export const TEST_FOLDER_PREFIX = 'docking-test-';

/** Ends the server of a folder without ceremony, for its data goes too. A folder that is somebody else's stays. */
export function removeTestServer(folder) {
  try {
    const pidFile = join(folder, 'postgres', 'data', 'postmaster.pid');
    process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGQUIT');
  } catch {
    // None was started, or it is gone.
  }
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  } catch {
    // The next run tries again.
  }
}
