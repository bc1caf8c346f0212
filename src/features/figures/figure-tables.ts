import { say, type Text } from '../../shared/language.js';
import { ENTERPRISE_SIZES, type EnterpriseSize } from '../enterprises/enterprises.types.js';
import type { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import type { ListKind } from '../taxonomy/taxonomy.types.js';
import { MATURE_DAYS } from './course.queries.js';
import type { Content, Dataset, FigureColumn, FigureTable } from './figure-table.js';
import { exposureTable } from './exposure-table.js';
import { flowRows, provincesOf } from './flow-table.js';
import { FIGURE_TEXTS as T } from './figures.texts.js';
import { type Figures, FUNNEL_STEPS, type SupplyAndDemand } from './figures.types.js';
import { trendEngagements } from './trend-cells.js';
import { medianShown, waitCells } from './wait-table.js';
import { contractValue } from './contract-value.js';
import { type Cell, withholdLine, withholdOne } from './withhold.js';

type Writer = (figures: Figures, taxonomy: TaxonomyService) => Content;

/** A set of figures as everybody may see it. */
export function tableOf(dataset: Dataset, figures: Figures, taxonomy: TaxonomyService): FigureTable {
  const { period, asOf } = figures;
  return { dataset, title: T[dataset], period, asOf, ...WRITERS[dataset](figures, taxonomy) };
}

const count = (key: string, name: Text): FigureColumn => ({ key, name, unit: 'count' });

const WRITERS: Record<Dataset, Writer> = {
  summary: ({ summary, enterprises }) => {
    const verified = enterprises.reduce((sum, row) => sum + row.count, 0);
    const rows: [keyof typeof T, Cell][] = [
      ['fact_openDemands', summary.openDemands],
      ['fact_openDemandsWithSeats', summary.openDemandsWithSeats],
      ['fact_openOfferings', summary.openOfferings],
      ['fact_enterprises', verified],
      ['fact_demands', summary.demands],
      ['fact_offerings', summary.offerings],
      ['fact_invitations', withholdOne(summary.invitations)],
      // Those without an answer are the rest: a small rest is withheld by withholding the part.
      ['fact_answered', withholdLine([summary.answered, summary.invitations - summary.answered])[0] ?? null],
      ['fact_engagements', withholdOne(summary.engagements)],
      ['fact_signed', withholdOne(summary.contracts.count)],
      ['fact_signedValue', contractValue(summary.contracts)],
      ['fact_accepted', withholdOne(summary.acceptances)],
    ];
    return {
      definition: T.summaryHow,
      heads: [T.fact],
      columns: [count('number', T.number)],
      rows: rows.map(([key, cell]) => ({ key: key.replace('fact_', ''), names: [T[key]], cells: [cell] })),
    };
  },

  // Listings are public when they are published, one by one: what everybody can count is not withheld.
  regions: ({ regions }, taxonomy) => supplyAndDemand(regions, T.region, T.regionsHow, (code) => taxonomy.regionPath(code)),
  industries: ({ industries }, taxonomy) => supplyAndDemand(industries, T.industry, T.industriesHow, labels(taxonomy, 'industry')),
  categories: ({ categories }, taxonomy) => supplyAndDemand(categories, T.category, T.categoriesHow, labels(taxonomy, 'service-category')),

  flow: ({ flow }, taxonomy) => ({
    definition: T.flowHow,
    heads: [T.from, T.to],
    columns: [count('engagements', T.engagements)],
    rows: flowRows(flow, taxonomy),
  }),

  funnel: ({ funnel }) => {
    const shown = FUNNEL_STEPS.map((step) => withholdOne(funnel[step]));
    const share = (part: Cell | undefined, whole: Cell | undefined): Cell => (typeof part === 'number' && typeof whole === 'number' && whole > 0 ? part / whole : null);
    return {
      definition: withDays(T.funnelHow),
      heads: [T.step],
      columns: [count('demands', T.demandCount), { key: 'ofPublished', name: T.ofPublished, unit: 'share' }, { key: 'ofBefore', name: T.ofBefore, unit: 'share' }],
      rows: FUNNEL_STEPS.map((step, i) => ({
        key: step,
        names: [T[`step_${step}`]],
        cells: [shown[i] ?? null, share(shown[i], shown[0]), i === 0 ? null : share(shown[i], shown[i - 1])],
      })),
    };
  },

  times: ({ waits }, taxonomy) => ({ definition: T.timesHow, ...waitCells(waits, taxonomy) }),

  trend: ({ trend }) => {
    const { points, unit } = trend;
    const engagements = trendEngagements(trend);
    const columns = [count('demands', T.demands), count('offerings', T.offerings), count('engagements', T.engagements), count('reviews', T.reviews)];
    return {
      definition: T.trendHow,
      heads: [T.begins],
      columns: [...columns, { key: 'reviewMedian', name: T.reviewHours, unit: 'hours' }],
      rows: points.map(({ day, demands, offerings, review }, i) => {
        const key = unit === 'month' ? day.slice(0, 7) : day;
        return { key, names: [{ zh: key, en: key }], cells: [demands, offerings, engagements?.[i] ?? null, review.count, medianShown(review)] };
      }),
    };
  },

  // With the sum that the funnel tells.
  'exposure-regions': ({ exposure }, taxonomy) =>
    exposureTable(exposure, provincesOf(taxonomy), ({ province }) => province, T.region, T['exposure-regionsHow'], (code) => taxonomy.regionPath(code)),
  'exposure-sizes': ({ exposure }) => exposureTable(exposure, ENTERPRISE_SIZES, ({ size }) => size, T.size, T['exposure-sizesHow'], (size) => T[`size_${size as EnterpriseSize}`]),

  unanswered: ({ unanswered }, taxonomy) => {
    const cells = withholdLine(unanswered.map((row) => row.count));
    const nameOf = labels(taxonomy, 'service-category');
    return {
      definition: withDays(T.unansweredHow),
      heads: [T.category],
      columns: [count('demands', T.demandCount)],
      rows: unanswered.map(({ code }, i) => ({ key: code ?? 'none', names: [code === null ? T.unnamed : nameOf(code)], cells: [cells[i] ?? null] })),
    };
  },

  searches: ({ searches }) => ({
    definition: T.searchesHow,
    heads: [T.words],
    columns: [count('times', T.timesSearched)],
    rows: searches.map(({ words, count: times }) => ({ key: words, names: [{ zh: words, en: words }], cells: [times] })),
  }),
};

function supplyAndDemand(rows: readonly SupplyAndDemand[], head: Text, definition: Text, nameOf: (code: string) => Text): Content {
  const keys = ['openDemands', 'openOfferings', 'demands', 'offerings'] as const;
  return {
    definition,
    heads: [head],
    columns: keys.map((key) => count(key, T[key])),
    rows: rows.map((row) => ({ key: row.code ?? 'none', names: [row.code === null ? T.unnamed : nameOf(row.code)], cells: keys.map((key) => row[key]) })),
  };
}

function withDays(text: Text): Text {
  return { zh: say(text, 'zh', { days: MATURE_DAYS }), en: say(text, 'en', { days: MATURE_DAYS }) };
}

function labels(taxonomy: TaxonomyService, kind: ListKind): (code: string) => Text {
  return (code) => ({ zh: taxonomy.label(kind, code, 'zh'), en: taxonomy.label(kind, code, 'en') });
}
