import type { VNode } from 'preact';
import { TimeChart, type TimePoint } from '../../../web/components/time-chart.js';
import type { PageContext } from '../../../web/page-context.js';
import { usePage } from '../../../web/page-context.js';
import { cellOf, type FigureTable } from '../figure-table.js';
import { FIGURE_PAGE_TEXTS as T } from '../figure-pages.texts.js';
import { FIGURE_TEXTS } from '../figures.texts.js';
import type { Figures } from '../figures.types.js';
import { FigureCells, FigureSection } from './figure-parts.js';
import { cellWords, pointName } from './figure-words.js';
import { FiguresFrame } from './figures-frame.js';
import { WaitTable } from './wait-table-view.js';

interface TimesProps {
  ctx: PageContext;
  figures: Figures;
  tables: Readonly<Record<'trend' | 'times', FigureTable>>;
}

/** How the months compare, and how long each step takes. */
export function TimesPage({ ctx, figures, tables: { trend, times } }: TimesProps): VNode {
  const { language } = ctx;
  const isWeekly = figures.trend.unit === 'week';
  return (
    <FiguresFrame ctx={ctx} figures={figures} title={T.timesTitle[language]} description={T.timesDescription[language]} lead={T.timesLead[language]} tables={{ trend, times }}>
      <FigureSection table={trend}>
        <div class="cols three">
          <Series table={trend} column="demands" name={FIGURE_TEXTS.demands[language]} unit={T.unitDemands[language]} kind="columns" />
          {!isWeekly && <Series table={trend} column="engagements" name={FIGURE_TEXTS.fact_engagements[language]} unit={T.unitEngagements[language]} kind="columns" />}
          <Series table={trend} column="reviewMedian" name={FIGURE_TEXTS.wait_review[language]} unit={T.unitReview[language]} kind="line" />
        </div>
        {isWeekly && <p class="s soft after">{T.byMonth[language]}</p>}
        <details class="after">
          <summary>{T.table[language]}</summary>
          <FigureCells table={trend} {...(isWeekly && { only: ['demands', 'offerings', 'reviews', 'reviewMedian'] })} />
        </details>
      </FigureSection>
      <FigureSection table={times}>
        <WaitTable table={times} />
      </FigureSection>
    </FiguresFrame>
  );
}

interface SeriesProps {
  table: FigureTable;
  column: string;
  name: string;
  unit: string;
  kind: 'columns' | 'line';
}

function Series({ table, column, name, unit, kind }: SeriesProps): VNode {
  const { language } = usePage();
  const isHours = table.columns.find(({ key }) => key === column)?.unit === 'hours';
  const points = table.rows.map((row): TimePoint => {
    const cell = cellOf(table, row, column);
    const label = pointName(row.key, language);
    return { label, value: typeof cell === 'number' ? cell : null, title: `${label}：${cellWords(cell, isHours ? 'hours' : 'count', language)}`, isWithheld: typeof cell === 'string' };
  });
  return (
    <figure class="sheet">
      <figcaption>
        <h3 id={`t-${column}`}>{name}</h3>
        <p class="s soft">{unit}</p>
      </figcaption>
      <TimeChart points={points} kind={kind} labelledBy={`t-${column}`} digits={isHours ? 1 : 0} />
    </figure>
  );
}
