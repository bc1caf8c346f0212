import type { ComponentChildren, VNode } from 'preact';
import { href } from '../../../web/address.js';
import { Facts } from '../../../web/components/facts.js';
import { Section, Sheet } from '../../../web/components/sections.js';
import { type Column, Scroll, Table } from '../../../web/components/tables.js';
import { formatDate, formatDuration, formatNumber } from '../../../web/format.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { usePage, useSay } from '../../../web/page-context.js';
import type { NavItem } from '../../../web/top-bar.js';
import type { TaxonomyService } from '../../taxonomy/taxonomy.service.js';
import type { FigureTable } from '../figure-table.js';
import { FIGURE_TEXTS } from '../figures.texts.js';
import { flowRows, provincesOf } from '../flow-table.js';
import { type AuthorityWork, UNANSWERED_DAYS, type UnansweredDemand, type UninvitedProvider } from '../office-overview.queries.js';
import type { OfficeOverview } from '../office-overview.service.js';
import { OVERVIEW_TEXTS as T } from '../office-overview.texts.js';
import { PeriodChips } from './figures-frame.js';
import { waitCells } from '../wait-table.js';
import { FlowFigure } from './flow-figure.js';
import { WaitTable } from './wait-table-view.js';

interface OverviewProps {
  ctx: PageContext;
  office: { authority: string; ways: readonly NavItem[] };
  overview: OfficeOverview;
  taxonomy: TaxonomyService;
  /** Why an engagement ended, in words. */
  reasonOf: (reason: string) => string;
}

/** A report of one page: what waits, what was decided, who met whom, what nobody answers, who is never asked. */
export function OfficeOverviewPage(props: OverviewProps): VNode {
  const { ctx, office, overview, taxonomy } = props;
  const { language } = ctx;
  const region = overview.regionCode === null ? null : taxonomy.regionPath(overview.regionCode)[language];
  const title = region === null ? T.titleAll[language] : T.titleOf[language].replace('{region}', region);
  return (
    <Layout ctx={ctx} kind="office" frame="wrap" title={title} noIndex office={office}>
      <h1>{title}</h1>
      <p class="lead2 prose">{T.lead[language]}</p>
      <PeriodChips period={overview.period} />
      <Headline {...props} />
      <Work {...props} />
      <Times {...props} />
      <Flows {...props} />
      <Course {...props} />
      <Unanswered {...props} />
      <Searches {...props} />
      <Uninvited {...props} />
    </Layout>
  );
}

function Headline({ ctx, overview: { work, flow, unanswered } }: OverviewProps): VNode {
  const say = useSay();
  const sum = (of: (row: AuthorityWork) => number): number => work.reduce((total, row) => total + of(row), 0);
  const engagements = flow.reduce((total, { count }) => total + count, 0);
  const across = flow.filter(({ from, to }) => from !== to).reduce((total, { count }) => total + count, 0);
  return (
    <>
      <p class="meta s defined">
        <span>{say(T.at, { time: formatDate(ctx.now, ctx.language, { time: true }) })}</span>
        <a class="noprint" href={href(ctx, '/figures')}>
          {say(T.publicFigures)}
        </a>
      </p>
      <Facts
        items={[
          { term: say(T.factOpen), value: formatNumber(sum(({ open }) => open)), small: say(T.factLate, { count: formatNumber(sum(({ late }) => late)) }) },
          { term: say(T.factDecided), value: formatNumber(sum(({ decided }) => decided.count)) },
          { term: say(T.factEngagements), value: formatNumber(engagements), small: say(T.factAcross, { count: formatNumber(across) }) },
          { term: say(T.factUnanswered), value: formatNumber(unanswered.total), small: say(T.factUnansweredSmall, { days: UNANSWERED_DAYS }) },
        ]}
      />
    </>
  );
}

/** A heading, how it is counted, a table; or that there is nothing. */
function Part<Row>({ id, title, note, rows, columns, none }: { id: string; title: string; note: string; rows: readonly Row[]; columns: readonly Column<Row>[]; none?: string }): VNode {
  return (
    <Section id={id} title={title}>
      <p class="s soft prose defined">{note}</p>
      {rows.length === 0 && none !== undefined ? (
        <Sheet>{none}</Sheet>
      ) : (
        <Scroll label={title}>
          <Table caption={title} hideCaption rows={rows} columns={columns} />
        </Scroll>
      )}
    </Section>
  );
}

