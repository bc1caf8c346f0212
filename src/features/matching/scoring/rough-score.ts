import { FACTORY_PARTS, PROVIDER_PARTS } from '../explanation.js';
import type { DemandFacts, Supply } from '../facts.js';
import { ceilingOf, type Keyword, keywordsOf } from '../terms/keywords.js';
import { FACTORY_FINDERS } from './factory-parts.js';
import { PROVIDER_FINDERS, statesPreferences } from './provider-parts.js';
import type { ScoringContext } from './score.js';
import { textValue } from './text-part.js';

/** Between what and what a pair's total lies, in points, and how much it has of what the matter itself can give (`relevanceOf`), at most. */
export interface RoughScore {
  readonly low: number;
  readonly high: number;
  readonly relevance: number;
}

/** The index keeps weights of terms and of queries as whole thousandths: each is off by half of one, and none falls below one. */
const KEPT_ERROR = 0.001;
const ASKED_ERROR = 0.000_5;
/** Points are rounded to tenths, and the parts among themselves. */
const ROUNDING = 0.1;
const RELEVANCE_ROUNDING = 0.01;

const NO_WORDS = { matched: [], missing: [] };

/**
 * Bounds of a pair's score from the sum that the index found, without terms, words and reasons: a hundredth of the time that `PairScorer` takes. For choosing
 * which pairs are worth scoring. Knows nothing of meaning.
 */
export class RoughScorer {
  private readonly ceiling: number;
  private readonly error: number;

  /** @param keywords of the demand, where they are known already */
  constructor(
    private readonly demand: DemandFacts,
    private readonly context: ScoringContext,
    keywords: readonly Keyword[] = keywordsOf(demand.terms, context.statistics),
  ) {
    this.ceiling = ceilingOf(keywords);
    this.error = this.ceiling === 0 ? 0 : KEPT_ERROR + (ASKED_ERROR * keywords.length) / this.ceiling;
  }

  /**
   * @param supply its terms need hold no more than those of the demand's words that are types, standards and grades
   * @param sum as the index gave it
   */
  bounds({ offering, provider }: Supply, sum: number): RoughScore {
    const { demand, error } = this;
    const { now, today, weights } = this.context;
    const ratio = this.ceiling === 0 ? 0 : sum / this.ceiling;
    const input = { demand, offering, provider, text: { ratio, ...NO_WORDS }, meaning: { state: 'off' as const }, now, today };
    const [worst, best] = [textValue(Math.max(0, ratio - error)), textValue(ratio + error)];
    const factory = weighted(FACTORY_PARTS, weights.factory, (part) => (part === 'text' ? textPart(demand, worst) : FACTORY_FINDERS[part](input)?.value));
    const share = factory.weight === 0 || demand.terms.words.length === 0 ? 0 : weights.factory.text / factory.weight;
    const [low, high] = [factory.mean, factory.mean + share * (best - worst)];
    const { text, category } = factory.values;
    const relevance = relevanceOf(weights.factory, text === undefined ? undefined : best, category);
    if (!statesPreferences(provider)) return { low: 100 * low - ROUNDING, high: 100 * high + ROUNDING, relevance };
    const { mean, weight } = weighted(PROVIDER_PARTS, weights.provider, (part) => PROVIDER_FINDERS[part]({ demand, provider })?.value);
    const both = (one: number): number => (weight === 0 ? one : harmonicMean(one, mean));
    // Each of the two was rounded before they were brought together.
    return { low: 100 * both(low) - 2 * ROUNDING, high: 100 * both(high) + 2 * ROUNDING, relevance };
  }
}

function textPart(demand: DemandFacts, value: number): number | undefined {
  return demand.terms.words.length === 0 ? undefined : value;
}

interface Weighted<Part extends string> {
  /** 0 to 1. */
  readonly mean: number;
  readonly weight: number;
  readonly values: Partial<Record<Part, number>>;
}

function weighted<Part extends string>(parts: readonly Part[], weights: Readonly<Record<Part, number>>, valueOf: (part: Part) => number | undefined): Weighted<Part> {
  const values: Partial<Record<Part, number>> = {};
  let [sum, weight] = [0, 0];
  for (const part of parts) {
    if (weights[part] <= 0) continue;
    const value = valueOf(part);
    if (value === undefined) continue;
    values[part] = value;
    sum += weights[part] * value;
    weight += weights[part];
  }
  return { mean: weight === 0 ? 0 : sum / weight, weight, values };
}

function relevanceOf(weights: ScoringContext['weights']['factory'], text: number | undefined, category: number | undefined): number {
  const of = (text === undefined ? 0 : weights.text) + (category === undefined ? 0 : weights.category);
  return of === 0 ? 0 : (weights.text * (text ?? 0) + weights.category * (category ?? 0)) / of + RELEVANCE_ROUNDING;
}

function harmonicMean(a: number, b: number): number {
  return a + b === 0 ? 0 : (2 * a * b) / (a + b);
}
