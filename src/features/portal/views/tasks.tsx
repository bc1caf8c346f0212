import type { VNode } from 'preact';
import { href } from '../../../web/address.js';
import { ButtonLink } from '../../../web/components/button.js';
import { ListingRow, Rows } from '../../../web/components/listing-row.js';
import { Section } from '../../../web/components/sections.js';
import { Status } from '../../../web/components/status.js';
import { usePage, useSay } from '../../../web/page-context.js';
import type { TaxonomyService } from '../../taxonomy/taxonomy.service.js';
import { tellTask } from '../task-words.js';
import type { Task } from '../workspace.service.js';
import { WORKSPACE_TEXTS as T } from '../workspace.texts.js';

/** Rows that stand open; nobody reads fifty at once, and each list behind has the rest. */
const SHOWN = 12;

/** What waits for the reader: the first has the one filled button of the page. */
export function Tasks({ tasks, taxonomy }: { tasks: readonly Task[]; taxonomy: TaxonomyService }): VNode {
  const ctx = usePage();
  const say = useSay();
  if (tasks.length === 0) {
    return (
      <Section id="todo" title={say(T.nothing)} sheet>
        <p>{say(T.nothingText)}</p>
      </Section>
    );
  }
  return (
    <Section id="todo" title={say(T.waits, { count: tasks.length })} aside={<span class="s soft">{say(T.waitsNote)}</span>} lift>
      <Rows>
        {tasks.slice(0, SHOWN).map((task, i) => {
          const told = tellTask(task, ctx, taxonomy);
          return (
            <ListingRow
              href={href(ctx, told.path)}
              title={told.title}
              snippet={told.text}
              above={
                <>
                  <Status tone={told.tone}>{told.state}</Status>
                  {told.due && <span>{told.due}</span>}
                </>
              }
              end={[
                <ButtonLink small {...(i > 0 && { kind: 'alt' as const })} href={href(ctx, told.path)}>
                  {told.act}
                </ButtonLink>,
              ]}
            />
          );
        })}
      </Rows>
      {tasks.length > SHOWN && <p class="s soft after">{say(T.andMore, { count: tasks.length - SHOWN })}</p>}
    </Section>
  );
}
