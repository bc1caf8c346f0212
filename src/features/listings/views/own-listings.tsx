import type { VNode } from 'preact';
import type { Page } from '../../../shared/paging.js';
import { href } from '../../../web/address.js';
import { ButtonLink } from '../../../web/components/button.js';
import { ListingRow, Rows } from '../../../web/components/listing-row.js';
import { Sheet } from '../../../web/components/sections.js';
import { Empty } from '../../../web/components/states.js';
import { Status } from '../../../web/components/status.js';
import { Pager, Tabs } from '../../../web/components/ways.js';
import { formatDate, formatNumber, formatRelative } from '../../../web/format.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { usePage, useSay } from '../../../web/page-context.js';
import { WorkspaceTabs } from '../../../web/workspace-tabs.js';
import { LISTING_TEXTS } from '../listing.texts.js';
import { PAGE_TEXTS as T } from '../listing-pages.texts.js';
import { LISTING_STATUSES, type ListingKind, type ListingStatus } from '../listing.types.js';
import type { NamedSummary } from './listing-list.js';
import { shownState } from './listing-state.js';

interface OwnListingsProps {
  ctx: PageContext;
  kind: ListingKind;
  listings: Page<NamedSummary>;
  status?: ListingStatus | undefined;
}

/** All that the reader's enterprises have of one kind, the last touched first. */
export function OwnListings({ ctx, kind, listings, status }: OwnListingsProps): VNode {
  const path = kind === 'demand' ? '/workspace/demands' : '/workspace/offerings';
  return (
    <Layout ctx={ctx} kind="desk" title={T[kind === 'demand' ? 'myDemands' : 'myOfferings'][ctx.language]} noIndex tabs={<WorkspaceTabs current={path} />}>
      <OwnRows ctx={ctx} kind={kind} listings={listings} status={status} />
    </Layout>
  );
}

/** The states that the list can be narrowed to. */
function StateTabs({ kind, status }: Pick<OwnListingsProps, 'kind' | 'status'>): VNode {
  const ctx = usePage();
  const say = useSay();
  const path = kind === 'demand' ? '/workspace/demands' : '/workspace/offerings';
  return (
    <Tabs
      label={say(T.byState)}
      tabs={[
        { label: say(T.all), href: href(ctx, path), current: status === undefined },
        ...LISTING_STATUSES.map((of) => ({
          // `closed` holds three ends; as a tab it is one.
          label: say(of === 'closed' ? T.ended : LISTING_TEXTS[`state_${of}`]),
          href: href(ctx, `${path}?status=${of}`),
          current: status === of,
        })),
      ]}
    />
  );
}

function OwnRows({ ctx, kind, listings, status }: OwnListingsProps): VNode {
  const say = useSay();
  const isDemand = kind === 'demand';
  const add = (
    <span class="acts">
      <ButtonLink href={href(ctx, isDemand ? '/demands/new' : '/offerings/new')}>{say(isDemand ? T.postDemand : T.addOffering)}</ButtonLink>
      <a href={href(ctx, `/imports/new?kind=${kind}`)}>{say(T.importMany)}</a>
    </span>
  );
  return (
    <>
      <div class="head">
        <h1>
          {say(isDemand ? T.myDemands : T.myOfferings)} {listings.total > 0 && formatNumber(listings.total)}
        </h1>
        {listings.total > 0 && add}
      </div>
      <StateTabs kind={kind} status={status} />
      {listings.items.length === 0 ? (
        <Empty level={2} title={say(isDemand ? T.mineEmptyDemands : T.mineEmptyOfferings)} action={add}>
          {say(T.mineEmptyText)}
        </Empty>
      ) : (
        <Sheet gap={false}>
          <Rows>
            {listings.items.map((listing) => {
              const { tone, word } = shownState(listing);
              return (
                <ListingRow
                  level={2}
                  href={href(ctx, `/${isDemand ? 'demands' : 'offerings'}/${listing.code}`)}
                  title={listing.title || say(T.untitled)}
                  above={
                    <>
                      <Status tone={tone}>{say(word)}</Status>
                      <span>{listing.code}</span>
                    </>
                  }
                  meta={[listing.enterprise.name, listing.regionName, listing.categoryName]}
                  end={[
                    say(T.changed, { date: formatRelative(new Date(listing.updatedAt), ctx.now, ctx.language) }),
                    listing.status === 'published' && listing.expiresAt ? say(T.ends, { date: formatDate(new Date(listing.expiresAt), ctx.language, { now: ctx.now }) }) : null,
                  ]}
                />
              );
            })}
          </Rows>
        </Sheet>
      )}
      <Pager page={listings} />
    </>
  );
}
