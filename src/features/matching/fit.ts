import type { Explanation, FactoryPart, Reason } from './explanation.js';
import type { DemandFacts, Supply } from './facts.js';
import { COVERAGE_FLOOR, EXPLORING_THRESHOLD, INVITE_THRESHOLD } from './match.rules.js';
import { isWorthSuggesting, RELEVANCE_FLOOR, relevanceOf } from './relevance.js';
import type { ConstraintFailure } from './scoring/constraints.js';
import { isStated } from './scoring/money.js';
import { because } from './scoring/part.js';
import { harmonicMean } from './scoring/score.js';
import { sharesOf, type WeightTables } from './scoring/weights.js';
import { isNewcomer } from './seat-choice.js';

/**
 * Where an offering stands for a demand that has not invited it, worst first: a hard condition fails; it is about something else; it
 * fits too little; too little is known to invite by itself; the enterprise holds as many invitations as it takes; another offering of
 * the same enterprise goes first; the enterprise has had its share of invitations lately; all seats are taken; it waits for the seat of newcomers; it is among the next.
 */
export const VERDICTS = ['out', 'unrelated', 'weak', 'unknown', 'busy', 'second', 'shared', 'queued', 'exploring', 'next'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What the verdict depends on beside the pair. */
interface Surroundings {
  readonly hasFreeSeat: boolean;
  /** A better offering of the same enterprise could be invited. */
  readonly hasBetter: boolean;
  /** The enterprise has had its share of invitations lately. */
  readonly hasHadShare: boolean;
}

/** Verdicts under which an offering would be, or will be, invited: the enterprise's other ones come behind it. */
const GOOD_ENOUGH: readonly Verdict[] = ['busy', 'shared', 'queued', 'exploring', 'next'];

export function isGoodEnough(verdict: Verdict): boolean {
  return GOOD_ENOUGH.includes(verdict);
}

/** Why the pair is not invited, by the rules that fill the seats (`SeatsService`). */
export function verdictOf(explanation: Explanation, { provider }: Supply, { hasFreeSeat, hasBetter, hasHadShare }: Surroundings): Verdict {
  const { total, factory } = explanation;
  if (relevanceOf(explanation) < RELEVANCE_FLOOR) return 'unrelated';
  if (!isWorthSuggesting(explanation) || total < (isNewcomer(provider) ? EXPLORING_THRESHOLD : INVITE_THRESHOLD)) return 'weak';
  if (factory.coverage < COVERAGE_FLOOR) return 'unknown';
  if (hasBetter) return 'second';
  if (provider.openInvitations >= provider.capacity) return 'busy';
  if (hasHadShare) return 'shared';
  if (!hasFreeSeat) return 'queued';
  return total < INVITE_THRESHOLD ? 'exploring' : 'next';
}

/** Failures that nobody can do anything about by changing the offering have no advice. */
const CONSTRAINT_ADVICE: Partial<Record<ConstraintFailure['code'], string>> = {
  'offering-not-published': 'publish-offering',
  'provider-not-verified': 'verify-enterprise',
  'region-not-served': 'serve-region',
  'certificates-missing': 'hold-certificates',
  'certificates-expired': 'renew-certificates',
};

/** What would get an offering past the hard conditions that it fails. */
export function adviceForFailures(failures: readonly ConstraintFailure[]): Advice[] {
  return failures.flatMap(({ code, params }): Advice[] => {
    const advice = CONSTRAINT_ADVICE[code];
    return advice === undefined ? [] : [{ reason: because(advice, params), points: null }];
  });
}

/** Below this a part is weak: more than half of what it could give is missing. */
const WEAK = 0.5;

const WEAK_ADVICE: Partial<Record<FactoryPart, string>> = {
  category: 'closer-category',
  specification: 'prove-certificates',
  budget: 'lower-price',
  region: 'name-region',
  record: 'answer-and-prove',
  'lead-time': 'shorter-lead-time',
  freshness: 'refresh-offering',
};

/** Something that would help, and how many points it could add at most, by itself; null where that cannot be said. */
export interface Advice {
  readonly reason: Reason;
  readonly points: number | null;
}

/**
 * What would lift a pair's score, what can bring the most first: weak parts, what was left out because the offering does not say it, and the
 * provider's own preferences where they pull the pair down.
 */
export function adviceForParts(explanation: Explanation, demand: DemandFacts, { offering, provider }: Supply, weights: WeightTables): Advice[] {
  const { factory, text, adjustment } = explanation;
  const bring = (part: FactoryPart): number => pointsBrought(explanation, part, weights);
  const lifted = factory.parts.flatMap(({ part, value }): Advice[] => {
    if (value >= WEAK) return [];
    if (part === 'text') return [{ reason: text.missing.length > 0 ? because('name-terms', { terms: { terms: text.missing.slice(0, 4) } }) : because('tell-more'), points: bring(part) }];
    const advice = WEAK_ADVICE[part];
    if (advice === undefined) return [];
    return [{ reason: part === 'region' ? because(advice, { region: { region: demand.region.at(-1) ?? '' } }) : because(advice), points: bring(part) }];
  });
  const unsaid: [isMissing: boolean, code: string, part: FactoryPart][] = [
    [demand.category.length > 0 && offering.category.length === 0, 'choose-category', 'category'],
    [isStated(demand.budget) && !isStated(offering.price), 'state-price', 'budget'],
    [demand.deadline !== null && offering.leadDays === null, 'state-lead-time', 'lead-time'],
    [provider.evidence.checked + provider.evidence.selfDeclared === 0, 'add-evidence', 'record'],
  ];
  const said = unsaid.flatMap(([isMissing, code, part]): Advice[] => (isMissing ? [{ reason: because(code), points: bring(part) }] : []));
  const preferences: Advice[] = adjustment < 0 ? [{ reason: because('widen-preferences'), points: rounded(-adjustment) }] : [];
  return [...lifted, ...said, ...preferences].sort((one, other) => (other.points ?? 0) - (one.points ?? 0));
}

/** How much higher the total would be, were this part full and all others as they are. A part that was left out has to be carried by the rest. */
function pointsBrought({ factory, provider, total }: Explanation, part: FactoryPart, weights: WeightTables): number {
  const found = factory.parts.find((one) => one.part === part);
  const share = sharesOf(weights.factory)[part] / 100;
  const whole = factory.coverage + share;
  const full = found ? factory.points + found.of - found.points : whole === 0 ? 0 : (factory.points * factory.coverage + 100 * share) / whole;
  return Math.max(0, rounded((provider === null ? full : harmonicMean(full, provider.points)) - total));
}

function rounded(points: number): number {
  return Math.round(points * 10) / 10;
}
