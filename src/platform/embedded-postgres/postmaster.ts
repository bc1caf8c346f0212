import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../../config/free-port.js';
import { existsProcess, serverEnvironment, type Cluster } from './cluster.js';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';

const POLL_MS = 20;
const ATTEMPTS = 6;
/** Long, because after a crash Postgres may have to replay its log first. */
const START_TIMEOUT_MS = 180_000;
const STOP_TIMEOUT_MS = 20_000;
const LOG_LIMIT_BYTES = 5_000_000;
/** Processes of a killed server take a moment to go, a port may be taken after it was picked, two may start at once. */
const PASSING_COMPLAINT = /in use|sockets|already exists/;

export interface PostmasterOptions {
  /** False gives up safety against power loss for speed: tests only. */
  isDurable: boolean;
  maxConnections: number;
  /** A server that is revived must come back where its clients look for it. Default: one that is free. */
  port?: number | undefined;
}

interface PidFile {
  pid: number;
  port: number;
  isReady: boolean;
}

/** Makes sure that exactly one server runs on the cluster, one that a killed process left behind included. Returns its port. */
export async function ensurePostmaster(program: string, cluster: Cluster, options: PostmasterOptions): Promise<number> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  let child: ChildProcess | undefined;
  for (let attempt = 0; Date.now() < deadline; await sleep(POLL_MS)) {
    const found = readPidFile(cluster);
    if (found && isPostmaster(found.pid, cluster)) {
      if (found.isReady) return found.port;
      continue;
    }
    if (child && child.exitCode === null && child.signalCode === null) continue;
    // A process that happens to have the number of a server long gone would keep Postgres from starting.
    if (found && existsProcess(found.pid)) rmSync(pidFile(cluster), { force: true });
    if (attempt === ATTEMPTS || (attempt > 0 && !PASSING_COMPLAINT.test(lastComplaint(cluster)))) break;
    await sleep(attempt * 300);
    const port = options.port ?? (await findFreePort('127.0.0.1'));
    child = launch(program, cluster, port, options);
    attempt += 1;
  }
  throw new EmbeddedPostgresError(`The embedded Postgres did not start: ${lastComplaint(cluster)} (all of it: ${cluster.logFile})`);
}

/** Ends the server and waits for it: clients are cut off, everything committed is on disk. Does nothing if none runs. */
export async function stopPostmaster(cluster: Cluster): Promise<void> {
  const found = readPidFile(cluster);
  if (!found || !isPostmaster(found.pid, cluster)) return;
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    process.kill(found.pid, signal);
    const deadline = Date.now() + STOP_TIMEOUT_MS;
    while (Date.now() < deadline) {
      if (!isPostmaster(found.pid, cluster)) return;
      await sleep(POLL_MS);
    }
  }
}

function launch(program: string, cluster: Cluster, port: number, options: PostmasterOptions): ChildProcess {
  const settings: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: options.maxConnections,
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    jit: 'off',
    ...(options.isDurable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openLog(cluster);
  if (cluster.user) chownSync(cluster.logFile, cluster.user.uid, cluster.user.gid);
  const child = spawn(program, ['-D', cluster.data, ...flags], {
    ...cluster.user,
    cwd: cluster.folder,
    env: serverEnvironment(),
    // A group of its own: Ctrl+C must reach the application first, which stops the server when it has finished.
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.on('error', () => undefined); // seen as a server that is not there
  child.unref();
  return child;
}

function openLog(cluster: Cluster): number {
  if (existsSync(cluster.logFile) && statSync(cluster.logFile).size > LOG_LIMIT_BYTES)
    renameSync(cluster.logFile, `${cluster.logFile}.old`);
  return openSync(cluster.logFile, 'a', 0o600);
}

function lastComplaint(cluster: Cluster): string {
  const lines = existsSync(cluster.logFile) ? readFileSync(cluster.logFile, 'utf8').trim().split('\n') : [];
  const complaint = lines.findLast((line) => /FATAL|PANIC|ERROR|error/.test(line)) ?? lines.at(-1);
  return complaint?.replace(/^.*?(FATAL|PANIC|ERROR): +/, '') ?? 'it said nothing';
}

function pidFile(cluster: Cluster): string {
  return join(cluster.data, 'postmaster.pid');
}

/** Lines, see Postgres' src/include/utils/pidfile.h: 1 process, 4 port, 8 status. */
function readPidFile(cluster: Cluster): PidFile | undefined {
  const file = pidFile(cluster);
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' };
}

/** Whether the process is the server of this cluster: numbers of processes are used again, in containers at every start. */
function isPostmaster(pid: number, cluster: Cluster): boolean {
  if (!existsProcess(pid)) return false;
  if (process.platform === 'win32') return true;
  const command = existsSync('/proc/self/cmdline')
    ? readIfThere(`/proc/${pid}/cmdline`)
    : spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  return command.includes(cluster.data);
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
