import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.js';
import { Outbox } from '../../platform/events/outbox.js';
import type { Actor, PersonActor } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { AppError } from '../../shared/errors.js';
import { newId } from '../../shared/ids.js';
import { Task } from './task.entity.js';
import { TASK_ERRORS } from './tasks.errors.js';
import { taskStarted } from './tasks.events.js';
import type { TaskRunner, TaskStatus, TaskView } from './tasks.types.js';

/** Pieces of long work that one person may have under way. */
const MOST_OPEN = 5;

interface NewTask {
  readonly kind: string;
  readonly enterpriseId: string | null;
  readonly detail: object;
  /** A file that it works on; cleared away with it. */
  readonly inputFileId: string | null;
}

/** Starts long work, stops it, lets it go on; features bring what is done (`TaskRunner`). */
@Injectable()
export class TasksService {
  private readonly runners = new Map<string, TaskRunner<object>>();

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Features add theirs when they start. */
  add<Detail extends object>(runner: TaskRunner<Detail>): void {
    this.runners.set(runner.kind, runner as unknown as TaskRunner<object>);
  }

  runner(kind: string): TaskRunner<object> {
    const runner = this.runners.get(kind);
    if (!runner) throw new Error(`Nobody runs tasks of the kind ${kind}`);
    return runner;
  }

  /**
   * @param alongside done in the same transaction, last
   * @throws AppError (too-many) while the person has too much under way
   */
  start(actor: PersonActor, { kind, enterpriseId, detail, inputFileId }: NewTask, alongside?: (manager: EntityManager, taskId: string) => Promise<void>): Promise<TaskView> {
    return this.database.transaction(async (manager) => {
      // One person's starts one after the other, so that two at once do not slip past the bound.
      await manager.query('select id from person where id = $1 for update', [actor.personId]);
      const open = await manager.countBy(Task, { ownerId: actor.personId, status: 'running' });
      if (open >= MOST_OPEN) throw new AppError(TASK_ERRORS.tooMany, { count: open });
      const now = this.clock.now();
      const task = manager.create(Task, {
        id: newId(),
        kind,
        ownerId: actor.personId,
        enterpriseId,
        status: 'running',
        done: 0,
        total: null,
        detail,
        problem: null,
        inputFileId,
        fileId: null,
        createdAt: now,
        updatedAt: now,
        finishedAt: null,
      });
      await manager.insert(Task, task);
      await this.outbox.append(manager, taskStarted, { taskId: task.id });
      const kept = await manager.findOneByOrFail(Task, { id: task.id });
      await alongside?.(manager, task.id);
      return kept;
    });
  }

  /** @throws AppError (conflict) when it is over already */
  stop(actor: Actor, id: string): Promise<void> {
    return this.change(actor, id, ['running', 'asking'], async (manager, task) => {
      await this.put(manager, task, 'stopped', task.detail);
    });
  }

  /** Lets a task go on where it stands. @throws AppError (conflict) when it goes on already, or is done */
  resume(actor: Actor, id: string): Promise<void> {
    return this.change(actor, id, ['stopped', 'failed'], (manager, task) => this.goOn(manager, task, task.detail));
  }

  /**
   * The owner's word for which a task has waited, or another one: it goes on with that, and what a step is doing now is not kept.
   * @param kind of the task that the caller speaks of
   * @param from where it may stand
   * @throws AppError (conflict) when it stands elsewhere; not-found for another kind
   */
  answer(actor: Actor, id: string, kind: string, from: readonly TaskStatus[], answered: (detail: object) => object): Promise<void> {
    return this.change(actor, id, from, (manager, task) => {
      if (task.kind !== kind) throw new AppError(TASK_ERRORS.notFound);
      return this.goOn(manager, task, answered(task.detail));
    });
  }

  /**
   * For a step, in the transaction of what it makes: its owner has not stopped it since, or said something else, and cannot until that ends.
   * @throws AppError (conflict) otherwise; then nothing of the step stands, and nobody is told
   */
  async assertCurrent(manager: EntityManager, { id, version }: TaskView): Promise<void> {
    const current = await manager.query<unknown[]>(`select 1 from task where id = $1 and version = $2 and status = 'running' for no key update`, [id, version]);
    if (current.length === 0) throw new AppError(TASK_ERRORS.notNow);
  }

  private async goOn(manager: EntityManager, task: Task, detail: object): Promise<void> {
    await this.put(manager, task, 'running', detail);
    await this.outbox.append(manager, taskStarted, { taskId: task.id });
  }

  private async put(manager: EntityManager, task: Task, status: TaskStatus, detail: object): Promise<void> {
    const now = this.clock.now();
    Object.assign(task, { status, detail, updatedAt: now, finishedAt: status === 'stopped' ? now : null, problem: null });
    await manager.save(task);
  }

  private change(actor: Actor, id: string, from: readonly TaskStatus[], work: (manager: EntityManager, task: Task) => Promise<void>): Promise<void> {
    return this.database.transaction(async (manager) => {
      const task = await manager.findOne(Task, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!task || actor.kind !== 'person' || task.ownerId !== actor.personId) throw new AppError(TASK_ERRORS.notFound);
      if (!from.includes(task.status)) throw new AppError(TASK_ERRORS.notNow);
      await work(manager, task);
    });
  }
}
