import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../config/free-port.js';

const START_TIMEOUT_MS = 30_000;

/** A Meilisearch of our own, which can be killed and started again on its data. */
export class MeilisearchProcess {
  private child: ChildProcess | undefined;
  readonly key = 'a-key-of-a-server-that-nobody-else-uses';

  private constructor(
    private readonly program: string,
    private readonly folder: string,
    private readonly address: string,
  ) {}

  /** @param folder for its data: exists, and is the caller's to take away */
  static async start(program: string, folder: string): Promise<MeilisearchProcess> {
    const server = new MeilisearchProcess(program, folder, `127.0.0.1:${await findFreePort('127.0.0.1')}`);
    await server.start();
    return server;
  }

  get url(): string {
    return `http://${this.address}`;
  }

  /** As docker-compose.yml runs it. */
  async start(): Promise<void> {
    const limits = ['--max-indexing-threads', '1', '--max-indexing-memory', '256MiB'];
    const flags = ['--http-addr', this.address, '--db-path', join(this.folder, 'data'), '--master-key', this.key, '--no-analytics', '--log-level', 'OFF', ...limits];
    const child = spawn(this.program, flags, { cwd: this.folder, stdio: 'ignore' });
    this.child = child;
    for (const end = Date.now() + START_TIMEOUT_MS; Date.now() < end && child.exitCode === null; await sleep(20)) {
      if (await this.isUp()) return;
    }
    throw new Error(`${this.program} did not start`);
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const { child } = this;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  private isUp(): Promise<boolean> {
    return fetch(`${this.url}/health`).then(({ ok }) => ok, () => false);
  }
}
