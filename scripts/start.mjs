// npm start: installs and builds what is missing, then becomes the server. `start.mjs NAME …` becomes dist/NAME.js
// with the rest of the arguments instead. One process: Ctrl+C and kill reach the server itself.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkNode, ensureBuilt, ensureInstalled, ROOT } from './prepare.mjs';

checkNode();
await ensureInstalled();
ensureBuilt();
followNpm();

const [name = 'main', ...args] = process.argv.slice(2);
const program = join(ROOT, 'dist', `${name}.js`);
process.argv = [process.execPath, program, ...args];
await import(pathToFileURL(program).href);

/**
 * Ends with the npm that started it. A signal reaches both, but `kill -9` of npm would leave a server behind
 * that holds the port and the data, and that nobody knows of.
 */
function followNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const before = launcher();
  const watch = setInterval(() => {
    if (launcher() === before) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.exit(1), 2_000).unref();
  }, 200);
  watch.unref();
}

/** The process id of npm, which some shells stand between; another number when npm is gone. */
function launcher() {
  try {
    // "pid (name) state parent …", where the name may hold anything.
    const [, name, parent] = /\((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${process.ppid}/stat`, 'utf8'));
    return ['sh', 'dash', 'ash', 'bash', 'busybox'].includes(name) ? Number(parent) : process.ppid;
  } catch {
    return process.ppid;
  }
}
