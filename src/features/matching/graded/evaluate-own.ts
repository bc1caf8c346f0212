import { setImmediate } from 'node:timers/promises';
import type { DemandFacts, Supply } from '../facts.js';
import { failedConstraints } from '../scoring/constraints.js';
import { rankDemand } from '../scoring/rank.js';
import type { ScoringContext } from '../scoring/score.js';
import { textRatio } from '../scoring/text-match.js';
import type { ScoringWeights } from '../scoring/weights.js';
import { keywordsOf } from '../terms/keywords.js';
import { termWeights } from '../terms/term-weights.js';
import { GRADED_NOW, GRADED_TODAY } from './graded-collection.js';
import type { GradedMarket } from './graded-facts.js';
import { gradedFigures, type GradedFigures } from './graded-figures.js';

/** As many as the engines are asked for (`candidate-queries.ts`). */
const CANDIDATES = 200;

export function gradedContext({ statistics }: GradedMarket, weights: ScoringWeights): ScoringContext {
  return { now: GRADED_NOW, today: GRADED_TODAY, statistics, weights };
}

/** What an exact engine would give: of those that may answer, the offerings whose texts share most with the demand's keywords. */
function candidatesOf(demand: DemandFacts, supplies: readonly Supply[], { statistics }: GradedMarket): Supply[] {
  const keywords = keywordsOf(demand.terms, statistics);
  return supplies
    .filter((supply) => failedConstraints(demand, supply, GRADED_TODAY).length === 0)
    .map((supply) => ({ supply, ratio: textRatio(keywords, termWeights(supply.offering.terms)) }))
    .filter(({ ratio }) => ratio > 0)
    .sort((a, b) => b.ratio - a.ratio)
    .slice(0, CANDIDATES)
    .map(({ supply }) => supply);
}

/**
 * The figures that a table of weights has on the graded collection: exact candidates, the real constraints and the real score. No
 * engine and no database, so that an administrator can try a table before it takes effect. About a second, given back to
 * the event loop after each demand.
 */
export async function evaluateOwnCollection(market: GradedMarket, weights: ScoringWeights): Promise<GradedFigures> {
  const context = gradedContext(market, weights);
  const supplies = [...market.supplies.values()];
  const wordOf = new Map([...market.supplies].map(([word, { offering }]) => [offering.id, word]));
  const ranked = new Map<string, readonly string[]>();
  for (const [word, demand] of market.demands) {
    const { matches } = rankDemand(demand, candidatesOf(demand, supplies, market), context);
    ranked.set(word, matches.map(({ offeringId }) => wordOf.get(offeringId)!));
    await setImmediate();
  }
  return gradedFigures(market.collection, ranked);
}
