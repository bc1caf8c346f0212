import type { VNode } from 'preact';
import type { Text } from '../../../shared/language.js';
import { say as sayIn } from '../../../shared/language.js';
import { href } from '../../../web/address.js';
import { ButtonLink } from '../../../web/components/button.js';
import { Facts } from '../../../web/components/facts.js';
import { ListingRow, Rows } from '../../../web/components/listing-row.js';
import { Section } from '../../../web/components/sections.js';
import { Empty } from '../../../web/components/states.js';
import { Segmented } from '../../../web/components/text.js';
import { Crumbs, Index } from '../../../web/components/ways.js';
import { formatDate, formatMoneyRange, formatNumber, shorten } from '../../../web/format.js';
import { breadcrumbs } from '../../../web/json-ld.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { usePage, useSay } from '../../../web/page-context.js';
import type { ListingSummary } from '../../listings/listings.queries.js';
import type { Newest } from '../landing.service.js';
import { LANDING_TEXTS as T } from '../landing.texts.js';
import { type CodeCounts, FILTER_NAMES, type Landing } from '../landing.types.js';

export interface NamedCode {
  readonly code: string;
  readonly name: string;
  readonly demands: number;
}

/** A row of a listing with its codes named. */
export interface NamedListing extends ListingSummary {
  readonly regionName: string;
  readonly categoryName: string | null;
}

export interface LandingPageProps {
  readonly ctx: PageContext;
  readonly landing: Landing;
  readonly code: string;
  readonly name: string;
  /** From the top of the list down to the one above this. */
  readonly above: readonly { readonly code: string; readonly name: string }[];
  readonly counts: CodeCounts;
  readonly below: readonly NamedCode[];
  readonly beside: readonly NamedCode[];
  readonly newest: Readonly<Record<keyof Newest, readonly NamedListing[]>>;
}

const TITLES = { regions: T.regionTitle, categories: T.categoryTitle, industries: T.industryTitle } as const satisfies Record<Landing, Text>;

/** One region, category or industry: what is there, what is new, what lies below and beside it. */
export function LandingPage(props: LandingPageProps): VNode {
  const { ctx, landing, code, name, above, counts } = props;
  const say = (text: Text, params = {}): string => sayIn(text, ctx.language, params);
  const title = say(TITLES[landing], { name });
  const sentence = say(T.sentence, { demands: formatNumber(counts.demands), offerings: formatNumber(counts.offerings), enterprises: formatNumber(counts.enterprises) });
  const ways = [{ label: say(T[landing]), path: `/${landing}` }, ...above.map((one) => ({ label: one.name, path: `/${landing}/${one.code}` }))];
  const query = `?${FILTER_NAMES[landing]}=${code}`;
  const feed = { title: say(T.feedTitle, { name }), path: `/demands.atom${query}` };
  return (
    <Layout
      ctx={ctx}
      title={title}
      description={`${title}。${sentence}`}
      current="/demands"
      feed={feed}
      data={breadcrumbs([...ways.map(({ label, path }) => ({ name: label, path })), { name, path: `/${landing}/${code}` }].map((way) => ({ name: way.name, url: ctx.publicUrl + href(ctx, way.path) })))}
    >
      <div class="secs">
        <div class="gap">
          <Crumbs ways={ways.map(({ label, path }) => ({ label, href: href(ctx, path) }))} />
          <h1>
            <Segmented text={title} />
          </h1>
          <p>{sentence}</p>
          <p class="acts noprint">
            <ButtonLink href={href(ctx, '/demands/new')}>{say(T.postDemand)}</ButtonLink>
            <ButtonLink kind="alt" href={href(ctx, `/providers${query}`)}>
              {say(T.findProviders)}
            </ButtonLink>
            <a href={href(ctx, feed.path)}>{say(T.feed)}</a>
          </p>
          <Facts
            items={[
              { term: say(T.demands), value: formatNumber(counts.demands) },
              { term: say(T.offerings), value: formatNumber(counts.offerings) },
              { term: say(T.enterprises), value: formatNumber(counts.enterprises) },
            ]}
          />
        </div>
        <Newest {...props} kind="demand" query={query} />
        <Newest {...props} kind="offering" query={query} />
        {counts.demands + counts.offerings === 0 && <Empty title={say(T.noneTitle)}>{say(T.noneText)}</Empty>}
        <Codes landing={landing} id="below" title={say(T[`below_${landing}`])} codes={props.below} />
        <Codes landing={landing} id="beside" title={say(T[`beside_${landing}`])} codes={props.beside} />
      </div>
    </Layout>
  );
}

function Newest({ newest, counts, kind, query }: LandingPageProps & { kind: keyof Newest; query: string }): VNode | null {
  const ctx = usePage();
  const say = useSay();
  if (newest[kind].length === 0) return null;
  const isDemand = kind === 'demand';
  const plural = isDemand ? 'demands' : 'offerings';
  return (
    <Section
      id={plural}
      title={say(isDemand ? T.newestDemands : T.newestOfferings)}
      aside={<a href={href(ctx, `/${plural}${query}`)}>{say(T.allOf, { count: formatNumber(counts[plural]) })}</a>}
    >
      <Rows>
        {newest[kind].map((listing) => (
          <ListingRow
            href={href(ctx, `/${plural}/${listing.code}`)}
            title={listing.title}
            snippet={shorten(listing.snippet, 80)}
            meta={[listing.enterprise.name, listing.regionName, listing.categoryName]}
            strong={listing.budgetMin !== null || listing.budgetMax !== null ? formatMoneyRange(listing.budgetMin, listing.budgetMax, ctx.language) : null}
            end={[
              listing.publishedAt && say(T.published, { date: formatDate(new Date(listing.publishedAt), ctx.language, { now: ctx.now }) }),
              listing.deadline && say(T.until, { date: formatDate(listing.deadline, ctx.language, { now: ctx.now }) }),
            ]}
          />
        ))}
      </Rows>
    </Section>
  );
}

/** Names of codes with their open demands, in columns; nothing when there are none. `of` is the heading's own page. */
export function Codes({ landing, id, title, codes, of }: { landing: Landing; id: string; title: string; codes: readonly NamedCode[]; of?: NamedCode }): VNode | null {
  const ctx = usePage();
  const say = useSay();
  if (codes.length === 0) return null;
  const aside = of ? (
    <a href={href(ctx, `/${landing}/${of.code}`)} aria-label={`${title}: ${say(T.openGroup, { count: of.demands })}`}>
      {say(T.openGroup, { count: formatNumber(of.demands) })}
    </a>
  ) : (
    <span class="soft s">{say(T.indexNote)}</span>
  );
  return (
    <Section id={id} title={title} aside={aside}>
      <Index items={codes.map(({ code, name, demands }) => ({ label: name, href: href(ctx, `/${landing}/${code}`), count: demands }))} />
    </Section>
  );
}
