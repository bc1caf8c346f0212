import { EMPTY } from '../../../platform/search/numbered-lists.js';
import { PROVIDER_PARTS } from '../explanation.js';
import type { DemandFacts } from '../facts.js';
import { certificateFailure } from '../scoring/constraints.js';
import { budgetValue, categoryValue, checkedOf, daysLeft, daysSince, freshnessValue, leadTimeValue, regionValue, specificationValue } from '../scoring/part-values.js';
import { PROVIDER_FINDERS } from '../scoring/provider-parts.js';
import { harmonicMean, type ScoringContext } from '../scoring/score.js';
import { textValue } from '../scoring/text-part.js';
import { ceilingOf, type Keyword, keywordsOf } from '../terms/keywords.js';
import type { OfferingRows } from './offering-rows.js';

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

/**
 * Bounds of a pair's score from the sum that the index found, without terms, words and reasons: a hundredth of the time that `PairScorer` takes. For choosing
 * which pairs are worth scoring. Knows nothing of meaning.
 */
export class RoughScorer {
  private readonly ceiling: number;
  private readonly error: number;
  private readonly daysLeft: number | null;
  private readonly paths: { readonly category: number; readonly industry: number; readonly region: number };
  private readonly coveringRegions: number;
  /** The factory itself, and whom it blocks or who blocks it. */
  private readonly strangers: readonly number[];
  /** Of one pair after the other. */
  private readonly category = { shared: 0, asked: 0, offered: 0 };
  private readonly industry = { shared: 0, asked: 0, offered: 0 };
  private readonly region = { shared: 0, asked: 0, offered: 0 };
  private readonly price = { min: null as number | null, max: null as number | null };

  /** @param keywords of the demand, where they are known already */
  constructor(
    private readonly rows: OfferingRows,
    private readonly demand: DemandFacts,
    private readonly context: ScoringContext,
    keywords: readonly Keyword[] = keywordsOf(demand.terms, context.statistics),
  ) {
    this.ceiling = ceilingOf(keywords);
    this.error = this.ceiling === 0 ? 0 : KEPT_ERROR + (ASKED_ERROR * keywords.length) / this.ceiling;
    this.daysLeft = daysLeft(demand, context.today);
    const { codes } = rows;
    this.paths = { category: codes.placeOf(demand.category), industry: codes.placeOf(demand.industry), region: codes.placeOf(demand.region) };
    this.coveringRegions = codes.placeOf(demand.coveringRegions);
    this.strangers = [demand.enterpriseId, ...demand.blockedEnterpriseIds].flatMap((id) => rows.placeOfProvider(id) ?? []);
  }

  /**
   * Null where a hard constraint fails (`failedConstraints`).
   *
   * @param number of the offering in the index
   * @param sum as the index gave it
   * @param named how many of the demand's words that are types, standards and grades the offering has
   */
  bounds(number: number, sum: number, named: number): RoughScore | null {
    const { rows, demand, error, price } = this;
    const served = rows.serviceRegions(number);
    const isServed = rows.codes.haveCommon(served, this.coveringRegions);
    if (this.isOut(number) || (served !== EMPTY && !isServed)) return null;
    const { now, weights } = this.context;
    const ratio = this.ceiling === 0 ? 0 : sum / this.ceiling;
    const hasWords = demand.terms.words.length > 0;
    const [worst, best] = [textValue(Math.max(0, ratio - error)), textValue(ratio + error)];
    const category = categoryValue(
      rows.codes.overlap(this.paths.category, rows.category(number), this.category),
      rows.codes.overlap(this.paths.industry, rows.industry(number), this.industry),
    );
    [price.min, price.max] = [rows.priceMin(number), rows.priceMax(number)];
    const factory = new WeightedMean();
    factory.add(weights.factory.text, hasWords ? worst : null);
    factory.add(weights.factory.category, category);
    factory.add(weights.factory.specification, specificationValue(demand, demand.certificates.length === 0 ? 0 : checkedOf(demand, rows.certificates(number)), named));
    factory.add(weights.factory.budget, budgetValue(demand.budget, price));
    factory.add(weights.factory.region, regionValue(rows.codes.overlap(this.paths.region, rows.region(number), this.region), isServed));
    factory.add(weights.factory.record, rows.record(number));
    factory.add(weights.factory['lead-time'], leadTimeValue(this.daysLeft, rows.leadDays(number)));
    factory.add(weights.factory.freshness, freshnessValue(daysSince(rows.updatedAt(number), now)));
    const low = factory.mean;
    const high = low + (factory.weight === 0 || !hasWords ? 0 : (weights.factory.text / factory.weight) * (best - worst));
    const relevance = relevanceOf(weights.factory, hasWords ? best : null, category);
    if (!rows.hasWishes(number)) return { low: 100 * low - ROUNDING, high: 100 * high + ROUNDING, relevance };
    const provider = rows.providerAt(rows.provider(number));
    const wishes = new WeightedMean();
    for (const part of PROVIDER_PARTS) wishes.add(weights.provider[part], PROVIDER_FINDERS[part]({ demand, provider })?.value ?? null);
    const both = (one: number): number => (wishes.weight === 0 ? one : harmonicMean(one, wishes.mean));
    // Each of the two was rounded before they were brought together.
    return { low: 100 * both(low) - 2 * ROUNDING, high: 100 * both(high) + 2 * ROUNDING, relevance };
  }

  /** As `failedConstraints` says; what region is served is looked at where it counts for the score, too. */
  private isOut(number: number): boolean {
    const { rows, demand } = this;
    if (!demand.isPublished || !rows.isOpen(number) || this.strangers.includes(rows.provider(number))) return true;
    return demand.certificates.length > 0 && demand.certificates.some((code) => certificateFailure(rows.certificates(number), code, this.context.today) !== null);
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
