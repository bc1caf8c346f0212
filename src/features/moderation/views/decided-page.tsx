import type { VNode } from 'preact';
import type { Page } from '../../../shared/paging.js';
import { href } from '../../../web/address.js';
import { Moment } from '../../../web/components/moment.js';
import { Status, type Tone } from '../../../web/components/status.js';
import { Empty } from '../../../web/components/states.js';
import { Scroll, Table } from '../../../web/components/tables.js';
import { Pager } from '../../../web/components/ways.js';
import type { PageContext } from '../../../web/page-context.js';
import { useSay } from '../../../web/page-context.js';
import { REVIEW_TEXTS as T } from '../review-pages.texts.js';
import type { ReviewStatus } from '../review.types.js';
import { type Office, OfficePage } from './office-page.js';

export interface DecidedRow {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly region: string;
  readonly status: Exclude<ReviewStatus, 'open'>;
  readonly decidedBy: string | null;
  readonly decidedAt: Date;
}

const TONES: Record<DecidedRow['status'], Tone> = { approved: 'ok', returned: 'wait', rejected: 'bad', withdrawn: 'ended' };

/** What has been decided, the latest first. */
export function DecidedPage({ ctx, office, rows }: { ctx: PageContext; office: Office; rows: Page<DecidedRow> }): VNode {
  return (
    <OfficePage ctx={ctx} office={office} at="decided" title={T.decided[ctx.language]}>
      <Content ctx={ctx} rows={rows} />
    </OfficePage>
  );
}

function Content({ ctx, rows }: { ctx: PageContext; rows: Page<DecidedRow> }): VNode {
  const say = useSay();
  return (
    <>
      <h1>{say(T.decided)}</h1>
      {rows.items.length === 0 ? (
        <Empty level={2} title={say(T.noneDecided)}>
          {say(T.noneDecidedText)}
        </Empty>
      ) : (
        <Scroll label={say(T.decidedTable)}>
          <Table
            dense
            caption={say(T.decidedTable)}
            hideCaption
            rows={rows.items}
            columns={[
              { head: say(T.case), cell: (row) => <a href={href(ctx, `/review/${row.id}`)}>{row.title}</a> },
              { head: say(T.kind), nowrap: true, plain: true, cell: (row) => row.kind },
              { head: say(T.region), nowrap: true, plain: true, cell: (row) => row.region },
              { head: say(T.result), plain: true, cell: (row) => <Status tone={TONES[row.status]}>{say(T[`status_${row.status}`])}</Status> },
              { head: say(T.by), nowrap: true, cell: (row) => row.decidedBy ?? '' },
              { head: say(T.when), nowrap: true, plain: true, cell: (row) => <Moment at={row.decidedAt} /> },
            ]}
          />
        </Scroll>
      )}
      <Pager page={rows} />
    </>
  );
}
