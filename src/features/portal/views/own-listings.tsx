import type { ComponentChildren, VNode } from 'preact';
import { href } from '../../../web/address.js';
import { ButtonLink } from '../../../web/components/button.js';
import { ListingRow, Rows } from '../../../web/components/listing-row.js';
import { Seats } from '../../../web/components/seats.js';
import { Section } from '../../../web/components/sections.js';
import { Empty } from '../../../web/components/states.js';
import { Status, type Tone } from '../../../web/components/status.js';
import { formatDate, formatRelative } from '../../../web/format.js';
import { usePage, useSay } from '../../../web/page-context.js';
import type { OwnListing, Workspace } from '../workspace.service.js';
import { WORKSPACE_TEXTS as T } from '../workspace.texts.js';

const TONES: Readonly<Record<string, Tone>> = { draft: 'ended', in_review: 'wait', published: 'live', returned: 'bad', fulfilled: 'ok', withdrawn: 'ended', expired: 'ended', suspended: 'bad' };

/** The last touched demands, each with who waits for whom. */
export function OwnDemands({ workspace }: { workspace: Workspace }): VNode {
  const ctx = usePage();
  const say = useSay();
  const { demands, demandStandings } = workspace;
  if (demands.total === 0) return <NoListings kind="demand" />;
  return (
    <Section id="mine" title={say(T.myDemands)} aside={<Add kind="demand" />}>
      <Rows>
        {demands.items.map((demand) => {
          const standing = demandStandings.get(demand.id);
          const isLive = demand.status === 'published';
          const taken = standing ? standing.invited + standing.interested + standing.engaged : 0;
          return (
            <Row
              listing={demand}
              facts={
                standing && [
                  standing.interested > 0 && say(T.waitYou, { count: standing.interested }),
                  standing.invited > 0 && say(T.waitThem, { count: standing.invited }),
                  standing.engaged > 0 && say(T.engagedWith, { count: standing.engaged }),
                  isLive && <a href={href(ctx, `/demands/${demand.id}/matches`)}>{say(T.matches)}</a>,
                ]
              }
              end={[
                isLive && <Seats seats={demand.seats} taken={taken} words />,
                isLive && demand.deadline && say(T.until, { date: formatDate(demand.deadline, ctx.language, { now: ctx.now }) }),
              ]}
            />
          );
        })}
      </Rows>
      <All kind="demand" total={demands.total} shown={demands.items.length} />
    </Section>
  );
}

/** The last touched offerings, each with how often it was asked. */
export function OwnOfferings({ workspace }: { workspace: Workspace }): VNode {
  const ctx = usePage();
  const say = useSay();
  const { offerings, offeringStandings } = workspace;
  if (offerings.total === 0) return <NoListings kind="offering" />;
  return (
    <Section id="offers" title={say(T.myOfferings)} aside={<Add kind="offering" />}>
      <Rows>
        {offerings.items.map((offering) => {
          const standing = offeringStandings.get(offering.id);
          const isLive = offering.status === 'published';
          return (
            <Row
              listing={offering}
              facts={[standing ? say(T.invitedTimes, { invited: standing.invited, answered: standing.answered }) : isLive && say(T.neverInvited)]}
              end={[
                standing && standing.open > 0 && say(T.openInvitations, { count: standing.open }),
                isLive && offering.expiresAt && say(T.ends, { date: formatDate(new Date(offering.expiresAt), ctx.language, { now: ctx.now }) }),
              ]}
            />
          );
        })}
      </Rows>
      <All kind="offering" total={offerings.total} shown={offerings.items.length} />
    </Section>
  );
}

function Row({ listing, facts, end }: { listing: OwnListing; facts: readonly ComponentChildren[] | undefined; end: readonly ComponentChildren[] }): VNode {
  const ctx = usePage();
  const say = useSay();
  const state = listing.status === 'closed' ? (listing.closedReason ?? 'withdrawn') : listing.status;
  const word = state === 'published' && listing.kind === 'offering' ? T.state_offered : T[`state_${state}`];
  return (
    <ListingRow
      href={href(ctx, `/${listing.kind}s/${listing.code}`)}
      title={listing.title || say(T.untitled)}
      meta={[<Status tone={TONES[state] ?? 'ended'}>{say(word)}</Status>, ...(facts ?? [])]}
      end={[...end, listing.status !== 'published' && say(T.changed, { when: formatRelative(new Date(listing.updatedAt), ctx.now, ctx.language) })].filter(Boolean)}
    />
  );
}

function Add({ kind }: { kind: 'demand' | 'offering' }): VNode {
  const ctx = usePage();
  const say = useSay();
  return (
    <ButtonLink kind="alt" small href={href(ctx, `/${kind}s/new`)}>
      {say(kind === 'demand' ? T.addDemand : T.addOffering)}
    </ButtonLink>
  );
}

function All({ kind, total, shown }: { kind: 'demand' | 'offering'; total: number; shown: number }): VNode | null {
  const ctx = usePage();
  const say = useSay();
  if (total <= shown) return null;
  return (
    <p>
      <a class="pad" href={href(ctx, `/workspace/${kind}s`)}>
        {say(kind === 'demand' ? T.allDemands : T.allOfferings, { count: total })}
      </a>
    </p>
  );
}

function NoListings({ kind }: { kind: 'demand' | 'offering' }): VNode {
  const ctx = usePage();
  const say = useSay();
  const isDemand = kind === 'demand';
  return (
    <section>
      <Empty
        level={2}
        title={say(isDemand ? T.noDemands : T.noOfferings)}
        action={
          <ButtonLink kind="alt" small href={href(ctx, `/${kind}s/new`)}>
            {say(isDemand ? T.noDemandsDo : T.noOfferingsDo)}
          </ButtonLink>
        }
      >
        {say(isDemand ? T.noDemandsText : T.noOfferingsText)}
      </Empty>
    </section>
  );
}
