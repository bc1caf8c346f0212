import { PROVIDER_PARTS } from '../explanation.js';
import type { DemandFacts, OfferingConditions, ProviderRecord, Supply } from '../facts.js';
import { ceilingOf, type Keyword, keywordsOf } from '../terms/keywords.js';
import { budgetValue, categoryValue, daysLeft, daysSince, freshnessValue, leadTimeValue, recordValue, regionValue, specificationValue } from './part-values.js';
import { PROVIDER_FINDERS, statesPreferences } from './provider-parts.js';
import { harmonicMean, type ScoringContext } from './score.js';
import { textValue } from './text-part.js';

/** Between what and what a pair's total lies, in points, and how much it has of what the matter itself can give (`relevanceOf`), at most. */
export interface RoughScore {
  readonly low: number;
  readonly high: number;
  readonly relevance: number;
}

/** A supply with what is the same for every demand. */
export interface RatedSupply {
  readonly offering: OfferingConditions;
  readonly provider: ProviderRecord;
  readonly record: number | null;
  readonly hasWishes: boolean;
}

export function ratedSupply({ offering, provider }: Supply): RatedSupply {
  return { offering, provider, record: recordValue(provider), hasWishes: statesPreferences(provider) };
}

/** The index keeps weights of terms and of queries as whole thousandths: each is off by half of one, and none falls below one. */
const KEPT_ERROR = 0.001;
const ASKED_ERROR = 0.000_5;
/** Points are rounded to tenths, and the parts among themselves. */
const ROUNDING = 0.1;
const RELEVANCE_ROUNDING = 0.01;

/**
 * Bounds of a pair's score from the sum that the index found, without terms, words and reasons: a hundredth of the time that `PairScorer` takes. For choosing
 * which pairs are worth scoring. Knows nothing of meaning.
 */
export class RoughScorer {
  private readonly ceiling: number;
  private readonly error: number;
  private readonly daysLeft: number | null;

  /** @param keywords of the demand, where they are known already */
  constructor(
    private readonly demand: DemandFacts,
    private readonly context: ScoringContext,
    keywords: readonly Keyword[] = keywordsOf(demand.terms, context.statistics),
  ) {
    this.ceiling = ceilingOf(keywords);
    this.error = this.ceiling === 0 ? 0 : KEPT_ERROR + (ASKED_ERROR * keywords.length) / this.ceiling;
    this.daysLeft = daysLeft(demand, context.today);
  }

  /**
   * @param sum as the index gave it
   * @param named how many of the demand's words that are types, standards and grades the offering has
   */
  bounds({ offering, provider, record, hasWishes }: RatedSupply, sum: number, named: number): RoughScore {
    const { demand, error } = this;
    const { now, weights } = this.context;
    const ratio = this.ceiling === 0 ? 0 : sum / this.ceiling;
    const hasWords = demand.terms.words.length > 0;
    const [worst, best] = [textValue(Math.max(0, ratio - error)), textValue(ratio + error)];
    const category = categoryValue(demand, offering);
    const factory = new WeightedMean();
    factory.add(weights.factory.text, hasWords ? worst : null);
    factory.add(weights.factory.category, category);
    factory.add(weights.factory.specification, specificationValue(demand, offering, named));
    factory.add(weights.factory.budget, budgetValue(demand, offering));
    factory.add(weights.factory.region, regionValue(demand, offering));
    factory.add(weights.factory.record, record);
    factory.add(weights.factory['lead-time'], leadTimeValue(this.daysLeft, offering));
    factory.add(weights.factory.freshness, freshnessValue(daysSince(offering, now)));
    const low = factory.mean;
    const high = low + (factory.weight === 0 || !hasWords ? 0 : (weights.factory.text / factory.weight) * (best - worst));
    const relevance = relevanceOf(weights.factory, hasWords ? best : null, category);
    if (!hasWishes) return { low: 100 * low - ROUNDING, high: 100 * high + ROUNDING, relevance };
    const wishes = new WeightedMean();
    for (const part of PROVIDER_PARTS) wishes.add(weights.provider[part], PROVIDER_FINDERS[part]({ demand, provider })?.value ?? null);
    const both = (one: number): number => (wishes.weight === 0 ? one : harmonicMean(one, wishes.mean));
    // Each of the two was rounded before they were brought together.
    return { low: 100 * both(low) - 2 * ROUNDING, high: 100 * both(high) + 2 * ROUNDING, relevance };
  }
}

/** Of values 0 to 1; a part without data, or without weight, is left out. */
class WeightedMean {
  weight = 0;
  private sum = 0;

  add(weight: number, value: number | null): void {
    if (value === null || weight <= 0) return;
    this.sum += weight * value;
    this.weight += weight;
  }

  get mean(): number {
    return this.weight === 0 ? 0 : this.sum / this.weight;
  }
}

function relevanceOf(weights: ScoringContext['weights']['factory'], text: number | null, category: number | null): number {
  const matter = new WeightedMean();
  matter.add(weights.text, text);
  matter.add(weights.category, category);
  return matter.weight === 0 ? 0 : matter.mean + RELEVANCE_ROUNDING;
}
