import type { ComponentChildren, VNode } from 'preact';
import { useSay } from '../page-context.js';
import type { DiffPart } from '../text-diff.js';
import { diffTexts } from '../text-diff.js';
import { texts } from '../texts.js';

export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** Figures stand to the right. */
  readonly right?: boolean;
  readonly nowrap?: boolean;
  /** Its cells say what they are: on a phone a dense row shows them without the head. */
  readonly plain?: boolean;
}

interface TableProps<Row> {
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  caption?: string;
  /** The caption is for screen readers only. */
  hideCaption?: boolean;
  /** The officer's: 40 px a row from 64 rem on; on a phone the first cell and below it the others in a line, empty ones left out. */
  dense?: boolean;
  /** Marked rows: selected, current. */
  isOn?: (row: Row) => boolean;
}

/** A table; on a phone each row becomes a block whose first cell is its name and whose others carry their labels. */
export function Table<Row>({ columns, rows, caption, hideCaption, dense, isOn }: TableProps<Row>): VNode {
  return (
    <table class={dense ? 'stack dense' : 'stack'}>
      {caption && <caption class={hideCaption ? 'vh' : undefined}>{caption}</caption>}
      <thead>
        <tr>
          {columns.map((c) => (
            <th scope="col" class={c.right ? 'r' : undefined}>
              {c.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr class={isOn?.(row) ? 'on' : undefined}>
            {columns.map((c) => (
              <td data-l={c.head} class={[c.right ? 'r' : '', c.nowrap ? 'nw' : '', c.plain ? 'pl' : ''].filter(Boolean).join(' ') || undefined}>
                {c.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Lets a wide table scroll sideways, by keyboard too. */
export function Scroll({ label, children }: { label: string; children: ComponentChildren }): VNode {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  );
}

export interface Change {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** What a revision changes, field by field, the words that went and came marked on their side. */
export function DiffTable({ changes, before, after, label }: { changes: readonly Change[]; before: string; after: string; label: string }): VNode {
  const say = useSay();
  return (
    <Scroll label={label}>
      <table class="diff">
        <thead>
          <tr>
            <th scope="col">{say(texts.field)}</th>
            <th scope="col">{before}</th>
            <th scope="col">{after}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => {
            const isSame = change.before === change.after;
            const parts = diffTexts(change.before, change.after);
            return (
              <tr>
                <th scope="row">{change.field}</th>
                <td class={isSame ? 'soft' : undefined}>{isSame ? say(texts.unchanged) : <Side parts={parts} shows="del" />}</td>
                <td>{isSame ? change.after : <Side parts={parts} shows="ins" />}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

function Side({ parts, shows }: { parts: readonly DiffPart[]; shows: 'del' | 'ins' }): VNode {
  const Mark = shows;
  return <>{parts.map((p) => (p.kind === 'same' ? p.text : p.kind === shows ? <Mark>{p.text}</Mark> : null))}</>;
}

/** What happened, newest first, each entry with the end of its hash where the log is chained. */
export function History({ entries }: { entries: readonly { readonly at: string; readonly text: ComponentChildren; readonly hash?: string }[] }): VNode {
  return (
    <table class="log">
      <tbody>
        {entries.map((e) => (
          <tr>
            <td class="nw">{e.at}</td>
            <td>{e.text}</td>
            {e.hash && <td class="hash">{`${e.hash.slice(0, 4)}…${e.hash.slice(-2)}`}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
