import type { Explanation } from './explanation.js';
import type { ProviderRecord } from './facts.js';
import { COVERAGE_FLOOR, EXPLORING_THRESHOLD, INVITE_THRESHOLD, NEWCOMER_INVITATIONS, SEATS_WITH_EXPLORING } from './match.rules.js';

/** Is the enterprise small, and has it not had the chance to show what it can do? */
export function isNewcomer({ size, invited, openInvitations }: Pick<ProviderRecord, 'size' | 'invited' | 'openInvitations'>): boolean {
  return (size === 'micro' || size === 'small') && invited + openInvitations <= NEWCOMER_INVITATIONS;
}

/** Does a pair fit well enough, and is enough known of it, to be invited? A newcomer may fit a little less well. */
export function fitsForSeat({ total, factory }: Pick<Explanation, 'total' | 'factory'>, provider: ProviderRecord): boolean {
  return factory.coverage >= COVERAGE_FLOOR && total >= (isNewcomer(provider) ? EXPLORING_THRESHOLD : INVITE_THRESHOLD);
}

/** A suggestion that may sit down now. */
export interface SeatCandidate {
  readonly matchId: string;
  readonly enterpriseId: string;
  /** 0 to 100. */
  readonly score: number;
  /** He came forward himself and needs no threshold: he said that he can do it. */
  readonly isVolunteer: boolean;
  /** Small, and not yet known by his answers. */
  readonly isNewcomer: boolean;
  /** Has had his share of the invitations lately: others who fit go first. */
  readonly hasHadShare: boolean;
}

export interface ChosenCandidate extends SeatCandidate {
  /** Sits in the seat that is kept for new and small providers: by score alone it would have gone to somebody else. */
  readonly isExploring: boolean;
}

/**
 * Who gets the free seats: the best by score, one an enterprise, those who have had their share of invitations after the others, and one
 * seat for a newcomer while the demand has none.
 * A newcomer who is among the best anyway takes no exploring seat.
 * @param candidates best first
 */
export function chooseForSeats(candidates: readonly SeatCandidate[], free: number, demand: { seats: number; hasNewcomer: boolean }): ChosenCandidate[] {
  const enterprises = new Set<string>();
  const onePerEnterprise = candidates.filter(({ enterpriseId }) => !enterprises.has(enterpriseId) && enterprises.add(enterpriseId));
  const fitting = onePerEnterprise.filter(({ score, isVolunteer }) => isVolunteer || score >= INVITE_THRESHOLD);
  // Who came forward himself takes nobody's invitation.
  const goesLast = ({ hasHadShare, isVolunteer }: SeatCandidate): boolean => hasHadShare && !isVolunteer;
  const best = [...fitting.filter((candidate) => !goesLast(candidate)), ...fitting.filter(goesLast)].slice(0, Math.max(0, free));
  const chosen = best.map((candidate) => ({ ...candidate, isExploring: false }));
  if (free <= 0 || demand.seats < SEATS_WITH_EXPLORING || demand.hasNewcomer || best.some(({ isNewcomer }) => isNewcomer)) return chosen;
  const newcomer = onePerEnterprise.find((candidate) => candidate.isNewcomer && !best.includes(candidate));
  if (!newcomer) return chosen;
  return [...chosen.slice(0, free - 1), { ...newcomer, isExploring: true }];
}
