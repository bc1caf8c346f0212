import type { VNode } from 'preact';
import { Scroll, Table } from '../../../web/components/tables.js';
import { usePage, useSay } from '../../../web/page-context.js';
import { cellOf, type FigureRow, type FigureTable } from '../figure-table.js';
import { FIGURE_PAGE_TEXTS as T } from '../figure-pages.texts.js';
import { FIGURE_TEXTS } from '../figures.texts.js';
import { WAITS } from '../figures.types.js';
import { cellWords } from './figure-words.js';

/** A row a region, a column a step: the median, and below it of how many. */
export function WaitTable({ table }: { table: Pick<FigureTable, 'title' | 'columns' | 'rows'> }): VNode {
  const { language } = usePage();
  const say = useSay();
  return (
    <Scroll label={table.title[language]}>
      <Table
        caption={table.title[language]}
        hideCaption
        rows={table.rows}
        columns={[
          { head: say(FIGURE_TEXTS.region), cell: (row: FigureRow) => row.names[0]?.[language] },
          ...WAITS.map((wait) => ({
            head: say(FIGURE_TEXTS[`wait_${wait}`]),
            right: true,
            cell: (row: FigureRow) => {
              const median = cellOf(table, row, `${wait}Median`);
              const count = cellOf(table, row, `${wait}Count`);
              return (
                <div>
                  {typeof median === 'number' ? <b>{say(T.median, { hours: cellWords(median, 'hours', language) })}</b> : <span class="soft">{cellWords(median, 'hours', language)}</span>}{' '}
                  {count !== 0 && count !== null && <span class="s soft nw">{count === 'hidden' ? say(T.casesHidden) : say(T.cases, { count: cellWords(count, 'count', language) })}</span>}
                </div>
              );
            },
          })),
        ]}
      />
    </Scroll>
  );
}
