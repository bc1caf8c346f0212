import type { VNode } from 'preact';
import type { Page } from '../../../shared/paging.js';
import { href, withQuery } from '../../../web/address.js';
import { ButtonLink } from '../../../web/components/button.js';
import { type FacetGroup, Facets, FacetsButton } from '../../../web/components/facets.js';
import type { Option } from '../../../web/components/fields.js';
import { Form } from '../../../web/components/form.js';
import { ListingRow, Rows } from '../../../web/components/listing-row.js';
import { Empty } from '../../../web/components/states.js';
import { Pager } from '../../../web/components/ways.js';
import { formatDate, formatMoneyRange, formatNumber, shorten } from '../../../web/format.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { usePage, useSay } from '../../../web/page-context.js';
import type { ListingSummary } from '../listing.dto.js';
import type { ListFilter } from '../listing-names.js';
import { PAGE_TEXTS as T } from '../listing-pages.texts.js';
import type { ListingKind } from '../listing.types.js';

/** So much of its text a line shows, in characters. */
const SNIPPET = 80;

/** A line of a list with its codes named. */
export interface NamedSummary extends ListingSummary {
  readonly categoryName: string | null;
  readonly regionName: string;
}

interface ListingListProps {
  ctx: PageContext;
  kind: ListingKind;
  listings: Page<NamedSummary>;
  choices: Readonly<Record<ListFilter, readonly Option[]>>;
  chosen: Readonly<Partial<Record<ListFilter, string>>>;
}

/** What is on the market, the newest first, by category and region. */
export function ListingList(props: ListingListProps): VNode {
  const { ctx, kind, chosen } = props;
  const plural = kind === 'demand' ? 'demands' : 'offerings';
  return (
    <Layout
      ctx={ctx}
      title={T[plural][ctx.language]}
      description={T[`${plural}Description`][ctx.language]}
      {...(kind === 'demand' && { feed: { title: T.newDemandsFeed[ctx.language], path: `/demands.atom${withQuery('', chosen)}` } })}
    >
      <div class="two left">
        <Filters {...props} path={`/${plural}`} />
        <Results {...props} />
      </div>
    </Layout>
  );
}

const LEGENDS = { region: T.region, category: T.category, industry: T.industry } as const;

function Filters({ ctx, choices, chosen, path }: ListingListProps & { path: string }): VNode {
  const say = useSay();
  const groups = (['region', 'category', 'industry'] as const).map(
    (name): FacetGroup => ({
      name,
      legend: say(LEGENDS[name]),
      type: 'radio',
      options: [{ value: '', label: say(T.all) }, ...choices[name]],
      chosen: [chosen[name] ?? ''],
    }),
  );
  return (
    <Form method="get" action={href(ctx, path)}>
      <Facets groups={groups.filter(({ options }) => options.length > 1)} clearHref={href(ctx, path)} />
    </Form>
  );
}

function Results({ ctx, kind, listings, chosen }: ListingListProps): VNode {
  const say = useSay();
  const isDemand = kind === 'demand';
  return (
    <div id="results">
      <div class="head">
        <h1>{say(isDemand ? T.demands : T.offerings)}</h1>
        <FacetsButton chosen={Object.keys(chosen).length} />
      </div>
      <p class="soft">{say(isDemand ? T.demandsLead : T.offeringsLead)}</p>
      {listings.total > 0 && <p class="s soft">{say(T.newest, { total: formatNumber(listings.total) })}</p>}
      {listings.items.length > 0 ? (
        <Rows>
          {listings.items.map((listing) => (
            <SummaryRow listing={listing} />
          ))}
        </Rows>
      ) : (
        <Empty
          title={say(T.noneTitle)}
          action={<ButtonLink href={href(ctx, isDemand ? '/demands/new' : '/offerings/new')}>{say(isDemand ? T.postDemand : T.addOffering)}</ButtonLink>}
        >
          {say(isDemand ? T.noneDemands : T.noneOfferings)}
        </Empty>
      )}
      <Pager page={listings} hash="#results" />
    </div>
  );
}

function SummaryRow({ listing }: { listing: NamedSummary }): VNode {
  const ctx = usePage();
  const say = useSay();
  const isDemand = listing.kind === 'demand';
  const hasMoney = listing.budgetMin !== null || listing.budgetMax !== null;
  return (
    <ListingRow
      href={href(ctx, `/${isDemand ? 'demands' : 'offerings'}/${listing.code}`)}
      title={listing.title}
      snippet={listing.snippet === listing.title ? null : shorten(listing.snippet, SNIPPET)}
      meta={[listing.enterprise.name, listing.regionName, listing.categoryName]}
      strong={hasMoney ? formatMoneyRange(listing.budgetMin, listing.budgetMax, ctx.language) : null}
      level={2}
      end={[
        listing.publishedAt ? say(T.published, { date: formatDate(new Date(listing.publishedAt), ctx.language, { now: ctx.now }) }) : null,
        isDemand && listing.deadline ? say(T.closes, { date: formatDate(listing.deadline, ctx.language, { now: ctx.now }) }) : null,
      ]}
    />
  );
}
