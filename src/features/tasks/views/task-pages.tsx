import type { VNode } from 'preact';
import { href } from '../../../web/address.js';
import { Empty } from '../../../web/components/states.js';
import { Crumbs } from '../../../web/components/ways.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { useSay } from '../../../web/page-context.js';
import { TASK_TEXTS as T } from '../tasks.texts.js';
import type { TaskView } from '../tasks.types.js';
import { TaskSheet } from './task-sheet.js';

const REFRESH_SECONDS = 4;

interface TitledTask {
  readonly task: TaskView;
  readonly title: string;
}

/** One piece of work: how far it is, and what came out so far. */
export function TaskPage({ ctx, task, title, report }: TitledTask & { ctx: PageContext; report: VNode | null }): VNode {
  return (
    <Layout ctx={ctx} title={title} kind="desk" frame="narrow" noIndex {...(task.status === 'running' && { refreshSeconds: REFRESH_SECONDS })}>
      <Crumbs
        ways={[
          { label: T.back[ctx.language], href: href(ctx, '/workspace') },
          { label: T.title[ctx.language], href: href(ctx, '/tasks') },
        ]}
      />
      <h1>{title}</h1>
      <TaskSheet task={task} title={T.progress[ctx.language]} />
      {report}
    </Layout>
  );
}

/** Everything that one person has under way. */
export function TasksPage({ ctx, tasks }: { ctx: PageContext; tasks: readonly TitledTask[] }): VNode {
  const isRunning = tasks.some(({ task }) => task.status === 'running');
  return (
    <Layout ctx={ctx} title={T.title[ctx.language]} kind="desk" frame="narrow" noIndex {...(isRunning && { refreshSeconds: REFRESH_SECONDS })}>
      <Crumbs ways={[{ label: T.back[ctx.language], href: href(ctx, '/workspace') }]} />
      <h1>{T.title[ctx.language]}</h1>
      <p class="lead2">{T.lead[ctx.language]}</p>
      <List ctx={ctx} tasks={tasks} />
    </Layout>
  );
}

function List({ ctx, tasks }: { ctx: PageContext; tasks: readonly TitledTask[] }): VNode {
  const say = useSay();
  if (tasks.length === 0) return <Empty title={say(T.none)}>{say(T.noneText)}</Empty>;
  return (
    <div class="gap">
      {tasks.map(({ task, title }) => (
        <TaskSheet task={task} title={<a href={href(ctx, `/tasks/${task.id}`)}>{title}</a>} />
      ))}
    </div>
  );
}
