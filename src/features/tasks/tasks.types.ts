import type { VNode } from 'preact';
import type { Language } from '../../shared/language.js';

/** `asking` waits for its owner's word; the last three are over, but what was stopped or failed may go on. */
export const TASK_STATUSES = ['running', 'asking', 'stopped', 'done', 'failed'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

/** A task as its runner and its pages see it. */
export interface TaskView<Detail extends object = object> {
  readonly id: string;
  readonly kind: string;
  readonly ownerId: string;
  readonly enterpriseId: string | null;
  readonly status: TaskStatus;
  readonly done: number;
  readonly total: number | null;
  readonly detail: Detail;
  readonly problem: { readonly zh: string; readonly en: string } | null;
  readonly inputFileId: string | null;
  readonly fileId: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly finishedAt: Date | null;
  readonly version: number;
}

/** Where a task stands after a step. */
export interface TaskStep<Detail extends object> {
  readonly done: number;
  readonly total: number | null;
  readonly detail: Detail;
  /** `running`: there is more to do. */
  readonly status: 'running' | 'asking' | 'done';
  readonly fileId?: string;
}

/** What one kind of long work does, and how its page speaks of it. */
export interface TaskRunner<Detail extends object> {
  readonly kind: string;
  /**
   * Does a piece that takes a second or so, and says where it stands. It runs again from the last place that was kept when its process died, so it
   * must be safe to repeat. An AppError ends the task and tells its owner what to do; anything else is tried again.
   */
  step(task: TaskView<Detail>): Promise<TaskStep<Detail>>;
  /** What to call it: 「导入供给：价目表.csv」. */
  title(task: TaskView<Detail>, language: Language): string;
  /** What its page says below the progress. Stands inside the page. */
  report(task: TaskView<Detail>): VNode | null;
  /** A process lets go of what it has in memory for it, and of what it does for it beside the steps. */
  forget(taskId: string): void | Promise<void>;
}
