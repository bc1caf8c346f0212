import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { Actor } from '../../shared/actor.js';
import { AppError } from '../../shared/errors.js';
import { Task } from './task.entity.js';
import { TASK_ERRORS } from './tasks.errors.js';
import type { TaskView } from './tasks.types.js';

/** A person's list; older ones are swept away. */
const LISTED = 50;

@Injectable()
export class TasksQueries {
  constructor(private readonly database: Database) {}

  /** @throws AppError (not-found) for everybody but its owner */
  async one(actor: Actor, id: string): Promise<TaskView> {
    const task = actor.kind === 'person' ? await this.database.manager.findOneBy(Task, { id, ownerId: actor.personId }) : null;
    if (!task) throw new AppError(TASK_ERRORS.notFound);
    return task;
  }

  /** The newest first. */
  async mine(actor: Actor): Promise<TaskView[]> {
    if (actor.kind !== 'person') return [];
    return this.database.manager.find(Task, { where: { ownerId: actor.personId }, order: { createdAt: 'DESC', id: 'DESC' }, take: LISTED });
  }
}
