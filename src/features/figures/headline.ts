import type { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { cellOf, type FigureTable, rowOf } from './figure-table.js';
import { tableOf } from './figure-tables.js';
import { provincesOf } from './flow-table.js';
import type { Figures, Headline } from './figures.types.js';
import type { Cell } from './withhold.js';

/** Engagements across a border, as far as the shown cells of the flow say: exact when none is withheld. */
export function acrossBorders(flow: FigureTable, provinces: readonly string[]): Headline['across'] {
  const cells = provinces.flatMap((from) => provinces.filter((to) => to !== from).map((to) => cellOf(flow, rowOf(flow, `${from}-${to}`), 'engagements')));
  const known = cells.filter((cell) => typeof cell === 'number');
  return { count: known.reduce((sum, n) => sum + n, 0), isExact: known.length === cells.length };
}

/** The few figures that the front page shows, as everybody may see them. */
export function headlineOf(figures: Figures, taxonomy: TaxonomyService): Headline {
  const summary = tableOf('summary', figures, taxonomy);
  const of = (key: string): Cell => cellOf(summary, rowOf(summary, key), 'number');
  return {
    asOf: new Date(figures.asOf),
    openDemands: figures.summary.openDemands,
    openDemandsWithSeats: figures.summary.openDemandsWithSeats,
    enterprises: figures.enterprises,
    invitations: of('invitations'),
    answered: of('answered'),
    engagements: of('engagements'),
    across: acrossBorders(tableOf('flow', figures, taxonomy), provincesOf(taxonomy)),
    categories: figures.categories.flatMap(({ code, openDemands }) => (code === null ? [] : [{ code, count: openDemands }])),
  };
}
