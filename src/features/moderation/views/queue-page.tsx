import type { VNode } from 'preact';
import type { Page } from '../../../shared/paging.js';
import { href } from '../../../web/address.js';
import { Button, ButtonLink } from '../../../web/components/button.js';
import { type FacetGroup, Facets, FacetsButton } from '../../../web/components/facets.js';
import { Form } from '../../../web/components/form.js';
import { Bar } from '../../../web/components/match.js';
import { BulkBar, Tick } from '../../../web/components/office.js';
import { Empty } from '../../../web/components/states.js';
import { Status } from '../../../web/components/status.js';
import { Scroll, Table } from '../../../web/components/tables.js';
import { Pager } from '../../../web/components/ways.js';
import { formatDuration, formatNumber } from '../../../web/format.js';
import type { PageContext } from '../../../web/page-context.js';
import { usePage, useSay } from '../../../web/page-context.js';
import { REVIEW_TEXTS as T } from '../review-pages.texts.js';
import { HINT_CODES, type HintCode } from '../review.types.js';
import type { QueueCounts, Throughput } from '../reviews.queries.js';
import { REVIEW_HOURS, type ServiceClock } from '../service-clock.js';
import { CLOCK_BAR, CLOCK_CLASS, clockWords } from './clock-words.js';
import { HINT_NAMES } from './hint-words.js';
import { type Office, OfficePage } from './office-page.js';

/** A case as a row shows it. */
export interface QueueRow {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly region: string;
  readonly waitedMs: number;
  readonly clock: ServiceClock;
  readonly hints: readonly string[];
}

interface QueueFilters {
  readonly subject?: string | undefined;
  readonly hint?: string | undefined;
  readonly due?: string | undefined;
}

interface QueuePageProps {
  ctx: PageContext;
  office: Office;
  rows: Page<QueueRow>;
  counts: QueueCounts;
  throughput: Throughput;
  filters: QueueFilters;
}

/** The officers' queue: filters on the left, the most urgent case on top, the bulk bar below. */
export function QueuePage(props: QueuePageProps): VNode {
  const { ctx, office } = props;
  return (
    <OfficePage ctx={ctx} office={office} at="waiting" title={`${T.waiting[ctx.language]} ${office.open}`}>
      <div class="two left">
        <Filters {...props} />
        <Cases {...props} />
      </div>
    </OfficePage>
  );
}

function Filters({ ctx, counts, filters }: QueuePageProps): VNode {
  const say = useSay();
  const group = (name: keyof QueueFilters, legend: string, options: { value: string; label: string; count: number }[]): FacetGroup => ({
    name,
    legend,
    type: 'radio',
    options: [{ value: '', label: say(T.all), count: counts.open }, ...options],
    chosen: [filters[name] ?? ''],
  });
  const groups = [
    group('due', say(T.due), [
      { value: 'late', label: say(T.late), count: counts.late },
      { value: 'soon', label: say(T.soon), count: counts.soon },
    ]),
    group('subject', say(T.kind), (['demand', 'offering', 'enterprise', 'engagement'] as const).map((kind) => ({ value: kind, label: say(T[kind]), count: counts.subjects[kind] }))),
    group('hint', say(T.hint), [
      ...HINT_CODES.map((code: HintCode) => ({ value: code, label: say(HINT_NAMES[code]), count: counts.hints[code] })),
      { value: 'none', label: say(T.noHint), count: counts.hints.none },
    ]),
  ];
  return (
    <Form method="get" action={href(ctx, '/review')}>
      <Facets groups={groups} clearHref={href(ctx, '/review')} />
    </Form>
  );
}

function Cases({ ctx, rows, counts, throughput, filters }: QueuePageProps): VNode {
  const say = useSay();
  const chosen = Object.values(filters).filter(Boolean).length;
  return (
    <div id="results">
      <div class="head">
        <h1>{say(T.waitingN, { n: formatNumber(counts.open) })}</h1>
        <p class="meta">
          <span>{say(T.rule)}</span>
          <span>{say(T.today, { n: throughput.decided })}</span>
          {throughput.median !== null && <span>{say(T.median, { time: formatDuration(throughput.median, ctx.language) })}</span>}
          <FacetsButton chosen={chosen} />
        </p>
      </div>
      {rows.items.length === 0 ? (
        <Empty
          level={2}
          title={say(T.emptyTitle)}
          action={
            chosen > 0 ? (
              <ButtonLink kind="alt" href={href(ctx, '/review')}>
                {say(T.clear)}
              </ButtonLink>
            ) : undefined
          }
        >
          {say(chosen > 0 ? T.emptyFilters : T.emptyText)}
        </Empty>
      ) : (
        <Form action={href(ctx, '/review')}>
          <Scroll label={say(T.table)}>
            <CaseTable rows={rows.items} />
          </Scroll>
          <BulkBar>
            <Button small name="do" value="approve">
              {say(T.approveSelected)}
            </Button>
            <Button small kind="no" name="do" value="return">
              {say(T.returnSelected)}
            </Button>
            <span class="s soft push">{say(T.bulkRule)}</span>
          </BulkBar>
        </Form>
      )}
      <Pager page={rows} hash="#results" />
      <p class="s soft wide">{say(T.keys)}</p>
    </div>
  );
}

function CaseTable({ rows }: { rows: readonly QueueRow[] }): VNode {
  const ctx = usePage();
  const say = useSay();
  return (
    <Table
      dense
      caption={say(T.table)}
      hideCaption
      rows={rows}
      columns={[
        {
          head: say(T.case),
          cell: (row) => (
            <span class="pair">
              <Tick name="case" value={row.id} label={say(T.select, { title: row.title })} />
              <a href={href(ctx, `/review/${row.id}`)}>{row.title}</a>
            </span>
          ),
        },
        { head: say(T.kind), nowrap: true, plain: true, cell: (row) => row.kind },
        { head: say(T.region), nowrap: true, plain: true, cell: (row) => row.region },
        { head: say(T.waited), nowrap: true, cell: (row) => formatDuration(row.waitedMs, ctx.language) },
        {
          head: say(T.due),
          plain: true,
          cell: ({ clock }) => (
            <div>
              <span class={CLOCK_CLASS[clock.state]}>{clockWords(clock, ctx.language)}</span>
              <Bar value={REVIEW_HOURS - clock.hoursLeft} max={REVIEW_HOURS} tone={CLOCK_BAR[clock.state]} />
            </div>
          ),
        },
        { head: say(T.hint), plain: true, cell: (row) => row.hints.length > 0 && <Status tone="wait">{row.hints.join('，')}</Status> },
      ]}
    />
  );
}
