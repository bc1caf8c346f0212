import type { VNode } from 'preact';
import { href } from '../../../web/address.js';
import { Acts, ButtonLink } from '../../../web/components/button.js';
import { Bar } from '../../../web/components/match.js';
import { Sheet } from '../../../web/components/sections.js';
import type { PageContext } from '../../../web/page-context.js';
import { usePage } from '../../../web/page-context.js';
import { MATURE_DAYS } from '../course.queries.js';
import type { FigureRow, FigureTable } from '../figure-table.js';
import { FIGURE_PAGE_TEXTS as T } from '../figure-pages.texts.js';
import type { Figures } from '../figures.types.js';
import { FigureSection } from './figure-parts.js';
import { cellWords } from './figure-words.js';
import { FiguresFrame } from './figures-frame.js';

interface GapsProps {
  ctx: PageContext;
  figures: Figures;
  tables: Readonly<Record<'unanswered' | 'searches', FigureTable>>;
}

/** What is wanted and not there: demands that nobody answered, words that found nothing. */
export function GapsPage({ ctx, figures, tables: { unanswered, searches } }: GapsProps): VNode {
  const { language } = ctx;
  const none = T.unansweredNone[language].replace('{days}', String(MATURE_DAYS));
  const demandsOf = ({ key }: FigureRow): string | null => (key === 'none' ? null : href(ctx, `/categories/${key}`));
  return (
    <FiguresFrame ctx={ctx} figures={figures} title={T.gapsTitle[language]} description={T.gapsDescription[language]} lead={T.gapsLead[language]} tables={{ unanswered, searches }}>
      <FigureSection table={unanswered}>{unanswered.rows.length === 0 ? <Sheet>{none}</Sheet> : <Ranked table={unanswered} hrefOf={demandsOf} />}</FigureSection>
      <FigureSection table={searches}>
        {searches.rows.length === 0 ? <Sheet>{T.searchesNone[language]}</Sheet> : <Ranked table={searches} hrefOf={({ key }) => `${href(ctx, '/providers')}?q=${encodeURIComponent(key)}`} />}
        <Acts>
          <ButtonLink kind="alt" href={href(ctx, '/offerings/new')}>
            {T.gapsOffer[language]}
          </ButtonLink>
        </Acts>
      </FigureSection>
    </FiguresFrame>
  );
}

/** Names with a bar and a number each. */
function Ranked({ table, hrefOf }: { table: FigureTable; hrefOf: (row: FigureRow) => string | null }): VNode {
  const { language } = usePage();
  const most = Math.max(1, ...table.rows.map(({ cells }) => (typeof cells[0] === 'number' ? cells[0] : 0)));
  return (
    <table class="paired ranked">
      <caption class="vh">{table.title[language]}</caption>
      <thead>
        <tr>
          <th scope="col">{table.heads[0]?.[language]}</th>
          <th scope="col" class="fb">
            <span class="vh">{T.picture[language]}</span>
          </th>
          <th scope="col" class="r">
            {table.columns[0]?.name[language]}
          </th>
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => {
          const cell = row.cells[0] ?? null;
          const to = hrefOf(row);
          const name = row.names[0]?.[language];
          return (
            <tr>
              <th scope="row">{to === null ? name : <a href={to}>{name}</a>}</th>
              <td class="fb">{typeof cell === 'number' && <Bar value={cell} max={most} />}</td>
              <td class="r nw">{cellWords(cell, 'count', language)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
