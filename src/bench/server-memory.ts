import { readdir, readFile, readlink } from 'node:fs/promises';

const MEGABYTE = 2 ** 20;
const KILOBYTE = 2 ** 10;

/** What a server's processes hold in memory, in bytes. */
export interface ServerMemory {
  /** Of their own, with what they share among each other counted once. */
  readonly own: number;
  /** Pages of files that are mapped: the system takes them back when it needs room. */
  readonly mapped: number;
}

interface ProcessMemory {
  readonly parent: number;
  readonly own: number;
  readonly shared: number;
  readonly mapped: number;
}

/** A process and those that it has started, as Postgres has one for each connection. Null where the system does not tell. */
export async function memoryOfFamily(pid: number): Promise<ServerMemory | null> {
  const all = await processes();
  const family = [...all].filter(([each, { parent }]) => each === pid || parent === pid).map(([, memory]) => memory);
  if (family.length === 0) return null;
  const sum = (of: (memory: ProcessMemory) => number): number => family.reduce((total, each) => total + of(each), 0);
  return { own: sum(({ own }) => own) + Math.max(...family.map(({ shared }) => shared)), mapped: sum(({ mapped }) => mapped) };
}

/** The process on this machine that another one's id stands under. */
export async function parentOf(pid: number): Promise<number | null> {
  return (await readMemory(pid))?.parent ?? null;
}

/** The process on this machine that listens at a port; null when there is none, or the system does not tell. */
export async function listenerAt(port: number): Promise<number | null> {
  const sockets = new Set<string>();
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of (await readFile(table, 'utf8').catch(() => '')).split('\n')) {
      const [, local, , state, , , , , , inode] = line.trim().split(/\s+/);
      if (state === LISTENING && local?.endsWith(`:${port.toString(16).toUpperCase().padStart(4, '0')}`)) sockets.add(`socket:[${inode}]`);
    }
  }
  for (const pid of await processIds()) {
    for (const handle of await readdir(`/proc/${pid}/fd`).catch(() => [])) {
      if (sockets.has(await readlink(`/proc/${pid}/fd/${handle}`).catch(() => ''))) return pid;
    }
  }
  return null;
}

const LISTENING = '0A';

export function shownMemory(memory: ServerMemory | null): string {
  if (memory === null) return 'memory of the server not known';
  const megabytes = (bytes: number): string => `${Math.round(bytes / MEGABYTE).toLocaleString('en')} MB`;
  return `the server holds ${megabytes(memory.own)} and maps ${megabytes(memory.mapped)} of files`;
}

async function processes(): Promise<ReadonlyMap<number, ProcessMemory>> {
  const all = new Map<number, ProcessMemory>();
  for (const pid of await processIds()) {
    const memory = await readMemory(pid);
    if (memory !== null) all.set(pid, memory);
  }
  return all;
}

async function processIds(): Promise<number[]> {
  return (await readdir('/proc').catch(() => [])).map(Number).filter(Number.isInteger);
}

/** Null for a process that has ended meanwhile. */
async function readMemory(pid: number): Promise<ProcessMemory | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => null);
  if (status === null) return null;
  const number = (field: string): number => Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
  return { parent: number('PPid'), own: number('RssAnon') * KILOBYTE, shared: number('RssShmem') * KILOBYTE, mapped: number('RssFile') * KILOBYTE };
}
