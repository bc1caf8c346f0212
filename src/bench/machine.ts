import { cpus, loadavg, totalmem } from 'node:os';

const GIGABYTE = 2 ** 30;
const MEGABYTE = 2 ** 20;

/** What a measurement ran on, in a line. */
export function machine(): string {
  const [first, ...others] = cpus();
  return `${others.length + 1} × ${first?.model.trim() ?? 'processor'}, ${(totalmem() / GIGABYTE).toFixed(0)} GB, Node ${process.versions.node}`;
}

/** Mean number of processes that wanted the processor in the last minute. */
export function load(): string {
  return `load ${loadavg()[0]!.toFixed(1)}`;
}

/** Of this process, in megabytes. */
export function memoryMegabytes(): number {
  return Math.round(process.memoryUsage.rss() / MEGABYTE);
}

export function size(bytes: number): string {
  return bytes >= GIGABYTE ? `${(bytes / GIGABYTE).toFixed(2)} GB` : `${(bytes / MEGABYTE).toFixed(0)} MB`;
}
