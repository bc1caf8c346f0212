import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Controller, Get, HttpCode, Param, Post, Res, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { downloadHeaders } from '../../platform/files/file-headers.js';
import { FileStore } from '../../platform/files/file-store.js';
import { Permission, RateLimit } from '../../platform/http/permission.js';
import { CurrentActor } from '../../platform/http/request.js';
import { idField } from '../../platform/http/text-field.js';
import type { Actor } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { AppError } from '../../shared/errors.js';
import { say } from '../../shared/language.js';
import { TASK_ERRORS } from './tasks.errors.js';
import { TasksQueries } from './tasks.queries.js';
import { TasksService } from './tasks.service.js';
import { TASK_STATUSES, type TaskView } from './tasks.types.js';
import { wordsOf } from './views/task-sheet.js';

/** Between two looks, and how many looks one connection gets: ten minutes, then the browser comes again by itself. */
const LOOK_MS = 500;
const LOOKS = 1_200;

const taskBody = z
  .object({
    id: z.string(),
    kind: z.string(),
    title: z.string(),
    status: z.enum(TASK_STATUSES).meta({ description: '`asking` waits for its owner on its page; what was stopped or has failed may go on' }),
    done: z.number().int(),
    total: z.number().int().nullable().meta({ description: 'Null while nobody knows' }),
    words: z.string().meta({ description: 'How far it is, or what went wrong, in the language of the request' }),
    hasFile: z.boolean(),
    createdAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Task' });
type TaskBody = z.output<typeof taskBody>;

@ApiTags('tasks')
@ApiBearerAuth()
@Controller('api/v1/tasks')
@Permission('account')
export class TasksController implements BeforeApplicationShutdown {
  private readonly stopping = new AbortController();

  constructor(
    private readonly queries: TasksQueries,
    private readonly tasks: TasksService,
    private readonly files: FileStore,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listTasks', summary: 'Your long work, the newest first' })
  @ApiOkResponse({ standardSchema: z.object({ items: z.array(taskBody) }).meta({ id: 'Tasks' }) })
  async list(@CurrentActor() actor: Actor): Promise<{ items: TaskBody[] }> {
    return { items: (await this.queries.mine(actor)).map((task) => this.bodyOf(task, actor)) };
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getTask', summary: 'How far one is' })
  @ApiOkResponse({ standardSchema: taskBody })
  async get(@CurrentActor() actor: Actor, @Param('id', { schema: idField }) id: string): Promise<TaskBody> {
    return this.bodyOf(await this.queries.one(actor, id), actor);
  }

  @Get(':id/events')
  @RateLimit({ points: 60, perSeconds: 60, by: 'actor' })
  @ApiOperation({ operationId: 'watchTask', summary: 'The same as it changes, as server-sent events; ends with the task' })
  @ApiOkResponse({ content: { 'text/event-stream': { schema: { type: 'string' } } } })
  async watch(@CurrentActor() actor: Actor, @Param('id', { schema: idField }) id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<StreamableFile> {
    // Refused before the stream begins: afterwards there is no status any more.
    const task = await this.get(actor, id);
    // A proxy in between must not collect what is told now.
    reply.headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    return new StreamableFile(Readable.from(this.changes(actor, task)), { type: 'text/event-stream' });
  }

  /** Ends with the task, with the reader, or when this process stops. */
  private async *changes(actor: Actor, first: TaskBody): AsyncGenerator<string> {
    const { signal } = this.stopping;
    let told = '';
    for (let look = 0, task = first; look < LOOKS && !signal.aborted; look += 1) {
      const data = JSON.stringify(task);
      if (data !== told) yield `data: ${(told = data)}\n\n`;
      if (task.status !== 'running') return;
      await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
      task = await this.get(actor, task.id);
    }
  }

  @Post(':id/stop')
  @HttpCode(204)
  @ApiOperation({ operationId: 'stopTask', summary: 'Stop it; what was done is kept' })
  @ApiNoContentResponse()
  stop(@CurrentActor() actor: Actor, @Param('id', { schema: idField }) id: string): Promise<void> {
    return this.tasks.stop(actor, id);
  }

  @Post(':id/resume')
  @HttpCode(204)
  @ApiOperation({ operationId: 'resumeTask', summary: 'Let one that was stopped, or has failed, go on where it stands' })
  @ApiNoContentResponse()
  resume(@CurrentActor() actor: Actor, @Param('id', { schema: idField }) id: string): Promise<void> {
    return this.tasks.resume(actor, id);
  }

  @Get(':id/file')
  @ApiOperation({ operationId: 'getTaskFile', summary: 'What it made' })
  @ApiOkResponse({ content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } })
  async file(@CurrentActor() actor: Actor, @Param('id', { schema: idField }) id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<StreamableFile> {
    const { fileId } = await this.queries.one(actor, id);
    if (fileId === null) throw new AppError(TASK_ERRORS.notFound);
    const file = await this.files.find(fileId);
    reply.headers(downloadHeaders(file));
    return new StreamableFile(await this.files.read(fileId), { type: file.type, length: file.size });
  }

  beforeApplicationShutdown(): void {
    this.stopping.abort();
  }

  private bodyOf(task: TaskView, { language }: Actor): TaskBody {
    return {
      id: task.id,
      kind: task.kind,
      title: this.tasks.runner(task.kind).title(task, language),
      status: task.status,
      done: task.done,
      total: task.total,
      words: wordsOf(task, this.clock.now(), (text, params) => say(text, language, params), language),
      hasFile: task.fileId !== null,
      createdAt: task.createdAt.toISOString(),
      finishedAt: task.finishedAt?.toISOString() ?? null,
    };
  }
}
