// Makes the folder of this run's Postgres. The server itself starts with the first file that asks for a
// database (test/support/postgres.ts), so unit tests do not wait for it. Plain JavaScript: Jest does not
// transform an ES module given as globalSetup.
import { chmodSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeTestServer, TEST_FOLDER_PREFIX } from './test-server.mjs';

export default function setup() {
  removeLeftovers();
  const folder = mkdtempSync(join(tmpdir(), `${TEST_FOLDER_PREFIX}${process.pid}-`));
  chmodSync(folder, 0o755); // as root, the server's own user has to get in
  process.env.TEST_POSTGRES_FOLDER = folder;
}

/** What runs left behind that were killed before their teardown. */
function removeLeftovers() {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(TEST_FOLDER_PREFIX) && Number.parseInt(name.slice(TEST_FOLDER_PREFIX.length), 10);
    if (pid && !isRunning(pid)) removeTestServer(join(tmpdir(), name));
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
