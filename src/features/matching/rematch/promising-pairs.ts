import type { RoughScore } from '../scoring/rough-score.js';
import { OF_ONE_ENTERPRISE, SUGGESTIONS, SUGGESTION_FLOOR } from '../match.rules.js';
import { RELEVANCE_FLOOR } from '../relevance.js';

/** A candidate of a demand with bounds of its score. */
export interface RoughPair extends RoughScore {
  readonly offeringId: string;
  readonly enterpriseId: string;
}

/** So much a stored score may differ from what it would be today before it is worth writing again, in points. */
export const MATERIAL = 0.5;

/**
 * The pairs that may be among the suggestions of a demand, whatever their exact scores are within the bounds, and those that may stand in the way of one: an
 * offering that is good but beside the matter takes one of its enterprise's two places. `rankDemand` keeps the same of these as of all.
 */
export function promisingPairs(pairs: readonly RoughPair[]): RoughPair[] {
  const bar = Math.max(SUGGESTION_FLOOR, placesBar(pairs));
  return pairs.filter(({ high }) => high >= bar);
}

/** From this score on all places are taken for certain; minus infinity when they are not. */
function placesBar(pairs: readonly RoughPair[]): number {
  const byEnterprise = new Map<string, RoughPair[]>();
  for (const pair of pairs) byEnterprise.set(pair.enterpriseId, [...(byEnterprise.get(pair.enterpriseId) ?? []), pair]);
  const isSure = (pair: RoughPair): boolean =>
    pair.low >= SUGGESTION_FLOOR && pair.relevance >= RELEVANCE_FLOOR + SURE && byEnterprise.get(pair.enterpriseId)!.filter((other) => other !== pair && other.high >= pair.low).length < OF_ONE_ENTERPRISE;
  const sure = pairs.filter(isSure).map(({ low }) => low).sort((a, b) => b - a);
  return sure[SUGGESTIONS - 1] ?? Number.NEGATIVE_INFINITY;
}

/** Relevance is an upper bound: so much above the floor it is above it for certain. */
const SURE = 0.05;

/**
 * Do the stored suggestions of a demand still say what is true, but for a part of a point? Then they are left as they are, with the day of their own that
 * their explanations name.
 *
 * @param promising the pairs that may be suggestions today
 */
export function isStillTrue(stored: readonly { readonly offeringId: string; readonly score: number; readonly weights: string }[], promising: readonly RoughPair[], weights: string): boolean {
  const byId = new Map(promising.map((pair) => [pair.offeringId, pair]));
  const asBefore = stored.every((each) => {
    const pair = byId.get(each.offeringId);
    return pair !== undefined && each.weights === weights && each.score >= pair.low - MATERIAL && each.score <= pair.high + MATERIAL;
  });
  if (!asBefore) return false;
  const held = new Set(stored.map(({ offeringId }) => offeringId));
  const worst = stored.length < SUGGESTIONS ? SUGGESTION_FLOOR : Math.min(...stored.map(({ score }) => score));
  const counts = new Map<string, number>();
  for (const { offeringId } of stored) {
    const { enterpriseId } = byId.get(offeringId)!;
    counts.set(enterpriseId, (counts.get(enterpriseId) ?? 0) + 1);
  }
  // Somebody else who is better than the last of them, and not the third of his enterprise.
  return !promising.some(({ offeringId, enterpriseId, low, relevance }) => !held.has(offeringId) && low > worst + MATERIAL && relevance >= RELEVANCE_FLOOR + SURE && (counts.get(enterpriseId) ?? 0) < OF_ONE_ENTERPRISE);
}
