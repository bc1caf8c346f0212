import type { ComponentChildren, VNode } from 'preact';
import { Section } from '../../../web/components/sections.js';
import { Table } from '../../../web/components/tables.js';
import { usePage, useSay } from '../../../web/page-context.js';
import type { FigureRow, FigureTable } from '../figure-table.js';
import { FIGURE_PAGE_TEXTS as T } from '../figure-pages.texts.js';
import { cellWords } from './figure-words.js';

/** One set of figures: its name, its files, its definition, then what the children draw. */
export function FigureSection({ table, children }: { table: FigureTable; children: ComponentChildren }): VNode {
  const { language } = usePage();
  return (
    <Section id={`fig-${table.dataset}`} title={table.title[language]} aside={<Files table={table} />}>
      <p class="s soft prose defined">{table.definition[language]}</p>
      {children}
    </Section>
  );
}

/** The same cells for spreadsheets and programs. */
function Files({ table: { dataset, title, period } }: { table: FigureTable }): VNode {
  const { language } = usePage();
  const say = useSay();
  const path = `/api/v1/figures/${dataset}`;
  return (
    <span class="meta noprint">
      <a class="pad" href={`${path}/csv?period=${period}&lang=${language}`}>
        CSV<span class="vh">{say(T.fileOf, { title: title[language] })}</span>
      </a>
      <a class="pad" href={`${path}?period=${period}`}>
        JSON<span class="vh">{say(T.fileOf, { title: title[language] })}</span>
      </a>
    </span>
  );
}

interface FigureTableViewProps {
  table: FigureTable;
  rows?: readonly FigureRow[];
  caption?: string;
  /** Only these columns, by key. */
  only?: readonly string[];
  /** The address behind a row's name. */
  hrefOf?: (row: FigureRow) => string | null;
}

/** The figures in words and numbers, for who cannot see the picture or wants to read it exactly. */
export function FigureCells({ table, rows = table.rows, caption, only, hrefOf }: FigureTableViewProps): VNode {
  const { language } = usePage();
  const columns = table.columns.map((column, at) => ({ column, at })).filter(({ column }) => only === undefined || only.includes(column.key));
  const nameOf = (row: FigureRow): ComponentChildren => {
    const href = hrefOf?.(row);
    const name = row.names.map((text) => text[language]).join(' → ');
    return href ? <a href={href}>{name}</a> : name;
  };
  return (
    <Table
      caption={caption ?? table.title[language]}
      hideCaption={caption === undefined}
      rows={rows}
      columns={[
        { head: table.heads.map((head) => head[language]).join(' → '), cell: nameOf },
        ...columns.map(({ column, at }) => ({
          head: column.name[language],
          right: true,
          cell: (row: FigureRow) => {
            const cell = row.cells[at] ?? null;
            const words = cellWords(cell, column.unit, language);
            return typeof cell === 'number' ? words : <span class="soft">{words}</span>;
          },
        })),
      ]}
    />
  );
}
