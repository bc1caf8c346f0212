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
import { useSay } from '../../../web/page-context.js';
import { LISTING_TEXTS } from '../listing.texts.js';
import { PAGE_TEXTS as T } from '../listing-pages.texts.js';
import { LISTING_STATUSES, type ListingKind, type ListingStatus } from '../listing.types.js';
import type { NamedSummary } from './listing-list.js';
import { shownState } from './listing-state.js';

export interface OwnListingsProps {
  ctx: PageContext;
  kind: ListingKind;
  listings: Page<NamedSummary>;
  status?: ListingStatus | undefined;
}

/** All that the reader's enterprises have of one kind, the last touched first. */
export function OwnListings({ ctx, kind, listings, status }: OwnListingsProps): VNode {
  const isDemand = kind === 'demand';
  const path = isDemand ? '/workspace/demands' : '/workspace/offerings';
  // `closed` holds three ends; as a tab it is one.
  const word = (of: ListingStatus): string => (of === 'closed' ? T.ended : LISTING_TEXTS[`state_${of}`])[ctx.language];
  return (
    <Layout
      ctx={ctx}
      kind="desk"
      title={T[isDemand ? 'myDemands' : 'myOfferings'][ctx.language]}
      noIndex
      tabs={
        <Tabs
          label={T[isDemand ? 'myDemands' : 'myOfferings'][ctx.language]}
          tabs={[
            { label: T.all[ctx.language], href: href(ctx, path), current: status === undefined },
            ...LISTING_STATUSES.map((of) => ({ label: word(of), href: href(ctx, `${path}?status=${of}`), current: status === of })),
          ]}
        />
      }
    >
      <OwnRows ctx={ctx} kind={kind} listings={listings} />
    </Layout>
  );
}

function OwnRows({ ctx, kind, listings }: OwnListingsProps): VNode {
  const say = useSay();
  const isDemand = kind === 'demand';
  const add = <ButtonLink href={href(ctx, isDemand ? '/demands/new' : '/offerings/new')}>{say(isDemand ? T.postDemand : T.addOffering)}</ButtonLink>;
  return (
    <>
      <div class="head">
        <h1>
          {say(isDemand ? T.myDemands : T.myOfferings)} {listings.total > 0 && formatNumber(listings.total)}
        </h1>
        {listings.total > 0 && add}
      </div>
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
