import type { ExplanationV1 } from '../explanation.js';
import type { DemandFacts, ProviderRecord, Supply } from '../facts.js';
import type { ConstraintFailure } from './constraints.js';
import { failedConstraints } from './constraints.js';
import type { ScoringContext } from './score.js';
import { PairScorer } from './score.js';
import type { ScoringSettings } from './weights.js';

/** Why a match is kept as a suggestion and not invited now. */
export type HoldReason = 'below-threshold' | 'too-little-data' | 'over-capacity';

export interface RankedMatch {
  readonly demandId: string;
  readonly offeringId: string;
  readonly demandEnterpriseId: string;
  readonly offeringEnterpriseId: string;
  /** 0.0 to 100.0: `explanation.total`. */
  readonly score: number;
  readonly explanation: ExplanationV1;
  readonly isExploring: boolean;
  /** Null: it may be invited. */
  readonly heldBack: HoldReason | null;
}

export interface RefusedPair {
  readonly demandId: string;
  readonly offeringId: string;
  readonly failures: readonly ConstraintFailure[];
}

export interface Ranking {
  /** Best first, from `settings.suggestFrom` points on; in a ranking for a demand, no more than two of one enterprise in the first ten. */
  readonly matches: readonly RankedMatch[];
  /** Candidates that fail a hard constraint after all: the index may be stale, and it does not know the dates of certificates. */
  readonly refused: readonly RefusedPair[];
}

const FIRST_TEN = 10;
const OF_ONE_ENTERPRISE = 2;

/** A provider counts as new for three months, and as without a record until it has had this many invitations. */
const NEW_FOR_MS = 90 * 86_400_000;
const RECORD_FROM_INVITATIONS = 3;

/** For whom the exploring seat is kept: small or new, and without a record that could speak for it. */
export function isNewcomer({ size, registeredAt, invited }: ProviderRecord, now: Date): boolean {
  const isSmall = size === 'micro' || size === 'small';
  return invited < RECORD_FROM_INVITATIONS && (isSmall || now.getTime() - registeredAt.getTime() < NEW_FOR_MS);
}

interface Rated {
  readonly match: RankedMatch;
  readonly provider: ProviderRecord;
}

/**
 * All candidates of one demand: constraints, scores, order, and who gets the exploring seat.
 *
 * @param seats of the demand; the last one is kept for a newcomer when none of the first is one on its own merit
 */
export function rankDemand(demand: DemandFacts, candidates: readonly Supply[], seats: number, context: ScoringContext): Ranking {
  const scorer = new PairScorer(demand, context);
  const refused: RefusedPair[] = [];
  const rated: Rated[] = [];
  for (const supply of candidates) {
    const result = rate(demand, supply, scorer, context);
    if ('failures' in result) refused.push(result);
    else if (result.match.score >= context.settings.suggestFrom) rated.push(result);
  }
  return { matches: withExploringSeat(spread(rated.sort(byScore)), seats, context), refused };
}

/** The same from the other side: one offering against all open demands. Each pair has the number that `rankDemand` gives it. */
export function rankOffering(supply: Supply, demands: readonly DemandFacts[], context: ScoringContext): Ranking {
  const refused: RefusedPair[] = [];
  const rated: Rated[] = [];
  for (const demand of demands) {
    const result = rate(demand, supply, new PairScorer(demand, context), context);
    if ('failures' in result) refused.push(result);
    else if (result.match.score >= context.settings.suggestFrom) rated.push(result);
  }
  return { matches: rated.sort(byScore).map(({ match }) => match), refused };
}

function rate(demand: DemandFacts, supply: Supply, scorer: PairScorer, context: ScoringContext): Rated | RefusedPair {
  const ids = { demandId: demand.id, offeringId: supply.offering.id };
  const failures = failedConstraints(demand, supply, context.today);
  if (failures.length > 0) return { ...ids, failures };
  const explanation = scorer.score(supply);
  return {
    provider: supply.provider,
    match: {
      ...ids,
      demandEnterpriseId: demand.enterpriseId,
      offeringEnterpriseId: supply.offering.enterpriseId,
      score: explanation.total,
      explanation,
      isExploring: false,
      heldBack: holdsBack(explanation, supply.provider, context.settings, context.settings.inviteFrom),
    },
  };
}

