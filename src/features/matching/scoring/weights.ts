import type { FactoryPart, ProviderPart } from '../explanation.js';

/** What each part counts, and where the lines are drawn. One table, named in every explanation that was computed with it. */
export interface ScoringSettings {
  readonly name: string;
  readonly factory: Readonly<Record<FactoryPart, number>>;
  readonly provider: Readonly<Record<ProviderPart, number>>;
  /** Points from which a match may be invited by mail. */
  readonly inviteFrom: number;
  /** Points from which a match may take the exploring seat. */
  readonly exploreFrom: number;
  /** Share of the factory table's weight that must have data before a match is invited; below it is only suggested. */
  readonly leastCoverage: number;
  /** Points from which a match is worth keeping as a suggestion. */
  readonly suggestFrom: number;
}

/**
 * The starting table (matching.md). `inviteFrom` comes from the calibration that the evaluation prints: with nothing known but text,
 * region and date it stands for a text part of about 0.4, where nearly nine of ten judged pairs are related (docs/benchmarks.md).
 */
export const STARTING_SETTINGS: ScoringSettings = {
  name: 'starting-1',
  factory: { text: 45, category: 18, specification: 10, budget: 8, region: 7, record: 5, 'lead-time': 4, freshness: 3 },
  provider: { industry: 35, region: 25, 'order-size': 25, answers: 15 },
  inviteFrom: 45,
  exploreFrom: 40,
  leastCoverage: 0.5,
  suggestFrom: 25,
};
