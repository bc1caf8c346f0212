import type { Explanation, FactoryPart, Reason } from './explanation.js';
import type { DemandFacts, Supply } from './facts.js';
import { COVERAGE_FLOOR, EXPLORING_THRESHOLD, INVITE_THRESHOLD } from './match.rules.js';
import { isWorthSuggesting, RELEVANCE_FLOOR, relevanceOf } from './relevance.js';
import type { ConstraintFailure } from './scoring/constraints.js';
import { isStated } from './scoring/money.js';
import { because } from './scoring/part.js';
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
export function adviceForFailures(failures: readonly ConstraintFailure[]): Reason[] {
  return failures.flatMap(({ code, params }) => {
    const advice = CONSTRAINT_ADVICE[code];
    return advice === undefined ? [] : [because(advice, params)];
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

/** What would lift a pair's score: weak parts, the heaviest first, then what was left out because the offering does not say it. */
export function adviceForParts({ factory, text }: Explanation, demand: DemandFacts, { offering, provider }: Supply): Reason[] {
  const weak = factory.parts.filter(({ value }) => value < WEAK).sort((a, b) => b.of - b.points - (a.of - a.points));
  const lifted = weak.flatMap(({ part }): Reason[] => {
    if (part === 'text') return [text.missing.length > 0 ? because('name-terms', { terms: { terms: text.missing.slice(0, 4) } }) : because('tell-more')];
    const advice = WEAK_ADVICE[part];
    if (advice === undefined) return [];
    return [part === 'region' ? because(advice, { region: { region: demand.region.at(-1) ?? '' } }) : because(advice)];
  });
  const unsaid: Reason[] = [];
  if (demand.category.length > 0 && offering.category.length === 0) unsaid.push(because('choose-category'));
  if (isStated(demand.budget) && !isStated(offering.price)) unsaid.push(because('state-price'));
  if (demand.deadline !== null && offering.leadDays === null) unsaid.push(because('state-lead-time'));
  if (provider.evidence.checked + provider.evidence.selfDeclared === 0) unsaid.push(because('add-evidence'));
  return [...lifted, ...unsaid];
}