/** Whatever keeps a pair that fits from being invited now. */
function holdsBack(explanation: ExplanationV1, provider: ProviderRecord, settings: ScoringSettings, from: number): HoldReason | null {
  const { coverage, leftOut } = explanation.factory;
  // However much else agrees: without a word to compare nobody gets a mail.
  if (coverage < settings.leastCoverage || leftOut.includes('text')) return 'too-little-data';
  if (explanation.total < from) return 'below-threshold';
  return provider.openInvitations >= provider.capacity ? 'over-capacity' : null;
}

/** Best first; equal scores by the evidence in the text, then by id, so that the order never depends on chance. */
function byScore(a: Rated, b: Rated): number {
  return (
    b.match.score - a.match.score ||
    b.match.explanation.text.ratio - a.match.explanation.text.ratio ||
    (a.match.offeringId + a.match.demandId < b.match.offeringId + b.match.demandId ? -1 : 1)
  );
}

/** Moves the third and later offerings of one enterprise behind the first ten. */
function spread(sorted: readonly Rated[]): Rated[] {
  const first: Rated[] = [];
  const rest: Rated[] = [];
  const taken = new Map<string, number>();
  for (const rated of sorted) {
    const { offeringEnterpriseId: enterprise } = rated.match;
    const count = taken.get(enterprise) ?? 0;
    if (first.length < FIRST_TEN && count < OF_ONE_ENTERPRISE) {
      first.push(rated);
      taken.set(enterprise, count + 1);
    } else {
      rest.push(rated);
    }
  }
  return [...first, ...rest];
}

function withExploringSeat(ordered: readonly Rated[], seats: number, { settings, now }: ScoringContext): RankedMatch[] {
  const matches = ordered.map(({ match }) => match);
  const invitable = ordered.filter(({ match }) => match.heldBack === null);
  const onMerit = new Set(oneOfEach(invitable).slice(0, seats).map(({ match }) => match.offeringEnterpriseId));
  const isServed = invitable.some(({ match, provider }) => onMerit.has(match.offeringEnterpriseId) && isNewcomer(provider, now));
  if (isServed || seats < 2) return matches;
  const index = ordered.findIndex(
    ({ match, provider }) =>
      !onMerit.has(match.offeringEnterpriseId) &&
      isNewcomer(provider, now) &&
      holdsBack(match.explanation, provider, settings, settings.exploreFrom) === null,
  );
  const chosen = matches[index];
  if (chosen === undefined) return matches;
  return matches.with(index, { ...chosen, isExploring: true, heldBack: null, explanation: { ...chosen.explanation, isExploring: true } });
}

/** An enterprise gets one invitation for a demand: its best offering stands for it. */
function oneOfEach(ordered: readonly Rated[]): Rated[] {
  const seen = new Set<string>();
  return ordered.filter(({ match }) => !seen.has(match.offeringEnterpriseId) && seen.add(match.offeringEnterpriseId) !== undefined);
}

/**
 * The order in which the seats of a demand are offered: by score, but the exploring match takes the last seat. One match for each
 * enterprise, and none that is held back.
 */
export function invitationOrder(matches: readonly RankedMatch[], seats: number): RankedMatch[] {
  const open = matches.filter(({ heldBack }) => heldBack === null);
  const exploring = open.find(({ isExploring }) => isExploring);
  const seen = new Set(exploring === undefined ? [] : [exploring.offeringEnterpriseId]);
  const order: RankedMatch[] = [];
  for (const match of open) {
    if (seen.has(match.offeringEnterpriseId)) continue;
    seen.add(match.offeringEnterpriseId);
    order.push(match);
  }
  if (exploring !== undefined) order.splice(Math.min(seats - 1, order.length), 0, exploring);
  return order;
}
