import type { VNode } from 'preact';
import { href } from '../../../web/address.js';
import { ButtonLink } from '../../../web/components/button.js';
import { Status } from '../../../web/components/status.js';
import { Segmented } from '../../../web/components/text.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { stateOf } from '../listing.entity.js';
import type { ListingView } from '../listing.dto.js';
import { PAGE_TEXTS as T } from '../listing-pages.texts.js';
import type { ListingKind } from '../listing.types.js';
import { shownState } from './listing-state.js';

/** What is left of a listing that is no longer on the market: its title and what became of it. */
export function EndedPage({ ctx, kind, listing }: { ctx: PageContext; kind: ListingKind; listing: Pick<ListingView, 'code' | 'title' | 'status' | 'closedReason'> }): VNode {
  const { language } = ctx;
  const state = stateOf(listing.status, listing.closedReason);
  const why = { fulfilled: T.ended_fulfilled, withdrawn: T.ended_withdrawn, expired: T.ended_expired, suspended: T.ended_suspended }[state as string] ?? T.ended_other;
  return (
    <Layout ctx={ctx} title={listing.title} noIndex>
      <article class="gap">
        <p class="meta">
          <Status tone="ended">{listing.status === 'published' ? T.endedTitle[language] : shownState(listing).word[language]}</Status>
          <span>{listing.code}</span>
        </p>
        <h1>
          <Segmented text={listing.title} />
        </h1>
        <p class="prose">
          {why[language]}
        </p>
        <p class="acts">
          <ButtonLink href={href(ctx, kind === 'demand' ? '/demands' : '/offerings')}>{T[kind === 'demand' ? 'demands' : 'offerings'][language]}</ButtonLink>
          <ButtonLink kind="alt" href={href(ctx, '/demands/new')}>
            {T.postDemand[language]}
          </ButtonLink>
        </p>
      </article>
    </Layout>
  );
}
