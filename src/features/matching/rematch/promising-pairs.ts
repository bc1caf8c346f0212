import { OF_ONE_ENTERPRISE, SUGGESTIONS, SUGGESTION_FLOOR } from '../match.rules.js';
import { RELEVANCE_FLOOR } from '../relevance.js';
import type { RoughScore } from './rough-score.js';

/** A candidate of a demand with bounds of its score. */
export interface RoughPair extends RoughScore {
  readonly offeringId: string;
  /** The number of who offers it (`OfferingRows.provider`). */
  readonly provider: number;
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
  const byProvider = new Map<number, RoughPair[]>();
  for (const pair of pairs) {
    const others = byProvider.get(pair.provider);
    if (others === undefined) byProvider.set(pair.provider, [pair]);
    else others.push(pair);
  }
  const isSure = (pair: RoughPair): boolean =>
    pair.low >= SUGGESTION_FLOOR && pair.relevance >= RELEVANCE_FLOOR + SURE && byProvider.get(pair.provider)!.filter((other) => other !== pair && other.high >= pair.low).length < OF_ONE_ENTERPRISE;
  const sure = pairs.filter(isSure).map(({ low }) => low).sort((a, b) => b - a);
  return sure[SUGGESTIONS - 1] ?? Number.NEGATIVE_INFINITY;
}

/** Relevance is an upper bound: so much above the floor it is above it for certain. */
const SURE = 0.05;

/** A suggestion as it stands, as far as it is compared. */
interface Standing {
  readonly offeringId: string;
  readonly score: number;
  readonly weights: string | null;
}

/**
 * Which of the stored suggestions still say what is true, but for a part of a point? Those are left as they are, with the day of their own that their
 * explanations name.
 *
 * @param promising the pairs that may be suggestions today
 */
export function stillTrue<Stored extends Standing>(stored: readonly Stored[], promising: readonly RoughPair[], weights: string): (Stored & { readonly provider: number })[] {
  const byId = new Map(promising.map((pair) => [pair.offeringId, pair]));
  return stored.flatMap((each) => {
    const pair = byId.get(each.offeringId);
    const isTrue = pair !== undefined && each.weights === weights && each.score >= pair.low - MATERIAL && each.score <= pair.high + MATERIAL;
    return isTrue ? [{ ...each, provider: pair.provider }] : [];
  });
}

/** Is there nobody else who is better than the last of these, and not the third of his enterprise? */
export function areTheBest(standing: readonly { readonly offeringId: string; readonly provider: number; readonly score: number }[], promising: readonly RoughPair[]): boolean {
  const held = new Set(standing.map(({ offeringId }) => offeringId));
  const worst = standing.length < SUGGESTIONS ? SUGGESTION_FLOOR : Math.min(...standing.map(({ score }) => score));
  const counts = new Map<number, number>();
  for (const { provider } of standing) counts.set(provider, (counts.get(provider) ?? 0) + 1);
  return !promising.some(({ offeringId, provider, low, relevance }) => !held.has(offeringId) && low > worst + MATERIAL && relevance >= RELEVANCE_FLOOR + SURE && (counts.get(provider) ?? 0) < OF_ONE_ENTERPRISE);
}

interface Offered {
  readonly offeringEnterpriseId: string;
}

/**
 * Puts pairs that were scored just now among suggestions that stand, and keeps what a ranking of them all would keep. Of equals, the one that stands stays.
 *
 * @param scored best first; one that is not worth suggesting takes its enterprise's place all the same
 * @returns those of the scored ones that become suggestions, and those that stand and stay
 */
export function amongStanding<Pair extends Offered, Stored extends Offered & { readonly score: number }>(
  scored: readonly Pair[],
  standing: readonly Stored[],
  of: { readonly total: (pair: Pair) => number; readonly isWorth: (pair: Pair) => boolean },
): { readonly chosen: readonly Pair[]; readonly staying: readonly Stored[] } {
  const all = [
    ...standing.map((stored) => ({ stored, pair: null, score: stored.score, enterpriseId: stored.offeringEnterpriseId })),
    ...scored.map((pair) => ({ stored: null, pair, score: of.total(pair), enterpriseId: pair.offeringEnterpriseId })),
  ].sort((a, b) => b.score - a.score);
  const counts = new Map<string, number>();
  const spread = all.filter(({ enterpriseId }) => {
    counts.set(enterpriseId, (counts.get(enterpriseId) ?? 0) + 1);
    return counts.get(enterpriseId)! <= OF_ONE_ENTERPRISE;
  });
  const best = spread.filter(({ pair }) => pair === null || of.isWorth(pair)).slice(0, SUGGESTIONS);
  return { chosen: best.flatMap(({ pair }) => pair ?? []), staying: best.flatMap(({ stored }) => stored ?? []) };
}
