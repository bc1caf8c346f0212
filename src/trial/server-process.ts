import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const START_TIMEOUT_MS = 60_000;

/** The product as a process of its own, that can be killed and started again on its data. */
export class ServerProcess {
  private child: ChildProcess | undefined;
  kills = 0;

  /**
   * @param logFile what the server prints goes there, over all its lives
   * @param program the built product
   */
  constructor(
    readonly url: string,
    private readonly environment: NodeJS.ProcessEnv,
    private readonly logFile: string,
    private readonly program = join(import.meta.dirname, '../main.js'),
  ) {}

  async start(): Promise<void> {
    const log = createWriteStream(this.logFile, { flags: 'a' });
    const child = spawn(process.execPath, [this.program], { env: this.environment, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.pipe(log);
    child.stderr.pipe(log);
    this.child = child;
    await this.ready(child);
  }

  private async ready(child: ChildProcess): Promise<void> {
    for (const end = Date.now() + START_TIMEOUT_MS; Date.now() < end; await sleep(50)) {
      if (child.exitCode !== null) break;
      const isUp = await fetch(`${this.url}/health/ready`).then(
        (response) => response.ok,
        () => false,
      );
      if (isUp) return;
    }
    throw new Error(`The server did not start; see ${this.logFile}`);
  }

  /** Ends it in the middle of whatever it does, and starts it again. */
  async killAndRestart(): Promise<void> {
    const child = this.child;
    if (!child) return;
    this.kills += 1;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    await this.start();
  }

  async stop(): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  }
}
