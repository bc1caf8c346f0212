import type { VNode } from 'preact';
import { href } from '../../../web/address.js';
import { Bar } from '../../../web/components/match.js';
import { toneOf } from '../../../web/components/sankey.js';
import { TileMap } from '../../../web/components/tile-map.js';
import { formatNumber } from '../../../web/format.js';
import type { PageContext } from '../../../web/page-context.js';
import { usePage, useSay } from '../../../web/page-context.js';
import { cellOf, type FigureRow, type FigureTable } from '../figure-table.js';
import { FIGURE_PAGE_TEXTS as T } from '../figure-pages.texts.js';
import type { Figures } from '../figures.types.js';
import { FigureSection } from './figure-parts.js';
import { FiguresFrame } from './figures-frame.js';
import { depthOf, MAP_PLACES } from '../../../web/components/map-places.js';

interface MarketProps {
  ctx: PageContext;
  figures: Figures;
  /** Provinces in the order of their colours. */
  regions: readonly string[];
  tables: Readonly<Record<'regions' | 'industries' | 'categories', FigureTable>>;
  /** The short name of a place. */
  nameOf: (code: string) => string;
}

/** Where demand and supply are: the map, then by place, industry and category. */
export function MarketPage({ ctx, figures, regions, tables, nameOf }: MarketProps): VNode {
  const { language } = ctx;
  return (
    <FiguresFrame ctx={ctx} figures={figures} title={T.marketTitle[language]} description={T.marketDescription[language]} lead={T.marketLead[language]} tables={tables}>
      <FigureSection table={tables.regions}>
        <div class="cols mapped">
          <Places table={tables.regions} regions={regions} nameOf={nameOf} />
          <SupplyAndDemand table={tables.regions} path="/regions" />
        </div>
      </FigureSection>
      <FigureSection table={tables.industries}>
        <SupplyAndDemand table={tables.industries} path="/industries" />
      </FigureSection>
      <FigureSection table={tables.categories}>
        <SupplyAndDemand table={tables.categories} path="/categories" />
      </FigureSection>
    </FiguresFrame>
  );
}

/** A code of a list, which has a page of its own; the row of what names none has not. */
const CODE = /^[A-Z0-9-]+$/;

function numberIn(table: FigureTable, row: FigureRow, column: string): number {
  const cell = cellOf(table, row, column);
  return typeof cell === 'number' ? cell : 0;
}

function Places({ table, regions, nameOf }: Pick<MarketProps, 'regions' | 'nameOf'> & { table: FigureTable }): VNode | null {
  const ctx = usePage();
  const say = useSay();
  const rows = table.rows.filter(({ key }) => MAP_PLACES[key]);
  if (rows.length === 0) return null;
  const most = Math.max(...rows.map((row) => numberIn(table, row, 'openDemands')));
  const tiles = rows.map((row) => {
    const [column, line] = MAP_PLACES[row.key]!;
    const [demands, offerings] = [numberIn(table, row, 'openDemands'), numberIn(table, row, 'openOfferings')];
    const count = { demands: formatNumber(demands), offerings: formatNumber(offerings) };
    return {
      href: href(ctx, `/regions/${row.key}`),
      name: nameOf(row.key),
      column,
      row: line,
      tone: toneOf(Math.max(0, regions.findIndex((code) => row.key.startsWith(code)))),
      depth: depthOf(demands, most),
      lines: [say(T.tileDemands, { count: count.demands }), say(T.tileOfferings, { count: count.offerings })] as const,
      title: say(T.mapTile, { place: row.names[0]?.[ctx.language] ?? '', ...count }),
    };
  });
  return (
    <figure class="sheet">
      <TileMap tiles={tiles} label={say(T.mapLabel)} />
      <figcaption class="s soft after">{say(T.mapNote)}</figcaption>
    </figure>
  );
}

/** Each row with two bars on one scale: open demands, then open offerings. A phone leaves out what was published. */
function SupplyAndDemand({ table, path }: { table: FigureTable; path: string }): VNode {
  const ctx = usePage();
  const say = useSay();
  const { language } = ctx;
  const scale = Math.max(1, ...table.rows.flatMap((row) => [numberIn(table, row, 'openDemands'), numberIn(table, row, 'openOfferings')]));
  const width = (at: number): string => (at < 2 ? 'r' : 'r wide');
  return (
    <table class="paired">
      <caption>{say(T.barsNote)}</caption>
      <thead>
        <tr>
          <th scope="col">{table.heads[0]?.[language]}</th>
          <th scope="col" class="fb">
            <span class="vh">{say(T.bars)}</span>
          </th>
          {table.columns.map(({ name }, at) => (
            <th scope="col" class={width(at)}>
              {name[language]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr>
            <th scope="row">{CODE.test(row.key) ? <a href={href(ctx, `${path}/${row.key}`)}>{row.names[0]?.[language]}</a> : row.names[0]?.[language]}</th>
            <td class="fb">
              <Bar value={numberIn(table, row, 'openDemands')} max={scale} />
              <Bar value={numberIn(table, row, 'openOfferings')} max={scale} tone="k2" />
            </td>
            {table.columns.map(({ key }, at) => (
              <td class={width(at)}>{formatNumber(numberIn(table, row, key))}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
