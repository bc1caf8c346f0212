import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import type { DiscoveryService } from '@nestjs/core';
import type { QueueBackend } from '../../src/platform/queue/backend.js';
import { defineJob, Handles, type JobRun } from '../../src/platform/queue/job.js';
import { JobRegistry } from '../../src/platform/queue/job-registry.js';
import { Queues } from '../../src/platform/queue/queues.js';
import { Workers } from '../../src/platform/queue/workers.js';

interface Numbered {
  n: number;
}

const count = defineJob<Numbered>({ name: 'contract.count' });
const flaky = defineJob<Numbered>({ name: 'contract.flaky', attempts: 3, backoffMs: 50 });
const doomed = defineJob<Numbered>({ name: 'contract.doomed', attempts: 2, backoffMs: 50 });
const mail = defineJob<Numbered>({ name: 'contract.mail', queue: 'mail' });
const tick = defineJob<object>({ name: 'contract.tick', everyMs: 200 });
const idle = defineJob<Numbered>({ name: 'contract.idle', canWait: () => true });
/** The one that the other process dies over. */
const orphan = defineJob<Numbered>({ name: 'contract.orphan' });

class Recorder {
  readonly seen: string[] = [];

  @Handles(count)
  async count({ n }: Numbered, run: JobRun): Promise<void> {
    this.seen.push(`count ${n} ${run.eventId ?? '-'}`);
  }

  @Handles(flaky)
  async flaky({ n }: Numbered, run: JobRun): Promise<void> {
    this.seen.push(`flaky ${n} try ${run.attempt}`);
    if (run.attempt < 3) throw new Error('not yet');
  }

  @Handles(doomed)
  async doomed({ n }: Numbered, run: JobRun): Promise<void> {
    this.seen.push(`doomed ${n} try ${run.attempt}`);
    throw new Error('never');
  }

  @Handles(idle)
  async idle({ n }: Numbered): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 5));
    this.seen.push(`idle ${n}`);
  }

  @Handles(mail)
  async mail({ n }: Numbered): Promise<void> {
    this.seen.push(`mail ${n}`);
  }

  @Handles(tick)
  async tick(): Promise<void> {
    this.seen.push('tick');
  }

  @Handles(orphan)
  async orphan({ n }: Numbered): Promise<void> {
    this.seen.push(`orphan ${n}`);
  }
}

/** What every store of the queue promises; the same suite runs on each. */
export function queueContract(open: () => Promise<{ backend: QueueBackend; close(): Promise<void> }>): void {
  let store: Awaited<ReturnType<typeof open>>;
  let queues: Queues;
  let workers: Workers;
  let recorder: Recorder;

  beforeAll(async () => {
    // Jobs fail here on purpose.
    Logger.overrideLogger(false);
    store = await open();
    recorder = new Recorder();
    const registry = new JobRegistry({ getProviders: () => [{ instance: recorder }] } as unknown as DiscoveryService);
    registry.onModuleInit();
    queues = new Queues(store.backend);
    workers = new Workers(store.backend, registry, queues);
    // Waits in the queue before anybody works, so that the process which dies is the first to take it.
    await queues.enqueue(orphan, { n: 1 });
    await dieOverAJob(store.backend);
    await workers.start();
  });

  afterAll(async () => {
    await workers.beforeApplicationShutdown();
    await queues.onApplicationShutdown();
    await store.close();
  });

  async function until(condition: () => boolean, ms = 25_000): Promise<void> {
    const end = Date.now() + ms;
    while (!condition()) {
      if (Date.now() > end) throw new Error(`Waited in vain; seen: ${recorder.seen.join(', ')}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  it('does a job once, with its payload', async () => {
    await queues.enqueue(count, { n: 1 });
    await until(() => recorder.seen.includes('count 1 -'));
  });

  it('adds many at once to their queues and loses none', async () => {
    const entries = Array.from({ length: 300 }, (_, n) => ({ job: n % 2 ? mail : count, envelope: { payload: { n: 1000 + n }, eventId: null } }));
    await queues.addAll(entries as Parameters<Queues['addAll']>[0]);
    await until(() => recorder.seen.filter((line) => /^(count|mail) 1\d\d\d/.test(line)).length >= 300);
    expect(new Set(recorder.seen.filter((line) => /^(count|mail) 1\d\d\d/.test(line))).size).toBe(300);
  });

  it('takes one job of an id while it waits', async () => {
    await Promise.all([1, 2, 3].map(() => queues.enqueue(count, { n: 7 }, { id: 'seven', delayMs: 2_000 })));
    await until(() => recorder.seen.includes('count 7 -'));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(recorder.seen.filter((line) => line === 'count 7 -')).toHaveLength(1);
  });

  it('tries again after a failure, and tells the handler which try it is', async () => {
    await queues.enqueue(flaky, { n: 2 });
    await until(() => recorder.seen.includes('flaky 2 try 3'));
    expect(recorder.seen.filter((line) => line.startsWith('flaky 2'))).toEqual(['flaky 2 try 1', 'flaky 2 try 2', 'flaky 2 try 3']);
  });

  it('keeps a job that failed for good where it can be counted', async () => {
    await queues.enqueue(doomed, { n: 3 });
    await until(() => recorder.seen.includes('doomed 3 try 2'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await queues.counts()).work['failed']).toBe(1);
  });

  it('does what can wait after what cannot', async () => {
    const flood = Array.from({ length: 200 }, (_, n) => ({ job: idle, envelope: { payload: { n }, eventId: null } }));
    await queues.addAll(flood as unknown as Parameters<Queues['addAll']>[0]);
    await queues.enqueue(count, { n: 42 });
    await until(() => recorder.seen.includes('count 42 -') && recorder.seen.filter((line) => line.startsWith('idle')).length === 200);
    const before = recorder.seen.slice(0, recorder.seen.indexOf('count 42 -')).filter((line) => line.startsWith('idle'));
    expect(before.length).toBeLessThan(150);
  });

  it('waits before a delayed job', async () => {
    const start = Date.now();
    await queues.enqueue(count, { n: 9 }, { delayMs: 400 });
    await until(() => recorder.seen.includes('count 9 -'));
    expect(Date.now() - start).toBeGreaterThanOrEqual(390);
  });

  it('runs a schedule again and again', async () => {
    await until(() => recorder.seen.filter((line) => line === 'tick').length >= 3);
  });

  it('takes over the job of a process that was killed', async () => {
    await until(() => recorder.seen.includes('orphan 1'), 40_000);
  }, 45_000);
}

/** A process that takes the first job of the queue and is killed while it works on it. */
async function dieOverAJob(backend: QueueBackend): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../support/doomed-worker.mjs'), backend.engine, JSON.stringify(backend.connection())], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'] },
  });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
}
