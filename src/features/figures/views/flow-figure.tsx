import type { VNode } from 'preact';
import { Sankey, toneOf } from '../../../web/components/sankey.js';
import { Empty } from '../../../web/components/states.js';
import { Scroll } from '../../../web/components/tables.js';
import { formatNumber, formatPercent } from '../../../web/format.js';
import { usePage, useSay } from '../../../web/page-context.js';
import { cellOf, type FigureTable, rowOf } from '../figure-table.js';
import { ALL } from '../flow-table.js';
import { FIGURE_PAGE_TEXTS as T } from '../figure-pages.texts.js';
import { FIGURE_TEXTS } from '../figures.texts.js';
import { type Cell, LEAST_SHOWN } from '../withhold.js';
import { cellWords } from './figure-words.js';

interface FlowProps {
  table: FigureTable;
  /** Codes of the regions, in the order of their colours. */
  regions: readonly string[];
}

/** The flow between regions as a picture and as a matrix, and what stands out in one sentence. */
export function FlowFigure({ table, regions }: FlowProps): VNode {
  const { language } = usePage();
  const say = useSay();
  const at = (from: string, to: string): Cell => cellOf(table, rowOf(table, `${from}-${to}`), 'engagements');
  const words = (cell: Cell): string => cellWords(cell, 'count', language);
  const nameOf = (code: string): string => rowOf(table, `${code}-${ALL}`)?.names[0]?.[language] ?? code;
  if (at(ALL, ALL) === 0) {
    return (
      <Empty level={3} title={say(T.flowEmpty)}>
        {say(T.flowEmptyText)}
      </Empty>
    );
  }
  const flows = regions.flatMap((from, i) =>
    regions.map((to, j) => {
      const cell = at(from, to);
      const label = say(T.flowLabel, { from: nameOf(from), to: nameOf(to), count: words(cell) });
      // Of what is not said the ribbon shows no more than the rule does.
      const size = typeof cell === 'number' ? cell : cell === 'under' ? LEAST_SHOWN / 2 : LEAST_SHOWN;
      return { from: i, to: j, size, label, isUnsaid: typeof cell !== 'number' };
    }),
  );
  const sides = regions.map((code) => ({ name: nameOf(code), leaving: words(at(code, ALL)), arriving: words(at(ALL, code)) }));
  return (
    <div class="cols">
      {flows.some(({ size, isUnsaid }) => size > 0 && !isUnsaid) ? (
        <figure class="sheet">
          <figcaption class="vh" id="flow-picture">
            {say(T.flowPicture)}
          </figcaption>
          <Sankey sides={sides} flows={flows} heads={[say(FIGURE_TEXTS.from), say(FIGURE_TEXTS.to)]} labelledBy="flow-picture" />
          {flows.some(({ isUnsaid }) => isUnsaid) && <p class="s soft after">{say(T.flowUnsaid)}</p>}
        </figure>
      ) : (
        <Empty level={3} title={say(T.flowSmall)}>
          {say(T.flowSmallText)}
        </Empty>
      )}
      <div class="sheet">
        <Scroll label={say(T.flowTable)}>
          <Matrix at={at} regions={regions} nameOf={nameOf} />
        </Scroll>
        <Most at={at} regions={regions} nameOf={nameOf} />
      </div>
    </div>
  );
}

interface MatrixProps {
  at: (from: string, to: string) => Cell;
  regions: readonly string[];
  nameOf: (code: string) => string;
}

function Matrix({ at, regions, nameOf }: MatrixProps): VNode {
  const { language } = usePage();
  const say = useSay();
  const most = Math.max(1, ...regions.flatMap((from) => regions.map((to) => at(from, to))).filter((cell) => typeof cell === 'number'));
  const total = say(FIGURE_TEXTS.total);
  const cell = (from: string, to: string, tone: number | null): VNode => {
    const value = at(from, to);
    return (
      <td class="cell">
        {tone !== null && typeof value === 'number' && value > 0 && (
          <svg viewBox="0 0 10 10" preserveAspectRatio="none" aria-hidden="true">
            <rect class={`k${tone}`} width="10" height="10" opacity={(0.08 + (0.42 * value) / most).toFixed(2)} />
          </svg>
        )}
        <span class={typeof value === 'number' ? undefined : 's soft'}>{cellWords(value, 'count', language)}</span>
      </td>
    );
  };
  return (
    <table class="matrix">
      <caption>{say(T.matrixCaption)}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span class="vh">{say(T.matrixCorner)}</span>
          </th>
          {regions.map((code) => (
            <th scope="col">{nameOf(code)}</th>
          ))}
          <th scope="col">{total}</th>
        </tr>
      </thead>
      <tbody>
        {regions.map((from, i) => (
          <tr>
            <th scope="row">{nameOf(from)}</th>
            {regions.map((to) => cell(from, to, toneOf(i)))}
            {cell(from, ALL, null)}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{total}</th>
          {regions.map((to) => cell(ALL, to, null))}
          {cell(ALL, ALL, null)}
        </tr>
      </tfoot>
    </table>
  );
}

/** The strongest flow across a border; nothing where one that is not said could be stronger. */
function Most({ at, regions, nameOf }: MatrixProps): VNode | null {
  const say = useSay();
  const total = at(ALL, ALL);
  const across = regions.flatMap((from) => regions.filter((to) => to !== from).map((to) => ({ from, to, cell: at(from, to) })));
  const most = across.reduce<{ from: string; to: string; count: number } | null>(
    (best, { from, to, cell }) => (typeof cell === 'number' && cell > (best?.count ?? 0) ? { from, to, count: cell } : best),
    null,
  );
  if (!most || typeof total !== 'number' || across.some(({ cell }) => cell === 'hidden')) return null;
  return <p class="s soft after">{say(T.flowMost, { from: nameOf(most.from), to: nameOf(most.to), count: formatNumber(most.count), share: formatPercent(most.count / total) })}</p>;
}
