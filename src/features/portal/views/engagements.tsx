import type { VNode } from 'preact';
import { href } from '../../../web/address.js';
import { Section } from '../../../web/components/sections.js';
import { Table } from '../../../web/components/tables.js';
import { formatDate } from '../../../web/format.js';
import { usePage, useSay } from '../../../web/page-context.js';
import type { EngagementRow } from '../../engagements/engagements.queries.js';
import { WORKSPACE_TEXTS as T } from '../workspace.texts.js';

/** With whom the reader's enterprises are in touch, open ones first. */
export function Engagements({ rows }: { rows: readonly EngagementRow[] }): VNode {
  const ctx = usePage();
  const say = useSay();
  return (
    <Section id="eng" title={say(T.engagements)} aside={<a href={href(ctx, '/engagements')}>{say(T.engagementsNote)}</a>}>
      <Table
        caption={say(T.engagements)}
        hideCaption
        rows={rows}
        columns={[
          { head: say(T.other), cell: (row) => <a href={href(ctx, `/engagements/${row.id}`)}>{row.otherName}</a> },
          { head: say(T.about), cell: (row) => (row.side === 'factory' ? row.demand.title : row.offering.title) },
          { head: say(T.side), cell: (row) => say(T[`side_${row.side}`]), nowrap: true },
          { head: say(T.stage), cell: (row) => say(T[`stage_${row.stage}`]), nowrap: true },
          { head: say(T.since), cell: (row) => formatDate(row.openedAt, ctx.language, { now: ctx.now }), nowrap: true },
        ]}
      />
    </Section>
  );
}
