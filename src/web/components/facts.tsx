import type { ComponentChildren, VNode } from 'preact';
import type { Span } from '../block-layout.js';
import { blockSpans } from '../block-layout.js';
import { phoneGroups } from '../format.js';
import { useSay } from '../page-context.js';
import { texts } from '../texts.js';
import type { Tone } from './status.js';

/** One cell of a title block: a quarter wide, `half`, or the full width; on a phone a quarter is a half. */
export interface BlockCell {
  readonly term: string;
  readonly value: ComponentChildren;
  readonly width?: 'half' | 'full';
  /** A half that takes the full width on a phone. */
  readonly phoneFull?: boolean;
  /** Bigger figures: amounts that are decided upon. */
  readonly big?: boolean;
}

/**
 * The ruled box of facts that every listing carries: the same on the public page, in the mail, on the confirming page
 * and in the officer's case. Cells without a value are left out, so callers may pass what they have.
 */
export function TitleBlock({ cells }: { cells: readonly (BlockCell | null | false | undefined)[] }): VNode {
  const shown = cells.filter((c): c is BlockCell => !!c && c.value !== null && c.value !== undefined && c.value !== '');
  const spans = blockSpans(shown);
  return (
    <dl class="block">
      {shown.map((c, i) => (
        <div class={cellClass(c, spans[i])}>
          <dt>{c.term}</dt>
          <dd>{c.value}</dd>
        </div>
      ))}
    </dl>
  );
}

function cellClass(cell: BlockCell, span: Span | undefined): string | undefined {
  const wide = span && span.wide > 1 ? `w${span.wide}` : '';
  return [wide, span?.phone === 2 ? 'wf' : '', cell.big ? 'big' : ''].filter(Boolean).join(' ') || undefined;
}

export interface Fact {
  readonly term: string;
  readonly value: ComponentChildren;
  /** Unit or what is behind the figure, in small. */
  readonly small?: string;
}

/** Figures under one strong line. */
export function Facts({ items }: { items: readonly Fact[] }): VNode {
  return (
    <dl class="facts">
      {items.map((f) => (
        <div>
          <dt>{f.term}</dt>
          <dd>
            {f.value} {f.small && <small>{f.small}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export interface Remark {
  readonly item: ComponentChildren;
  readonly remark?: ComponentChildren;
  readonly tone?: Tone | 'plain';
}

const REMARK: Record<Tone | 'plain', string> = { live: 'acc', wait: 'warn', ok: 'ok', bad: 'bad', ended: 's soft', plain: 's' };

/** Items with a remark each: evidence and who checked it, files and their size, streams and how often. */
export function Remarks({ items, small }: { items: readonly Remark[]; small?: boolean }): VNode {
  return (
    <ul class={`five${small ? ' s' : ''}`}>
      {items.map(({ item, remark, tone = 'ended' }) => (
        <li>
          <b>{item}</b>
          {remark !== undefined && <span class={tone === 'ended' || tone === 'plain' ? REMARK[tone] : `s ${REMARK[tone]}`}>{remark}</span>}
        </li>
      ))}
    </ul>
  );
}

interface ContactSide {
  /** 服务商, 需求方（您）. */
  readonly role: string;
  readonly enterprise: string;
  readonly person: string;
  readonly phone: string | null;
  readonly email: string | null;
}

/** Both sides' contacts beside each other. Only ever rendered for members of the two after both said yes. */
export function Contacts({ sides }: { sides: readonly ContactSide[] }): VNode {
  const say = useSay();
  return (
    <div class="cols">
      {sides.map((side) => (
        <TitleBlock
          cells={[
            { term: side.role, value: side.enterprise, width: 'full' },
            { term: say(texts.contactPerson), value: side.person, width: 'half' },
            side.phone !== null && { term: say(texts.phone), value: <a href={`tel:${side.phone.replace(/[^\d+]/g, '')}`}>{phoneGroups(side.phone)}</a>, width: 'half' },
            side.email !== null && { term: say(texts.email), value: <a href={`mailto:${side.email}`}>{side.email}</a>, width: 'full' },
          ]}
        />
      ))}
    </div>
  );
}
