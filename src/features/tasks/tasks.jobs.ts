import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { Outbox } from '../../platform/events/outbox.js';
import { FileStore } from '../../platform/files/file-store.js';
import { defineJob, Handles, type JobRun } from '../../platform/queue/job.js';
import { Clock } from '../../shared/clock.js';
import { DAY_MS } from '../../shared/durations.js';
import { AppError } from '../../shared/errors.js';
import { say, type Text, type TextParams } from '../../shared/language.js';
import { Task } from './task.entity.js';
import { TASK_ERRORS } from './tasks.errors.js';
import { type TaskEvent, taskStarted } from './tasks.events.js';
import { TasksService } from './tasks.service.js';
import type { TaskStep } from './tasks.types.js';

/** Long work stands behind everything that somebody waits for. */
const runTask = defineJob<TaskEvent>({ name: 'tasks.run', on: [taskStarted], attempts: 5, canWait: () => true });
const sweepTasks = defineJob<object>({ name: 'tasks.sweep', everyMs: DAY_MS });

/** What is over is kept so long, and what waits for a word. */
const KEPT_DAYS = 7;

/** Does tasks step by step. Each step's place is kept, so that a process that dies loses at most one. */
@Injectable()
export class TasksJobs implements OnModuleDestroy {
  private readonly logger = new Logger('Tasks');
  private isStopping = false;

  constructor(
    private readonly database: Database,
    private readonly tasks: TasksService,
    private readonly files: FileStore,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  onModuleDestroy(): void {
    this.isStopping = true;
  }

  @Handles(runTask)
  async run({ taskId }: TaskEvent, { attempt }: JobRun): Promise<void> {
    for (;;) {
      const task = await this.database.manager.findOneBy(Task, { id: taskId });
      if (task?.status !== 'running') return this.forget(task);
      if (this.isStopping) return this.handOn(task);
      const runner = this.tasks.runner(task.kind);
      try {
        const step = await runner.step(task);
        if (!(await this.keep(task, step))) return this.forget(task);
      } catch (error) {
        const problem = problemOf(error, attempt);
        if (problem === null) throw error;
        if (!(error instanceof AppError)) this.logger.error(`${task.kind} ${task.id} has failed`, error instanceof Error ? error.stack : String(error));
        await this.write(task, { status: 'failed', problem, finishedAt: this.clock.now() });
        return this.forget(task);
      }
    }
  }

  /** False when somebody stopped it, or another process is at it: what the step did stands, and is repeated without harm. */
  private keep(task: Task, { done, total, detail, status, fileId }: TaskStep<object>): Promise<boolean> {
    return this.write(task, { done, total, detail, status, ...(fileId !== undefined && { fileId }), finishedAt: status === 'done' ? this.clock.now() : null });
  }

  private async write(task: Task, changes: Partial<Task>): Promise<boolean> {
    const { affected } = await this.database.manager
      .createQueryBuilder()
      .update(Task)
      .set({ ...changes, updatedAt: this.clock.now(), version: task.version + 1 })
      .where('id = :id and version = :version and status = :status', { id: task.id, version: task.version, status: 'running' })
      .execute();
    return affected === 1;
  }

  /** This process is about to end and waits for its jobs: the next one goes on. */
  private async handOn(task: Task): Promise<void> {
    await this.forget(task);
    await this.database.transaction((manager) => this.outbox.append(manager, taskStarted, { taskId: task.id }));
  }

  private async forget(task: Task | null): Promise<void> {
    if (task) await this.tasks.runner(task.kind).forget(task.id);
  }

  /** What is long over goes, with what it made. */
  @Handles(sweepTasks)
  async sweep(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_DAYS * DAY_MS);
    await this.database.transaction(async (manager) => {
      const [rows] = await manager.query<[{ files: (string | null)[] }[], number]>(
        `delete from task where updated_at < $1 and status <> 'running' returning array[input_file_id, file_id] as files`,
        [before],
      );
      for (const fileId of rows.flatMap(({ files }) => files)) if (fileId !== null) await this.files.remove(manager, fileId);
    });
  }
}

/** What its owner reads; null for a fault that is worth another try. */
function problemOf(error: unknown, attempt: number): { zh: string; en: string } | null {
  const inBoth = (text: Text, params: TextParams = {}): { zh: string; en: string } => ({ zh: say(text, 'zh', params), en: say(text, 'en', params) });
  if (error instanceof AppError) return inBoth(error.definition, error.params);
  return attempt < runTask.attempts ? null : inBoth(TASK_ERRORS.broken);
}
