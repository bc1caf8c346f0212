import { Controller, Get, Param, Post } from '@nestjs/common';
import { Permission } from '../../platform/http/permission.js';
import { idField } from '../../platform/http/text-field.js';
import { href, pagePaths } from '../../web/address.js';
import { PageScope, type PageContext } from '../../web/page-context.js';
import { CurrentPage } from '../../web/page-contexts.js';
import { type HtmlPage, page, type SeeOther, seeOther } from '../../web/render.js';
import { TasksQueries } from './tasks.queries.js';
import { TasksService } from './tasks.service.js';
import { TASK_TEXTS as T } from './tasks.texts.js';
import { TaskPage, TasksPage } from './views/task-pages.js';

/** Long work as its owner sees it. */
@Controller(pagePaths('tasks'))
@Permission('account')
export class TasksPages {
  constructor(
    private readonly queries: TasksQueries,
    private readonly tasks: TasksService,
  ) {}

  @Get()
  async list(@CurrentPage() ctx: PageContext): Promise<HtmlPage> {
    const tasks = await this.queries.mine(ctx.actor);
    return page(<TasksPage ctx={ctx} tasks={tasks.map((task) => ({ task, title: this.tasks.runner(task.kind).title(task, ctx.language) }))} />);
  }

  @Get(':id')
  async show(@CurrentPage() ctx: PageContext, @Param('id', { schema: idField }) id: string): Promise<HtmlPage> {
    const task = await this.queries.one(ctx.actor, id);
    const runner = this.tasks.runner(task.kind);
    const report = runner.report(task);
    return page(<TaskPage ctx={ctx} task={task} title={runner.title(task, ctx.language)} report={report && <PageScope value={ctx}>{report}</PageScope>} />);
  }

  @Post(':id/stop')
  async stop(@CurrentPage() ctx: PageContext, @Param('id', { schema: idField }) id: string): Promise<SeeOther> {
    await this.tasks.stop(ctx.actor, id);
    return seeOther(href(ctx, `/tasks/${id}`), {
      tone: 'ok',
      title: T.stoppedNotice[ctx.language],
      undo: { action: href(ctx, `/tasks/${id}/resume`), label: T.resume[ctx.language] },
    });
  }

  @Post(':id/resume')
  async resume(@CurrentPage() ctx: PageContext, @Param('id', { schema: idField }) id: string): Promise<SeeOther> {
    await this.tasks.resume(ctx.actor, id);
    return seeOther(href(ctx, `/tasks/${id}`), { tone: 'ok', title: T.resumedNotice[ctx.language] });
  }
}
