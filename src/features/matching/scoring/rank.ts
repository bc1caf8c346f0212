import type { Explanation } from '../explanation.js';
import type { DemandFacts, Supply } from '../facts.js';
import { OF_ONE_ENTERPRISE } from '../match.rules.js';
import type { ConstraintFailure } from './constraints.js';
import { failedConstraints } from './constraints.js';
import type { ScoringContext } from './score.js';
import { PairScorer } from './score.js';

export interface RankedMatch {
  readonly demandId: string;
  readonly offeringId: string;
  readonly demandEnterpriseId: string;
  readonly offeringEnterpriseId: string;
  /** Its `total` is the score of the match. */
  readonly explanation: Explanation;
}

export interface RefusedPair {
  readonly demandId: string;
  readonly offeringId: string;
  readonly failures: readonly ConstraintFailure[];
}

interface Ranking {
  /** Best first. Which of them are invited, and when, is the seats' business. */
  readonly matches: readonly RankedMatch[];
  /** Candidates that fail a hard constraint after all: the index may be stale, and it does not know the dates of certificates. */
  readonly refused: readonly RefusedPair[];
}

/** All candidates of one demand: constraints, scores, order; no more than two offerings of one enterprise, so that no list is one's catalogue. */
export function rankDemand(demand: DemandFacts, candidates: readonly Supply[], context: ScoringContext): Ranking {
  const scorer = new PairScorer(demand, context);
  const { matches, refused } = ranking(candidates.map((supply) => rate(demand, supply, scorer, context)));
  const counts = new Map<string, number>();
  const spread = matches.filter(({ offeringEnterpriseId: enterprise }) => {
    const count = (counts.get(enterprise) ?? 0) + 1;
    counts.set(enterprise, count);
    return count <= OF_ONE_ENTERPRISE;
  });
  return { matches: spread, refused };
}

/** The same from the other side: one offering against open demands. Each pair has the number that `rankDemand` gives it. */
export function rankOffering(supply: Supply, demands: readonly DemandFacts[], context: ScoringContext): Ranking {
  return ranking(demands.map((demand) => rate(demand, supply, new PairScorer(demand, context), context)));
}

function rate(demand: DemandFacts, supply: Supply, scorer: PairScorer, context: ScoringContext): RankedMatch | RefusedPair {
  const ids = { demandId: demand.id, offeringId: supply.offering.id };
  const failures = failedConstraints(demand, supply, context.today);
  if (failures.length > 0) return { ...ids, failures };
  return {
    ...ids,
    demandEnterpriseId: demand.enterpriseId,
    offeringEnterpriseId: supply.offering.enterpriseId,
    explanation: scorer.score(supply),
  };
}

function ranking(results: readonly (RankedMatch | RefusedPair)[]): Ranking {
  return {
    matches: results.filter((result) => 'explanation' in result).sort(byScore),
    refused: results.filter((result) => 'failures' in result),
  };
}

/** Best first; equal scores by the evidence in the text, then by id, so that the order never depends on chance. */
function byScore(a: RankedMatch, b: RankedMatch): number {
  return (
    b.explanation.total - a.explanation.total ||
    b.explanation.text.ratio - a.explanation.text.ratio ||
    (a.offeringId + a.demandId < b.offeringId + b.demandId ? -1 : 1)
  );
}
