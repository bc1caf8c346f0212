import { defineEvent } from '../../platform/events/event.js';

export interface TaskEvent {
  readonly taskId: string;
}

/** A task was started, or told to go on. */
export const taskStarted = defineEvent<TaskEvent>('task.started');
