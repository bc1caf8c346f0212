import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerProcess } from './server-process.js';

const LEAST_MS = 5_000;
const MOST_MS = 20_000;

/** Kills the server at random moments and starts it again, until it is told to stop. */
export class Killer {
  private isStopped = false;
  private running: Promise<void> | undefined;

  constructor(private readonly server: ServerProcess) {}

  start(): void {
    this.running = this.run();
  }

  private async run(): Promise<void> {
    while (!this.isStopped) {
      const pause = LEAST_MS + Math.random() * (MOST_MS - LEAST_MS);
      for (const end = Date.now() + pause; Date.now() < end && !this.isStopped; ) await sleep(100);
      if (!this.isStopped) await this.server.killAndRestart();
    }
  }

  /** The server is up when this resolves. */
  async stop(): Promise<void> {
    this.isStopped = true;
    await this.running;
  }
}
