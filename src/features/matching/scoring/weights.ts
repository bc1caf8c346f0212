import { FACTORY_PARTS, type FactoryPart, PROVIDER_PARTS, type ProviderPart } from '../explanation.js';

/** What each part counts: one table for each side. Shares of each table's sum; none is negative. */
export interface WeightTables {
  readonly factory: Readonly<Record<FactoryPart, number>>;
  readonly provider: Readonly<Record<ProviderPart, number>>;
}

/** Tables with the name that stands in every explanation which was computed with them. */
export interface ScoringWeights extends WeightTables {
  readonly name: string;
}

/** The starting table (matching.md, "The pipeline"; the provider's side is ours). */
export const STARTING_WEIGHTS: ScoringWeights = {
  name: 'starting-1',
  factory: { text: 45, category: 18, specification: 10, budget: 8, region: 7, record: 5, 'lead-time': 4, freshness: 3 },
  provider: { industry: 35, region: 25, 'order-size': 25, answers: 15 },
};

/** Tables with every part of today: one that was stored before a part was invented gives it nothing. */
export function completed({ factory, provider }: { readonly factory: Readonly<Record<string, number>>; readonly provider: Readonly<Record<string, number>> }): WeightTables {
  return { factory: onlyParts(FACTORY_PARTS, factory), provider: onlyParts(PROVIDER_PARTS, provider) };
}

function onlyParts<Part extends string>(parts: readonly Part[], table: Readonly<Record<string, number>>): Record<Part, number> {
  return Object.fromEntries(parts.map((part) => [part, table[part] ?? 0])) as Record<Part, number>;
}

/** Each part's share of its table, in percent. */
export function sharesOf<Part extends string>(table: Readonly<Record<Part, number>>): Record<Part, number> {
  const parts = Object.entries(table) as [Part, number][];
  const sum = parts.reduce((all, [, weight]) => all + weight, 0);
  return Object.fromEntries(parts.map(([part, weight]) => [part, sum === 0 ? 0 : (100 * weight) / sum])) as Record<Part, number>;
}

/** The parts that say whether an offering can do what a demand asks; the others only say whether the two could work together. */
export const ABOUT_THE_MATTER: readonly FactoryPart[] = ['text', 'category'];

/** What is wrong with tables, or null. A negative weight would punish what fits; without the matter nothing is ever relevant. */
export function faultOfTables({ factory, provider }: WeightTables): 'negative' | 'factory-empty' | 'provider-empty' | 'matter-empty' | null {
  const all = [...Object.values(factory), ...Object.values(provider)];
  if (all.some((weight) => !Number.isFinite(weight) || weight < 0)) return 'negative';
  if (sumOf(factory) === 0) return 'factory-empty';
  if (sumOf(provider) === 0) return 'provider-empty';
  return ABOUT_THE_MATTER.every((part) => factory[part] === 0) ? 'matter-empty' : null;
}

function sumOf(table: Readonly<Record<string, number>>): number {
  return Object.values(table).reduce((sum, weight) => sum + weight, 0);
}