function Work({ ctx, overview, taxonomy }: OverviewProps): VNode {
  const say = useSay();
  const age = (row: AuthorityWork): string => (row.oldestOpenedAt === null ? '–' : formatDuration(ctx.now.getTime() - row.oldestOpenedAt.getTime(), ctx.language));
  const late = (row: AuthorityWork): ComponentChildren => (row.late > 0 ? <span class="bad b">{formatNumber(row.late)}</span> : '0');
  return (
    <Part
      id="work"
      title={say(T.work)}
      note={say(T.workNote)}
      rows={overview.work}
      columns={[
        { head: say(T.region), cell: ({ regionCode }) => taxonomy.regionPath(regionCode)[ctx.language] },
        { head: say(T.open), right: true, cell: ({ open }) => formatNumber(open) },
        { head: say(T.late), right: true, cell: late },
        { head: say(T.oldest), right: true, cell: age },
        { head: say(T.reviewers), right: true, cell: ({ reviewers }) => formatNumber(reviewers) },
        { head: say(T.load), right: true, cell: ({ open, reviewers }) => (reviewers === 0 ? '–' : formatNumber(open / reviewers, 1)) },
        { head: say(T.decided), right: true, cell: ({ decided }) => formatNumber(decided.count) },
        { head: say(T.median), right: true, cell: ({ decided }) => (decided.median === null ? '–' : say(T.hours, { hours: formatNumber(decided.median, 1) })) },
      ]}
    />
  );
}

function Times({ overview, taxonomy }: OverviewProps): VNode {
  const say = useSay();
  return (
    <Section id="times" title={say(FIGURE_TEXTS.times)}>
      <p class="s soft prose defined">{say(T.timesNote)}</p>
      <WaitTable table={{ title: FIGURE_TEXTS.times, ...waitCells(overview.waits, taxonomy, 'officers') }} />
    </Section>
  );
}

function Flows({ overview, taxonomy }: OverviewProps): VNode {
  const say = useSay();
  const table: FigureTable = {
    dataset: 'flow',
    title: T.flow,
    definition: T.flowNote,
    period: overview.period,
    asOf: '',
    heads: [FIGURE_TEXTS.from, FIGURE_TEXTS.to],
    columns: [{ key: 'engagements', name: FIGURE_TEXTS.engagements, unit: 'count' }],
    rows: flowRows(overview.flow, taxonomy, 'officers'),
  };
  return (
    <Section id="flow" title={say(T.flow)}>
      <p class="s soft prose defined">{say(T.flowNote)}</p>
      <FlowFigure table={table} regions={provincesOf(taxonomy)} />
    </Section>
  );
}

function Course({ overview: { engagements }, reasonOf }: OverviewProps): VNode {
  const say = useSay();
  const rows = [...engagements.stages.map(({ stage, count }) => ({ state: say(T[`stage_${stage}`]), count })), ...engagements.ended.map(({ reason, count }) => ({ state: reasonOf(reason), count }))];
  return (
    <Part
      id="course"
      title={say(T.course)}
      note={say(T.courseNote)}
      rows={rows}
      columns={[
        { head: say(T.courseState), cell: ({ state }) => state },
        { head: say(T.count), right: true, cell: ({ count }) => formatNumber(count) },
      ]}
    />
  );
}

function Unanswered({ ctx, overview: { unanswered }, taxonomy }: OverviewProps): VNode {
  const say = useSay();
  return (
    <Part<UnansweredDemand>
      id="unanswered"
      title={say(T.unanswered)}
      note={say(T.unansweredNote, { days: UNANSWERED_DAYS, count: formatNumber(unanswered.total) })}
      none={say(T.unansweredNone, { days: UNANSWERED_DAYS })}
      rows={unanswered.rows}
      columns={[
        { head: say(T.demand), cell: ({ code, title }) => <a href={href(ctx, `/demands/${code}`)}>{title}</a> },
        { head: say(T.region), cell: ({ regionCode }) => taxonomy.regionPath(regionCode)[ctx.language] },
        { head: say(T.waited), right: true, nowrap: true, cell: ({ publishedAt }) => formatDuration(ctx.now.getTime() - publishedAt.getTime(), ctx.language) },
        { head: say(T.invited), right: true, cell: ({ invited }) => formatNumber(invited) },
      ]}
    />
  );
}

function Uninvited({ ctx, overview: { uninvited }, taxonomy }: OverviewProps): VNode {
  const say = useSay();
  return (
    <Part<UninvitedProvider>
      id="uninvited"
      title={say(T.uninvited)}
      note={say(T.uninvitedNote, { count: formatNumber(uninvited.total) })}
      none={say(T.uninvitedNone)}
      rows={uninvited.rows}
      columns={[
        { head: say(T.provider), cell: ({ code, name }) => <a href={href(ctx, `/enterprises/${code}`)}>{name}</a> },
        { head: say(T.region), cell: ({ regionCode }) => taxonomy.regionPath(regionCode)[ctx.language] },
        { head: say(T.verified), right: true, nowrap: true, cell: ({ verifiedAt }) => formatDate(verifiedAt, ctx.language) },
        { head: say(T.offerings), right: true, cell: ({ offerings }) => formatNumber(offerings) },
      ]}
    />
  );
}

function Searches({ overview: { searches } }: OverviewProps): VNode {
  const { language } = usePage();
  const say = useSay();
  return (
    <Part
      id="searches"
      title={say(T.searches)}
      note={say(T.searchesNote)}
      none={T.searchesNone[language]}
      rows={searches}
      columns={[
        { head: say(T.word), cell: ({ words }) => words },
        { head: say(T.times), right: true, cell: ({ count }) => formatNumber(count) },
      ]}
    />
  );
}
