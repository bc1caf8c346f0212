import type { VNode } from 'preact';
import { href } from '../../../web/address.js';
import { ButtonLink } from '../../../web/components/button.js';
import { Columns, Sheet } from '../../../web/components/sections.js';
import { Status } from '../../../web/components/status.js';
import { Segmented } from '../../../web/components/text.js';
import { Crumbs } from '../../../web/components/ways.js';
import { formatDate, shorten } from '../../../web/format.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { useSay } from '../../../web/page-context.js';
import type { ListingView } from '../listing.dto.js';
import type { ListingNames } from '../listing-names.js';
import { PAGE_TEXTS as T } from '../listing-pages.texts.js';
import { listingData } from './listing-data.js';
import { ListingBlock } from './listing-block.js';
import { ListingFiles } from './listing-files.js';
import { shownState } from './listing-state.js';
import { ListingTexts } from './listing-texts.js';
import { ManageListing } from './manage-listing.js';

interface ListingPageProps {
  ctx: PageContext;
  listing: ListingView;
  names: ListingNames;
  /** May the reader change it? */
  isEditor: boolean;
  /** What features above this one say beside it. */
  sides: readonly VNode[];
}

/** A demand or an offering: for everybody while it is on the market, with its ways for those it belongs to. */
export function ListingPage(props: ListingPageProps): VNode {
  const { ctx, listing, names } = props;
  const plural = listing.kind === 'demand' ? 'demands' : 'offerings';
  const description = shorten([names.region, names.category, listing.body].filter(Boolean).join('，'), 120);
  return (
    <Layout
      ctx={ctx}
      title={listing.title || T.untitled[ctx.language]}
      description={description}
      noIndex={listing.status !== 'published'}
      {...(listing.status === 'published' && { data: listingData(ctx, listing, names) })}
    >
      <Crumbs
        ways={[
          { label: T[plural][ctx.language], href: href(ctx, `/${plural}`) },
          ...names.categoryPath.map(({ code, name }) => ({ label: name, href: href(ctx, `/${plural}?category=${encodeURIComponent(code)}`) })),
        ]}
      />
      <Columns label={T[listing.kind === 'demand' ? 'takePart' : 'turnTo'][ctx.language]} side={<Side {...props} />}>
        <Content {...props} />
      </Columns>
    </Layout>
  );
}

function Content({ ctx, listing, names, isEditor }: ListingPageProps): VNode {
  const say = useSay();
  const { tone, word } = shownState(listing);
  const live = listing.kind === 'demand' ? T.demandLive : T.offeringLive;
  return (
    <article class="gap">
      <p class="meta">
        <Status tone={tone}>{say(listing.status === 'published' ? live : word)}</Status>
        {listing.publishedAt && <span>{say(T.published, { date: formatDate(new Date(listing.publishedAt), ctx.language) })}</span>}
        <span>{say(T.code, { code: listing.code })}</span>
      </p>
      <h1>
        <Segmented text={listing.title || say(T.untitled)} />
      </h1>
      <ListingBlock listing={listing} names={names} />
      <ListingTexts listing={listing} />
      <ListingFiles listing={listing} isEditor={isEditor} />
    </article>
  );
}

function Side(props: ListingPageProps): VNode {
  const { ctx, listing, isEditor, sides } = props;
  const say = useSay();
  if (listing.own) return <ManageListing listing={listing} isEditor={isEditor} />;
  const isDemand = listing.kind === 'demand';
  return (
    <>
      <Sheet lift>
        <p class="b">{say(isDemand ? T.canTitle : T.needTitle)}</p>
        {sides}
        <p class="s">{say(isDemand ? T.canText : T.needText)}</p>
        <ButtonLink full noPrint href={href(ctx, isDemand ? `/demands/${listing.code}/offer` : '/demands/new')}>
          {say(isDemand ? T.can : T.postDemand)}
        </ButtonLink>
        {isDemand && (
          <ButtonLink kind="alt" full noPrint href={href(ctx, `/demands/${listing.code}/fit`)}>
            {say(T.whyNotMe)}
          </ButtonLink>
        )}
      </Sheet>
      <div class="gap s">
        <h2 class="h3">{say(T.whoChecked)}</h2>
        <p>{say(T.checkedEnterprise)}</p>
        {listing.publishedAt && <p>{say(T.checkedContent, { date: formatDate(new Date(listing.publishedAt), ctx.language) })}</p>}
        {listing.revision > 1 && <p>{say(T.revisedContent, { n: listing.revision - 1 })}</p>}
      </div>
    </>
  );
}
