import { shareOut } from '../features/matching/scoring/points.js';
import { sharesOf, type WeightTables } from '../features/matching/scoring/weights.js';
import { ASIDE_COLUMNS, centresOf, type Lesson, PART_COLUMNS, rowOf } from './lessons.js';
import { fitLogistic } from './logistic-fit.js';

/** What was learnt from some lessons. */
export interface Learnt {
  readonly tables: WeightTables;
  /** What the model puts down to the place in the list and to kept seats, in log-odds; in no table. */
  readonly aside: Readonly<Record<(typeof ASIDE_COLUMNS)[number], number>>;
}

/** From so many lessons with stated preferences on the second table is learnt too; below it stays as it is. */
export const LEAST_WITH_PREFERENCES = 100;
/** What is kept aside is pulled to nothing, weakly. */
const ASIDE_STRENGTH = 0.1;
const FREE = { to: 0, strength: 1e-6, least: 0 };

/**
 * Fits both tables at once: wanted or not, by the parts as they were shown, with the place in the list beside them. The weights are pulled
 * towards the present ones, `strength` times as hard as one lesson pulls; none becomes negative. Each table adds up to 100.
 */
export function learnTables(lessons: readonly Lesson[], present: WeightTables, strength: number): Learnt {
  const shares = PART_COLUMNS.map(({ side, part }) => sharesOf<string>(present[side])[part]! / 100);
  const centres = centresOf(lessons);
  const rows = lessons.map((lesson) => rowOf(lesson, centres));
  const outcomes = lessons.map(({ isWanted }) => (isWanted ? 1 : 0));
  const weights = lessons.map(({ weight }) => weight);
  const aside = ASIDE_COLUMNS.map(() => ({ to: 0, strength: ASIDE_STRENGTH, least: Number.NEGATIVE_INFINITY }));
  // First how much the present score tells at all; the single weights are then pulled to that much of theirs.
  const width = PART_COLUMNS.length;
  const overall = rows.map((row) => [shares.reduce((sum, share, j) => sum + share * row[j]!, 0), ...row.slice(width)]);
  const scale = fitLogistic({ rows: overall, outcomes, weights, pulls: [FREE, ...aside] })[0]!;
  const pulls = shares.map((share) => ({ to: scale * share, strength, least: 0 }));
  const coefficients = fitLogistic({ rows, outcomes, weights, pulls: [...pulls, ...aside] });
  const withPreferences = lessons.filter(({ provider }) => provider !== null && Object.keys(provider).length > 0).length;
  return {
    tables: {
      factory: tableOf('factory', coefficients, present) ?? present.factory,
      provider: (withPreferences < LEAST_WITH_PREFERENCES ? null : tableOf('provider', coefficients, present)) ?? present.provider,
    },
    aside: Object.fromEntries(ASIDE_COLUMNS.map((name, i) => [name, coefficients[width + i]!])) as Learnt['aside'],
  };
}

/** No part loses more than this much of its share at once: one season's answers do not make a part worthless, and the matter stays in. */
const KEPT = 0.25;

/** Coefficients of one side as a table of tenths that adds up to 100; null when all are zero. */
function tableOf<Side extends 'factory' | 'provider'>(wanted: Side, coefficients: readonly number[], present: WeightTables): WeightTables[Side] | null {
  const before = sharesOf<string>(present[wanted]);
  const own = PART_COLUMNS.flatMap(({ side, part }, i) => (side === wanted ? [{ part, coefficient: coefficients[i]! }] : []));
  const sum = own.reduce((all, { coefficient }) => all + coefficient, 0);
  if (sum <= 0) return null;
  const shares = own.map(({ part, coefficient }) => Math.max(coefficient / sum, (KEPT * before[part]!) / 100));
  const all = shares.reduce((whole, share) => whole + share, 0);
  const tenths = shareOut(shares.map((share) => (1_000 * share) / all), 1_000);
  return Object.fromEntries(own.map(({ part }, i) => [part, tenths[i]! / 10])) as WeightTables[Side];
}
