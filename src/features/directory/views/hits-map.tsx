import type { VNode } from 'preact';
import { href } from '../../../web/address.js';
import { depthOf, MAP_PLACES } from '../../../web/components/map-places.js';
import { toneOf } from '../../../web/components/sankey.js';
import { type MapTile, TileMap } from '../../../web/components/tile-map.js';
import { formatNumber } from '../../../web/format.js';
import { usePage, useSay } from '../../../web/page-context.js';
import type { TaxonomyService } from '../../taxonomy/taxonomy.service.js';
import type { SearchOutcome } from '../directory.queries.js';
import { DIRECTORY_TEXTS as T } from '../directory.texts.js';
import { FIRST_PAGE, type SearchState } from '../directory.types.js';
import { searchOf } from '../search-address.js';

/** Where the hits are: each tile narrows the search to its place, and shows what would be there whatever place is chosen now. */
export function HitsMap({ state, outcome, taxonomy }: { state: SearchState; outcome: SearchOutcome; taxonomy: TaxonomyService }): VNode | null {
  const ctx = usePage();
  const say = useSay();
  const counts = new Map(outcome.facets.region.map(({ code, count }) => [code, count]));
  // An overlay has what its members have.
  const countOf = (code: string): number => [code, ...(taxonomy.region(code)?.members ?? [])].reduce((sum, one) => sum + (counts.get(one) ?? 0), 0);
  const places = Object.entries(MAP_PLACES).filter(([code]) => taxonomy.region(code) !== undefined);
  const most = Math.max(0, ...places.map(([code]) => countOf(code)));
  if (most === 0) return null;
  const provinces = taxonomy.choices('region', null).map(({ code }) => code);
  const tiles = places.map(([code, [column, row]]): MapTile => {
    const name = taxonomy.regionPath(code)[ctx.language].split(ctx.language === 'zh' ? ' ' : ', ').at(ctx.language === 'zh' ? -1 : 0)!;
    const count = countOf(code);
    const isChosen = state.filters.region.includes(code);
    return {
      href: href(ctx, '/providers') + searchOf({ ...state, ...FIRST_PAGE, filters: { ...state.filters, region: isChosen ? [] : [code] } }),
      name,
      column,
      row,
      tone: toneOf(Math.max(0, provinces.findIndex((province) => code.startsWith(province)))),
      depth: depthOf(count, most),
      lines: [formatNumber(count), isChosen ? say(T.mapChosen) : ''],
      title: say(isChosen ? T.mapTileChosen : T.mapTile, { name, count: formatNumber(count) }),
    };
  });
  return (
    <details class="f" open={state.filters.region.some((code) => code in MAP_PLACES)}>
      <summary>{say(T.onTheMap)}</summary>
      <figure class="sheet after">
        <TileMap tiles={tiles} label={say(T.mapLabel)} />
        <figcaption class="s soft after">{say(T.mapNote)}</figcaption>
      </figure>
    </details>
  );
}
