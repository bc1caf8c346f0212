import type { VNode } from 'preact';
import { Facts } from '../../../web/components/facts.js';
import { formatNumber } from '../../../web/format.js';
import type { PageContext } from '../../../web/page-context.js';
import { useSay } from '../../../web/page-context.js';
import { cellOf, type FigureTable, rowOf } from '../figure-table.js';
import { ALL } from '../flow-table.js';
import { FIGURE_PAGE_TEXTS as T } from '../figure-pages.texts.js';
import type { Figures } from '../figures.types.js';
import { acrossBorders } from '../headline.js';
import { cellWords } from './figure-words.js';
import { FigureSection } from './figure-parts.js';
import { FiguresFrame } from './figures-frame.js';
import { FlowFigure } from './flow-figure.js';
import { FunnelFigure } from './funnel-figure.js';

interface OverviewProps {
  ctx: PageContext;
  figures: Figures;
  regions: readonly string[];
  tables: Readonly<Record<'summary' | 'flow' | 'funnel' | 'times', FigureTable>>;
}

/** What has come of it all: four figures, the flow between regions, the funnel. */
export function OverviewPage({ ctx, figures, regions, tables }: OverviewProps): VNode {
  const { language } = ctx;
  return (
    <FiguresFrame ctx={ctx} figures={figures} title={T.title[language]} description={T.description[language]} lead={T.lead[language]} tables={tables}>
      <FigureSection table={tables.summary}>
        <Headline tables={tables} regions={regions} language={language} />
      </FigureSection>
      <FigureSection table={tables.flow}>
        <FlowFigure table={tables.flow} regions={regions} />
      </FigureSection>
      <FigureSection table={tables.funnel}>
        <FunnelFigure table={tables.funnel} until={figures.funnel.until} />
      </FigureSection>
    </FiguresFrame>
  );
}

function Headline({ tables: { summary, flow, times }, regions, language }: Pick<OverviewProps, 'tables' | 'regions'> & { language: PageContext['language'] }): VNode {
  const say = useSay();
  const of = (key: string): string => cellWords(cellOf(summary, rowOf(summary, key), 'number'), 'count', language);
  const across = acrossBorders(flow, regions);
  const acrossText = across.isExact ? T.factAcross : across.count > 0 ? T.factAcrossAtLeast : T.factAcrossWithheld;
  const wait = (column: string): string => cellWords(cellOf(times, rowOf(times, ALL), `firstAnswer${column}`), column === 'Count' ? 'count' : 'hours', language);
  const isValueTold = typeof cellOf(summary, rowOf(summary, 'signedValue'), 'number') === 'number';
  return (
    <Facts
      items={[
        { term: say(T.factDemands), value: of('demands'), small: say(T.factDemandsSmall, { count: of('openDemands') }) },
        { term: say(T.factEngagements), value: of('engagements'), small: say(acrossText, { count: formatNumber(across.count) }) },
        { term: say(T.factSigned), value: of('signed'), small: isValueTold ? say(T.factSignedSmall, { value: of('signedValue') }) : say(T.factSignedWithheld) },
        { term: say(T.factAccepted), value: of('accepted') },
        { term: say(T.factAnswered), value: of('answered'), small: say(T.factAnsweredSmall, { count: of('invitations') }) },
        { term: say(T.factFirst), value: wait('Median'), small: say(T.factFirstSmall, { count: wait('Count') }) },
      ]}
    />
  );
}
