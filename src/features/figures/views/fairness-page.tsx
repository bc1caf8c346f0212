import type { VNode } from 'preact';
import { Bar } from '../../../web/components/match.js';
import { Section } from '../../../web/components/sections.js';
import type { PageContext } from '../../../web/page-context.js';
import { usePage, useSay } from '../../../web/page-context.js';
import { LARGEST_SHARE, NEWCOMER_INVITATIONS, SEATS_WITH_EXPLORING, SHARE_DAYS, SHARE_LEAST } from '../../matching/matching.types.js';
import { cellOf, type FigureTable } from '../figure-table.js';
import { FIGURE_PAGE_TEXTS as T } from '../figure-pages.texts.js';
import type { Figures } from '../figures.types.js';
import { ALL } from '../flow-table.js';
import type { Cell } from '../withhold.js';
import { FigureCells, FigureSection } from './figure-parts.js';
import { cellWords } from './figure-words.js';
import { FiguresFrame } from './figures-frame.js';

interface FairnessProps {
  ctx: PageContext;
  figures: Figures;
  tables: Readonly<Record<'exposure-regions' | 'exposure-sizes', FigureTable>>;
}

/** The share of invitations of each place and size beside its share of providers, and the rules that keep the two together. */
export function FairnessPage({ ctx, figures, tables }: FairnessProps): VNode {
  const { language } = ctx;
  return (
    <FiguresFrame ctx={ctx} figures={figures} title={T.fairnessTitle[language]} description={T.fairnessDescription[language]} lead={T.fairnessLead[language]} tables={tables}>
      {Object.values(tables).map((table) => (
        <FigureSection table={table}>
          <Shares table={table} />
          <details class="after">
            <summary>{T.table[language]}</summary>
            <FigureCells table={table} />
          </details>
        </FigureSection>
      ))}
      <Rules />
    </FiguresFrame>
  );
}

/** Two bars a row on one scale: the share of providers, and below it that of invitations. */
function Shares({ table }: { table: FigureTable }): VNode {
  const { language } = usePage();
  const column = (key: string): string => table.columns.find((one) => one.key === key)?.name[language] ?? '';
  const rows = table.rows.filter(({ key }) => key !== ALL);
  const scale = Math.max(0.01, ...rows.flatMap((row) => ['providersShare', 'invitationsShare'].map((key) => numberOf(cellOf(table, row, key)))));
  return (
    <table class="paired">
      <caption class="vh">{table.title[language]}</caption>
      <thead>
        <tr>
          <th scope="col">{table.heads[0]?.[language]}</th>
          <th scope="col" class="fb">
            {T.exposureShares[language]}
          </th>
          <th scope="col" class="r">
            {column('providersShare')}
          </th>
          <th scope="col" class="r">
            {column('invitationsShare')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            <th scope="row">{row.names[0]?.[language]}</th>
            <td class="fb">
              <Bar value={numberOf(cellOf(table, row, 'providersShare'))} max={scale} tone="k3" />
              <Bar value={numberOf(cellOf(table, row, 'invitationsShare'))} max={scale} />
            </td>
            <td class="r">{cellWords(cellOf(table, row, 'providersShare'), 'share', language)}</td>
            <td class="r">{cellWords(cellOf(table, row, 'invitationsShare'), 'share', language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function numberOf(cell: Cell): number {
  return typeof cell === 'number' ? cell : 0;
}

function Rules(): VNode {
  const say = useSay();
  return (
    <Section id="rules" title={say(T.rulesTitle)}>
      <ul class="dot">
        <li>{say(T.ruleCapacity)}</li>
        <li>{say(T.ruleShare, { days: SHARE_DAYS, share: 100 * LARGEST_SHARE, least: SHARE_LEAST })}</li>
        <li>{say(T.ruleList)}</li>
        <li>{say(T.ruleExploring, { seats: SEATS_WITH_EXPLORING, invitations: NEWCOMER_INVITATIONS })}</li>
        <li>{say(T.ruleSize)}</li>
      </ul>
    </Section>
  );
}
