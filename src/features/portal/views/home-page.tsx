import type { VNode } from 'preact';
import { href } from '../../../web/address.js';
import { Facts } from '../../../web/components/facts.js';
import { ListingRow, Rows } from '../../../web/components/listing-row.js';
import { Seats } from '../../../web/components/seats.js';
import { Section } from '../../../web/components/sections.js';
import { Index } from '../../../web/components/ways.js';
import { formatDate, formatList, formatMoneyRange, formatNumber, shorten } from '../../../web/format.js';
import type { StructuredData } from '../../../web/json-ld.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { usePage, useSay } from '../../../web/page-context.js';
import { texts } from '../../../web/texts.js';
import { cellWords, type Headline } from '../../figures/figures.types.js';
import type { TaxonomyService } from '../../taxonomy/taxonomy.service.js';
import type { Market, MarketDemand } from '../home.queries.js';
import { HOME_TEXTS as T } from '../home.texts.js';
import { Hero } from './hero.js';

interface HomeProps {
  ctx: PageContext;
  market: Market;
  figures: Headline;
  taxonomy: TaxonomyService;
}

/** Promise, search, a real demand; then figures, the newest, the categories, the four steps. */
export function HomePage(props: HomeProps): VNode {
  const { ctx, market, figures, taxonomy } = props;
  return (
    <Layout ctx={ctx} title={T.title[ctx.language]} description={T.description[ctx.language]} frame="bare" feed={{ title: T.newest[ctx.language], path: '/demands.atom' }} data={website(ctx)}>
      <Hero {...props} />
      <div class="wrap body">
        <Figures {...props} />
        {market.newest.length > 0 && <Newest {...props} />}
        <Categories figures={figures} taxonomy={taxonomy} />
        <FourSteps />
      </div>
    </Layout>
  );
}

/** The site, for search engines. */
function website(ctx: PageContext): StructuredData {
  return { '@type': 'WebSite', name: texts.brand[ctx.language], url: ctx.publicUrl + href(ctx, '/'), inLanguage: ctx.language === 'zh' ? 'zh-Hans' : 'en' };
}

function Figures({ ctx, figures, taxonomy }: HomeProps): VNode {
  const say = useSay();
  const verified = figures.enterprises.reduce((sum, { count }) => sum + count, 0);
  const { isExact, count: across } = figures.across;
  const acrossText = isExact ? T.engagementsSmall : across > 0 ? T.engagementsAtLeast : T.engagementsWithheld;
  const words = (cell: Headline['answered']): string => cellWords(cell, 'count', ctx.language);
  const byRegion = figures.enterprises.map(({ regionCode, count }) =>
    say(T.enterprisesOf, { region: taxonomy.regionPath(regionCode)[ctx.language], count: formatNumber(count) }),
  );
  return (
    <Section id="live" title={say(T.figures, { time: formatDate(figures.asOf, ctx.language, { time: true, now: ctx.now }) })} aside={<a href={href(ctx, '/figures')}>{say(T.figuresHow)}</a>}>
      <Facts
        items={[
          { term: say(T.openDemands), value: formatNumber(figures.openDemands), small: say(T.openDemandsSmall, { count: formatNumber(figures.openDemandsWithSeats) }) },
          { term: say(T.enterprises), value: formatNumber(verified), small: formatList(byRegion, ctx.language) },
          { term: say(T.answered), value: words(figures.answered), small: say(T.answeredSmall, { count: words(figures.invitations) }) },
          { term: say(T.engagements), value: words(figures.engagements), small: say(acrossText, { count: formatNumber(across) }) },
        ]}
      />
    </Section>
  );
}

function Newest({ ctx, market, figures, taxonomy }: HomeProps): VNode {
  const say = useSay();
  return (
    <Section id="new" title={say(T.newest)} aside={<a href={href(ctx, '/demands')}>{say(T.all, { count: formatNumber(figures.openDemands) })}</a>}>
      <Rows>
        {market.newest.map((demand) => (
          <DemandRow demand={demand} taxonomy={taxonomy} />
        ))}
      </Rows>
    </Section>
  );
}

function DemandRow({ demand, taxonomy }: { demand: MarketDemand; taxonomy: TaxonomyService }): VNode {
  const ctx = usePage();
  const say = useSay();
  return (
    <ListingRow
      href={href(ctx, `/demands/${demand.code}`)}
      title={demand.title}
      snippet={demand.effect ? say(T.wantsLine, { effect: shorten(demand.effect, 70) }) : shorten(demand.body, 80)}
      meta={[taxonomy.regionPath(demand.regionCode)[ctx.language], demand.categoryCode && taxonomy.label('service-category', demand.categoryCode, ctx.language)]}
      strong={formatMoneyRange(demand.budgetMin, demand.budgetMax, ctx.language)}
      end={[
        <Seats seats={demand.seats} taken={demand.seatsTaken} words />,
        ...(demand.deadline ? [say(T.until, { date: formatDate(demand.deadline, ctx.language, { now: ctx.now }) })] : []),
      ]}
    />
  );
}

function Categories({ figures, taxonomy }: Pick<HomeProps, 'figures' | 'taxonomy'>): VNode {
  const ctx = usePage();
  const say = useSay();
  return (
    <Section id="cat" title={say(T.categories)} aside={<span class="soft s">{say(T.categoriesNote)}</span>}>
      <Index
        items={figures.categories.map(({ code, count }) => ({
          label: taxonomy.label('service-category', code, ctx.language),
          href: href(ctx, `/categories/${code}`),
          count,
        }))}
      />
    </Section>
  );
}

function FourSteps(): VNode {
  const ctx = usePage();
  const say = useSay();
  return (
    <Section id="how" title={say(T.how)} aside={<a href={href(ctx, '/how-it-works')}>{say(T.howMore)}</a>}>
      <ol class="flow">
        {([1, 2, 3, 4] as const).map((n) => (
          <li>
            <h3>{say(T[`step${n}`])}</h3>
            <p>{say(T[`step${n}Text`])}</p>
          </li>
        ))}
      </ol>
    </Section>
  );
}
