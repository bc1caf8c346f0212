import type { VNode } from 'preact';
import { href } from '../../../web/address.js';
import { Button, ButtonLink } from '../../../web/components/button.js';
import { CsrfField } from '../../../web/components/form.js';
import { ListingRow, Rows } from '../../../web/components/listing-row.js';
import { Empty } from '../../../web/components/states.js';
import { Crumbs } from '../../../web/components/ways.js';
import { formatDate, formatNumber } from '../../../web/format.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { useSay } from '../../../web/page-context.js';
import { WorkspaceTabs } from '../../../web/workspace-tabs.js';
import { SAVED_TEXTS as T } from '../saved-searches.texts.js';

export interface ShownSearch {
  readonly id: string;
  readonly title: string;
  readonly search: string;
  readonly createdAt: Date;
  readonly newOnes: number;
}

/** The searches that somebody keeps, with what is new in each. */
export function SavedSearchesPage({ ctx, searches }: { ctx: PageContext; searches: readonly ShownSearch[] }): VNode {
  return (
    <Layout ctx={ctx} title={T.title[ctx.language]} kind="desk" current="/workspace" noIndex tabs={<WorkspaceTabs current="/account" />}>
      <Crumbs ways={[{ label: T.account[ctx.language], href: href(ctx, '/account') }]} />
      <h1 class="h1s">{T.title[ctx.language]}</h1>
      <p class="lead2">
        {T.lead[ctx.language]} <a href={href(ctx, '/account/mail')}>{T.mail[ctx.language]}</a>
      </p>
      <List ctx={ctx} searches={searches} />
    </Layout>
  );
}

function List({ ctx, searches }: { ctx: PageContext; searches: readonly ShownSearch[] }): VNode {
  const say = useSay();
  if (searches.length === 0) {
    return (
      <Empty level={2} title={say(T.none)} action={<ButtonLink href={href(ctx, '/providers')}>{say(T.find)}</ButtonLink>}>
        {say(T.noneText)}
      </Empty>
    );
  }
  return (
    <div class="sheet">
      <Rows>
        {searches.map(({ id, title, search, createdAt, newOnes }) => (
          <ListingRow
            level={2}
            href={href(ctx, `/providers${search}`)}
            title={title}
            meta={[say(T.since, { date: formatDate(createdAt, ctx.language, { now: ctx.now }) }), newOnes > 0 ? say(T.newOnes, { count: formatNumber(newOnes) }) : say(T.nothingNew)]}
            end={[
              <form method="post" action={href(ctx, `/saved-searches/${id}/remove`)}>
                <CsrfField />
                <Button kind="alt" small>
                  {say(T.remove)}
                </Button>
              </form>,
            ]}
          />
        ))}
      </Rows>
    </div>
  );
}
