import type { VNode } from 'preact';
import { href } from '../../../web/address.js';
import { Acts, Button, ButtonLink } from '../../../web/components/button.js';
import { CsrfField } from '../../../web/components/form.js';
import { Section } from '../../../web/components/sections.js';
import { Note } from '../../../web/components/status.js';
import { Table } from '../../../web/components/tables.js';
import { formatNumber } from '../../../web/format.js';
import { usePage, useSay } from '../../../web/page-context.js';
import type { TaskView } from '../../tasks/tasks.types.js';
import { COLUMN_NAMES } from '../columns.js';
import { IMPORT_TEXTS as T } from '../import.texts.js';
import type { ImportDetail } from '../import.types.js';

/** What an import found before it begins, and what came of it. */
export function ImportReport({ task }: { task: TaskView<ImportDetail> }): VNode | null {
  if (task.status === 'asking') return <Checked task={task} />;
  if (task.detail.isTakenBack) return <TakingBack />;
  if (!task.detail.order) return null;
  return (
    <>
      {task.status === 'done' && <Outcome task={task} />}
      {(task.status !== 'done' || task.detail.created > 0) && <TakeBack task={task} />}
    </>
  );
}

function Checked({ task }: { task: TaskView<ImportDetail> }): VNode | null {
  const ctx = usePage();
  const say = useSay();
  const { checked } = task.detail;
  if (!checked) return null;
  const { good, refused, columns, shown } = checked;
  return (
    <>
      <TakenBack task={task} />
      <Section id="checked" lift title={good > 0 ? say(T.checkedTitle, { good: formatNumber(good), refused: formatNumber(refused) }) : say(T.checkedNone)}>
        {good > 0 && (
          <>
            <p>{say(T.askLead)}</p>
            <form method="post" action={href(ctx, `/imports/${task.id}/start`)}>
              <CsrfField />
              <Acts spaced>
                <Button name="submit" value="1">
                  {say(T.asSubmitted)}
                </Button>
                <Button kind="alt" name="submit" value="0">
                  {say(T.asDrafts)}
                </Button>
              </Acts>
            </form>
          </>
        )}
      </Section>
      {shown.length > 0 && (
        <Section id="problems" title={say(T.problems)}>
          <Table
            caption={say(T.problems)}
            columns={[
              { head: say(T.row), cell: ({ row }) => row, nowrap: true },
              { head: say(T.problem), cell: ({ problems }) => problems },
            ]}
            rows={shown}
          />
          {refused > shown.length && <p class="s soft">{say(T.problemsMore, { shown: shown.length })}</p>}
        </Section>
      )}
      <Section id="columns" title={say(T.columns)}>
        <Table
          caption={say(T.columns)}
          columns={[
            { head: say(T.columnInFile), cell: ({ name }) => name || '–' },
            { head: say(T.columnMeans), cell: ({ field }) => (field ? say(COLUMN_NAMES[field]) : <span class="soft">{say(T.columnIgnored)}</span>) },
          ]}
          rows={columns}
        />
      </Section>
    </>
  );
}

function Outcome({ task }: { task: TaskView<ImportDetail> }): VNode {
  const ctx = usePage();
  const say = useSay();
  const { created, existing, refused, kind } = task.detail;
  const isDemand = kind === 'demand';
  return (
    <>
      <Section id="outcome" sheet title={say(T.outcome, { created: formatNumber(created) })}>
        {existing > 0 && <p>{say(T.existing, { count: formatNumber(existing) })}</p>}
        <Acts>
          <ButtonLink kind="alt" href={href(ctx, `/workspace/${isDemand ? 'demands' : 'offerings'}`)}>
            {say(isDemand ? T.seeDemands : T.seeOfferings)}
          </ButtonLink>
        </Acts>
      </Section>
      {refused > 0 && (
        <Section id="refused" sheet title={say(T.refusedTitle, { count: formatNumber(refused) })}>
          <p>{say(T.refusedText)}</p>
          <Acts>
            <ButtonLink href={`/api/v1/tasks/${task.id}/file`}>{say(T.downloadRefused)}</ButtonLink>
          </Acts>
        </Section>
      )}
    </>
  );
}

/** The way back from a whole import, as long as its page is there. */
function TakeBack({ task }: { task: TaskView<ImportDetail> }): VNode {
  const ctx = usePage();
  const say = useSay();
  return (
    <Section id="take-back" sheet title={say(T.takeBackTitle)}>
      <p>{say(T.takeBackText)}</p>
      <form method="post" action={href(ctx, `/imports/${task.id}/undo`)}>
        <CsrfField />
        <Acts>
          <Button kind="alt">{say(T.takeBack)}</Button>
        </Acts>
      </form>
    </Section>
  );
}

function TakingBack(): VNode {
  const say = useSay();
  return <p>{say(T.takingBack)}</p>;
}

function TakenBack({ task }: { task: TaskView<ImportDetail> }): VNode | null {
  const say = useSay();
  const { takenBack } = task.detail;
  if (!takenBack) return null;
  const { removed, kept } = takenBack;
  return (
    <Note tone="ok" title={say(T.takenBack, { removed: formatNumber(removed) })} spaced>
      {kept > 0 && say(T.takenBackKept, { kept: formatNumber(kept) })} {say(T.takenBackText)}
    </Note>
  );
}
