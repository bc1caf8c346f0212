import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { Circuit } from './circuit.js';
import { Embedder, EmbedderError, type EmbedderHealth, MOST_CHARACTERS, MOST_TEXTS } from './embedder.js';
import { hasModel, MODEL_FILE, sha256, TOKENIZER_FILE } from './model-folder.js';
import { unitVector } from './unit-vector.js';

const PROGRAM = fileURLToPath(new URL('./onnx-process.mjs', import.meta.url));

/** Reading 24 MB and preparing them takes a quarter of a second; a busy machine may take far longer. */
const START_TIMEOUT_MS = 60_000;
/** A text of 512 tokens takes 0.1 s of one core. */
const TEXT_TIMEOUT_MS = 15_000;

interface Pending {
  readonly done: (vector: Float32Array) => void;
  readonly failed: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

type Message = { readonly ready: true } | { readonly fatal: string } | { readonly id: number; readonly vector: Float32Array } | { readonly id: number; readonly error: string };

/** A model in a folder, computed on this machine in a process of its own, which starts with the first text and again after it died. */
export class OnnxEmbedder extends Embedder implements BeforeApplicationShutdown {
  private readonly circuit = new Circuit();
  private name: string | null = null;
  private running: Promise<ChildProcess> | undefined;
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;
  private isStopped = false;

  constructor(
    private readonly folder: string,
    private readonly threads: number,
  ) {
    super();
  }

  health(): EmbedderHealth {
    return { adapter: 'onnx', state: this.circuit.isResting ? 'resting' : 'up', model: this.name };
  }

  /** By what the files hold: another file is another model, whatever its name. */
  async model(): Promise<string> {
    if (this.name !== null) return this.name;
    if (!hasModel(this.folder)) throw new EmbedderError(`There is no complete model in ${this.folder}: npm run cli -- embedder install`);
    const [model, tokenizer] = await Promise.all([MODEL_FILE, TOKENIZER_FILE].map((file) => sha256(join(this.folder, file))));
    this.name = `onnx-${model!.slice(0, 12)}-${tokenizer!.slice(0, 6)}`;
    return this.name;
  }

  async embed(texts: readonly string[]): Promise<Float32Array[]> {
    if (texts.length > MOST_TEXTS || texts.some(({ length }) => length === 0 || length > MOST_CHARACTERS)) throw new RangeError('embed: see the bounds of the port');
    return this.circuit.run(async () => {
      const vectors: Float32Array[] = [];
      for (const text of texts) vectors.push(unitVector(await this.ask(text)));
      return vectors;
    });
  }

  private async ask(text: string): Promise<Float32Array> {
    const child = await this.process();
    const id = ++this.lastId;
    return new Promise((done, failed) => {
      // What hangs does not come back by waiting; the next text gets a new process.
      const timer = setTimeout(() => child.kill('SIGKILL'), TEXT_TIMEOUT_MS * (this.pending.size + 1));
      this.pending.set(id, { done, failed, timer });
      child.send({ id, text }, (error) => {
        if (error !== null) this.settle(id)?.failed(new EmbedderError(`The model's process cannot be reached: ${error.message}`));
      });
    });
  }

  private process(): Promise<ChildProcess> {
    if (this.isStopped) throw new EmbedderError('The embedder is being stopped');
    this.running ??= this.start().catch((error: unknown) => {
      this.running = undefined;
      throw error;
    });
    return this.running;
  }

  private async start(): Promise<ChildProcess> {
    await this.model();
    const child = fork(PROGRAM, [this.folder, String(this.threads)], { serialization: 'advanced', execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    child.on('message', (message: Message) => this.receive(message));
    child.once('exit', (code, signal) => this.lose(child, `The model's process ended (${signal ?? code})`));
    child.once('error', (error) => this.lose(child, `The model's process failed: ${error.message}`));
    const isReady = new Promise<void>((ready, failed) => {
      const timer = setTimeout(() => failed(new EmbedderError(`The model did not load in ${START_TIMEOUT_MS / 1000} s`)), START_TIMEOUT_MS);
      child.once('message', (message: Message) => {
        clearTimeout(timer);
        if ('fatal' in message) failed(new EmbedderError(`The model does not load: ${message.fatal}`));
        else ready();
      });
      child.once('exit', (code, signal) => {
        clearTimeout(timer);
        failed(new EmbedderError(`The model's process ended while it was loading (${signal ?? code})`));
      });
    });
    try {
      await isReady;
      return child;
    } catch (error) {
      child.kill('SIGKILL');
      throw error;
    }
  }

  private receive(message: Message): void {
    if (!('id' in message)) return;
    const pending = this.settle(message.id);
    if ('vector' in message) pending?.done(message.vector);
    else pending?.failed(new EmbedderError(`The model failed: ${message.error}`));
  }

  private settle(id: number): Pending | undefined {
    const pending = this.pending.get(id);
    this.pending.delete(id);
    clearTimeout(pending?.timer);
    return pending;
  }

  private lose(child: ChildProcess, reason: string): void {
    void this.running?.then(
      (current) => {
        if (current === child) this.running = undefined;
      },
      () => undefined,
    );
    for (const id of [...this.pending.keys()]) this.settle(id)?.failed(new EmbedderError(reason));
  }

  /** Ends the process; also what the command line calls when it is done. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    const child = await this.running?.catch(() => undefined);
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise<void>((ended) => {
      child.once('exit', () => ended());
      child.kill('SIGKILL');
    });
  }
}
