import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { VNode } from 'preact';
import { AppError } from '../../../shared/errors.js';
import { type Language, say } from '../../../shared/language.js';
import { ActorQueries } from '../../identity/actors.queries.js';
import { TasksService } from '../../tasks/tasks.service.js';
import type { TaskRunner, TaskStep, TaskView } from '../../tasks/tasks.types.js';
import { RematchReport } from '../views/rematch-report.js';
import { WEIGHTS_ERRORS } from '../weights/weights.errors.js';
import { mayChangeWeights } from '../weights/weights.service.js';
import { RematchService } from './rematch.service.js';
import { RematchStore } from './rematch.store.js';
import { REMATCH_TEXTS as T } from './rematch.texts.js';

export const REMATCH_TASK = 'rematch';

export interface RematchDetail {
  /** The pass that it stands for, once it has begun: `RematchStore.begin`. */
  readonly pass: string | null;
  /** Suggestions written or dropped by that pass so far. */
  readonly written: number;
}

/** How long a step looks on while the pass goes on. */
const STEP_MS = 1_000;
const UNDER_WAY = {};

/** What this process does for a task. */
interface Attempt {
  readonly pass: string;
  readonly stop: AbortController;
  /** Its own run of the pass; null when there is none, or it has ended. */
  run: Promise<object | null> | null;
  /** Somebody else was at the pass when it wanted to go on with it. */
  isWatching: boolean;
}

/**
 * A pass over all open demands that an administrator watches. The pass runs beside the steps, for it holds an index in memory; a step only looks how far
 * it is. Where another process is at the pass, the task shows that one's progress and goes on with it should that process die.
 */
@Injectable()
export class RematchTask implements TaskRunner<RematchDetail>, OnModuleInit {
  readonly kind = REMATCH_TASK;
  private readonly attempts = new Map<string, Attempt>();

  constructor(
    private readonly tasks: TasksService,
    private readonly rematch: RematchService,
    private readonly store: RematchStore,
    private readonly actors: ActorQueries,
  ) {}

  onModuleInit(): void {
    this.tasks.add(this);
  }

  title(_task: TaskView<RematchDetail>, language: Language): string {
    return say(T.taskTitle, language);
  }

  report({ detail }: TaskView<RematchDetail>): VNode {
    return <RematchReport written={detail.written} />;
  }

  /** A pass that another process is at ends, too: whoever stops the work means the work. */
  async forget(taskId: string): Promise<void> {
    const attempt = this.attempts.get(taskId);
    if (attempt === undefined) return;
    this.attempts.delete(taskId);
    attempt.stop.abort();
    if (attempt.isWatching) await this.store.halt(attempt.pass);
  }

  /** @throws AppError (forbidden) when its owner is no administrator of the secretariat any more */
  async step(task: TaskView<RematchDetail>): Promise<TaskStep<RematchDetail>> {
    const owner = await this.actors.byPersonId(task.ownerId);
    if (owner === null || !mayChangeWeights(owner)) throw new AppError(WEIGHTS_ERRORS.notYours);
    const { pass } = task.detail;
    // The name is kept before anything is done, so that a step that is done again goes on with the same pass.
    if (pass === null) return { status: 'running', done: 0, total: await this.store.countOpenDemands(), detail: { ...task.detail, pass: await this.store.begin() } };
    await this.look(task.id, pass);
    const last = await this.store.last();
    const total = task.total ?? 0;
    // A later pass has begun: this one was at its end.
    if (last?.name !== pass) return { status: 'done', done: total, total, detail: task.detail };
    const detail = { pass, written: last.written };
    // Demands come and go meanwhile: at the end, there were as many as were ranked.
    if (last.isOver) return { status: 'done', done: last.demands, total: last.demands, detail };
    return { status: 'running', done: last.demands, total: Math.max(total, last.demands), detail };
  }

  /** Waits a second or until the pass is over; begins or goes on with it where nobody is at it. @throws whatever ended the pass */
  private async look(taskId: string, pass: string): Promise<void> {
    const attempt = this.attempts.get(taskId) ?? { pass, stop: new AbortController(), run: null, isWatching: false };
    this.attempts.set(taskId, attempt);
    attempt.run ??= this.rematch.run(() => undefined, attempt.stop.signal, pass);
    const second = sleep(STEP_MS, UNDER_WAY);
    let result: object | null = null;
    try {
      result = await Promise.race([second, attempt.run]);
    } finally {
      attempt.isWatching = result === null;
      if (result !== UNDER_WAY) attempt.run = null;
    }
    // Nobody to ask again at once: another process is at it, or this one is about to end.
    if (result !== UNDER_WAY && (await this.isOpen(pass))) await second;
  }

  private async isOpen(pass: string): Promise<boolean> {
    const last = await this.store.last();
    return last?.name === pass && !last.isOver;
  }
}
