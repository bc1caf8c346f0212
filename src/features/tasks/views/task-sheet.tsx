import type { ComponentChildren, VNode } from 'preact';
import { href } from '../../../web/address.js';
import { Button, ButtonLink } from '../../../web/components/button.js';
import { CsrfField } from '../../../web/components/form.js';
import { LongWork } from '../../../web/components/states.js';
import type { Tone } from '../../../web/components/status.js';
import { formatDuration, formatNumber } from '../../../web/format.js';
import { usePage, useSay } from '../../../web/page-context.js';
import { TASK_TEXTS as T } from '../tasks.texts.js';
import type { TaskStatus, TaskView } from '../tasks.types.js';

const TONES: Readonly<Record<TaskStatus, Tone>> = { running: 'live', asking: 'wait', stopped: 'ended', done: 'ok', failed: 'bad' };
/** Too little is done to say when the rest will be. */
const TELLING = 0.03;

interface TaskSheetProps {
  readonly task: TaskView;
  readonly title: ComponentChildren;
}

/** One piece of work with its progress and what may be done with it. */
export function TaskSheet({ task, title }: TaskSheetProps): VNode {
  const ctx = usePage();
  const say = useSay();
  const { status, done, total } = task;
  const isOpen = status === 'running' || status === 'stopped' || status === 'failed';
  return (
    <div data-task={status === 'running' ? `/api/v1/tasks/${task.id}/events` : undefined}>
      <LongWork
        title={title}
        state={{ tone: TONES[status], word: say(T[status]) }}
        {...(isOpen && total !== null && total > 0 && { progress: { done, of: total, label: say(T.progress) } })}
        action={<Act task={task} />}
      >
        <span data-task-words>{wordsOf(task, ctx.now, say, ctx.language)}</span>
      </LongWork>
    </div>
  );
}

/** How far, how long still, or what went wrong. The live answers say it in the same words. */
export function wordsOf(task: TaskView, now: Date, say: ReturnType<typeof useSay>, language: 'zh' | 'en'): string {
  const { status, done, total, problem } = task;
  if (problem) return problem[language];
  const far = total === null ? say(T.soFar, { done: formatNumber(done) }) : say(T.of, { done: formatNumber(done), total: formatNumber(total) });
  if (status === 'done') return `${far}　${say(T.kept)}`;
  const share = total ? done / total : 0;
  if (status !== 'running' || share < TELLING) return far;
  const passed = now.getTime() - task.createdAt.getTime();
  return `${far}　${say(T.left, { time: formatDuration((passed * (1 - share)) / share, language) })}`;
}

function Act({ task }: { task: TaskView }): VNode | null {
  const ctx = usePage();
  const say = useSay();
  if (task.fileId && task.status === 'done') {
    return (
      <ButtonLink kind="alt" small href={`/api/v1/tasks/${task.id}/file`}>
        {say(T.download)}
      </ButtonLink>
    );
  }
  const act = task.status === 'running' ? 'stop' : task.status === 'stopped' || task.status === 'failed' ? 'resume' : null;
  if (act === null) return null;
  return (
    <form method="post" action={href(ctx, `/tasks/${task.id}/${act}`)}>
      <CsrfField />
      <Button kind="alt" small>
        {say(T[act])}
      </Button>
    </form>
  );
}
