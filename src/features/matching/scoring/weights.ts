import type { FactoryPart, ProviderPart } from '../explanation.js';

/** What each part counts: one table for each side, named in every explanation that was computed with it. */
export interface ScoringWeights {
  readonly name: string;
  readonly factory: Readonly<Record<FactoryPart, number>>;
  readonly provider: Readonly<Record<ProviderPart, number>>;
}

/** The starting table (matching.md, "The pipeline"; the provider's side is ours). */
export const STARTING_WEIGHTS: ScoringWeights = {
  name: 'starting-1',
  factory: { text: 45, category: 18, specification: 10, budget: 8, region: 7, record: 5, 'lead-time': 4, freshness: 3 },
  provider: { industry: 35, region: 25, 'order-size': 25, answers: 15 },
};
