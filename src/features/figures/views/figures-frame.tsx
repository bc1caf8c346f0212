import type { ComponentChildren, VNode } from 'preact';
import { href, withQuery } from '../../../web/address.js';
import { Tabs } from '../../../web/components/ways.js';
import { formatDate } from '../../../web/format.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { usePage, useSay } from '../../../web/page-context.js';
import { FIGURE_PAGE_TEXTS as T } from '../figure-pages.texts.js';
import { type Period, PERIOD_NAMES, PERIODS } from '../figure-period.js';
import type { FigureTable } from '../figure-table.js';
import type { Figures } from '../figures.types.js';
import { datasetData } from './dataset-data.js';

/** The pages of figures, in the order of their tabs, without the language. */
const PAGES = { '/figures': T.overview, '/figures/market': T.market, '/figures/times': T.times, '/figures/gaps': T.gaps, '/figures/fairness': T.fairness } as const;

interface FiguresFrameProps {
  ctx: PageContext;
  figures: Figures;
  title: string;
  description: string;
  lead: string;
  /** What the page shows: search engines of data are told. */
  tables: Readonly<Record<string, FigureTable>>;
  children: ComponentChildren;
}

/** What every page of figures has: the ways between them, the period, from when they are, and what is not said. */
export function FiguresFrame({ ctx, figures, title, description, lead, tables, children }: FiguresFrameProps): VNode {
  const query = periodQuery(figures.period);
  const tabs = Object.entries(PAGES).map(([path, label]) => ({ label: label[ctx.language], href: href(ctx, path) + query, current: ctx.path === path }));
  return (
    <Layout ctx={ctx} title={title} description={description} current="/figures" data={datasetData(ctx, Object.values(tables))}>
      <h1>{title}</h1>
      <p class="lead2 prose">{lead}</p>
      <Tabs label={T.pages[ctx.language]} tabs={tabs} />
      <PeriodChoice figures={figures} />
      {children}
      <p class="s soft prose after">{T.withheldRule[ctx.language]}</p>
    </Layout>
  );
}

/** The periods, each an address of this page. */
export function PeriodChips({ period }: { period: Period }): VNode {
  const ctx = usePage();
  const say = useSay();
  return (
    <nav class="noprint" aria-label={say(T.period)}>
      <ul class="chips">
        {PERIODS.map((one) => (
          <li>
            <a href={href(ctx, ctx.path) + periodQuery(one)} aria-current={one === period ? 'true' : undefined}>
              {say(PERIOD_NAMES[one])}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function PeriodChoice({ figures: { period, from, asOf } }: { figures: Figures }): VNode {
  const ctx = usePage();
  const say = useSay();
  const name = say(PERIOD_NAMES[period]);
  return (
    <>
      <PeriodChips period={period} />
      <p class="meta s">
        <span>{from === null ? name : say(T.since, { name, date: formatDate(from, ctx.language) })}</span>
        <span>{say(T.asOf, { time: formatDate(new Date(asOf), ctx.language, { time: true, now: ctx.now }) })}</span>
        <span>{say(T.every)}</span>
      </p>
    </>
  );
}

/** The part of an address that names a period; the first needs none. */
function periodQuery(period: Period): string {
  return withQuery('', { period: period === 'all' ? null : period });
}
