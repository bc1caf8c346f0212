import type { VNode } from 'preact';
import { say } from '../../../shared/language.js';
import type { Page } from '../../../shared/paging.js';
import { href } from '../../../web/address.js';
import { ButtonLink } from '../../../web/components/button.js';
import { Empty } from '../../../web/components/states.js';
import { Status } from '../../../web/components/status.js';
import { Table } from '../../../web/components/tables.js';
import { Pager } from '../../../web/components/ways.js';
import { formatDate } from '../../../web/format.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { WorkspaceTabs } from '../../../web/workspace-tabs.js';
import { ENGAGEMENT_PAGE_TEXTS as T } from '../engagement-pages.texts.js';
import type { EngagementRow } from '../engagements.queries.js';

/** The engagements of the reader's enterprises: open ones first. */
export function EngagementsPage({ ctx, engagements }: { ctx: PageContext; engagements: Page<EngagementRow> }): VNode {
  const tell = (text: (typeof T)[keyof typeof T]): string => say(text, ctx.language);
  return (
    <Layout ctx={ctx} title={tell(T.listTitle)} kind="desk" current="/workspace" noIndex tabs={<WorkspaceTabs current="/engagements" />}>
      <h1 class="h1s">{tell(T.listTitle)}</h1>
      {engagements.items.length === 0 ? (
        <Empty level={2} title={tell(T.emptyTitle)} action={<ButtonLink href={href(ctx, '/workspace')}>{tell(T.emptyAction)}</ButtonLink>}>
          {tell(T.emptyText)}
        </Empty>
      ) : (
        <section class="sheet">
          <Table
            rows={engagements.items}
            columns={[
              { head: tell(T.other), cell: (row) => <a href={href(ctx, `/engagements/${row.id}`)}>{row.otherName}</a> },
              { head: tell(T.about), cell: (row) => row.demand.title },
              { head: tell(T.stage), cell: (row) => <Status tone={row.stage === 'ended' ? 'ended' : 'live'}>{tell(T[row.stage])}</Status> },
              { head: tell(T.since), cell: (row) => formatDate(row.openedAt, ctx.language, { now: ctx.now }), nowrap: true },
            ]}
          />
          <Pager page={engagements} />
        </section>
      )}
    </Layout>
  );
}
