import type { VNode } from 'preact';
import { Bar } from '../../../web/components/match.js';
import { Empty } from '../../../web/components/states.js';
import { Scroll } from '../../../web/components/tables.js';
import { formatDate } from '../../../web/format.js';
import { usePage, useSay } from '../../../web/page-context.js';
import { MATURE_DAYS } from '../course.queries.js';
import type { FigureTable } from '../figure-table.js';
import { FIGURE_PAGE_TEXTS as T } from '../figure-pages.texts.js';
import { cellWords } from './figure-words.js';

/** How far demands came, each step as a bar with its count and its shares. */
export function FunnelFigure({ table, until }: { table: FigureTable; until: string }): VNode {
  const { language } = usePage();
  const say = useSay();
  const all = table.rows[0]?.cells[0] ?? null;
  if (all === 0) {
    return (
      <Empty level={3} title={say(T.funnelEmpty, { days: MATURE_DAYS })}>
        {say(T.funnelEmptyText)}
      </Empty>
    );
  }
  const date = formatDate(new Date(until), language);
  return (
    <div class="sheet">
      <Scroll label={say(T.funnelTable)}>
        <table class="funnel">
          <caption>{say(T.funnelCohort, { date, count: cellWords(all, 'count', language) })}</caption>
          <thead>
            <tr>
              <th scope="col">{table.heads[0]?.[language]}</th>
              <th scope="col" class="fb">
                <span class="vh">{say(T.picture)}</span>
              </th>
              {table.columns.map(({ name }) => (
                <th scope="col" class="r">
                  {name[language]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map(({ names, cells }) => {
              const count = cells[0] ?? null;
              return (
                <tr>
                  <th scope="row">{names[0]?.[language]}</th>
                  <td class="fb">{typeof count === 'number' && typeof all === 'number' && <Bar fat value={count} max={all} />}</td>
                  {table.columns.map(({ unit }, i) => (
                    <td class={i === 2 ? 'r soft' : 'r'}>{cellWords(cells[i] ?? null, unit, language)}</td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
    </div>
  );
}
