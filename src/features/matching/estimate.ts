import type { Thing } from '../listings/typed-listing.types.js';
import type { Supply } from './facts.js';
import type { ConstraintFailure } from './scoring/constraints.js';
import type { RankedMatch } from './scoring/rank.js';
import { chooseForSeats, fitsForSeat, isNewcomer } from './seat-choice.js';

/** So many enterprises. Up to twenty are counted one by one; beyond that nobody should read a figure as if they were. */
export interface Count {
  readonly n: number;
  readonly isRounded: boolean;
  /** The count stopped before everybody was looked at: there are at least so many. */
  readonly isAtLeast: boolean;
}

/** What would let more enterprises answer, and how many. */
export type Widening =
  | { readonly code: 'region'; readonly region: string; readonly more: number }
  | { readonly code: 'certificates'; readonly certificates: readonly string[]; readonly more: number }
  /** They meet the conditions, but the words do not say enough. `missing`: which of the five things are not told yet. */
  | { readonly code: 'words'; readonly missing: readonly Thing[]; readonly more: number };

export interface Estimate {
  /** Share words with the text and meet every hard condition. */
  readonly eligible: Count;
  /** Of those, whose match would be kept: who could answer. */
  readonly able: Count;
  /** Of those, who would be invited into the seats first. */
  readonly invited: number;
  /** The one that helps most comes first; empty while enough could answer. */
  readonly widenings: readonly Widening[];
}

const EXACT_UP_TO = 20;
const BY_FIVE_UP_TO = 100;

export function countOf(n: number, isCut: boolean): Count {
  if (n <= EXACT_UP_TO) return { n, isRounded: false, isAtLeast: isCut };
  const step = n <= BY_FIVE_UP_TO ? 5 : 10;
  // What is only a lower bound must not be rounded above what was seen.
  return { n: isCut ? Math.floor(n / step) * step : Math.round(n / step) * step, isRounded: true, isAtLeast: isCut };
}

/** How many would be invited at once, by the same rules as when it is published (`SeatsService`). Matches come best first. */
export function invitedAtOnce(matches: readonly RankedMatch[], supplies: readonly Supply[], seats: number): number {
  const providers = new Map(supplies.map(({ provider }) => [provider.enterpriseId, provider]));
  const candidates = matches.flatMap(({ offeringId, offeringEnterpriseId, explanation }) => {
    const provider = providers.get(offeringEnterpriseId);
    if (provider === undefined || provider.openInvitations >= provider.capacity || !fitsForSeat(explanation, provider)) return [];
    // Who has had his share changes who is invited, not how many.
    return [{ matchId: offeringId, enterpriseId: offeringEnterpriseId, score: explanation.total, isVolunteer: false, isNewcomer: isNewcomer(provider), hasHadShare: false }];
  });
  return chooseForSeats(candidates, seats, { seats, hasNewcomer: false }).length;
}

/** An offering that would do, were it not for what it fails. */
export interface NearMiss {
  readonly enterpriseId: string;
  readonly failures: readonly ConstraintFailure[];
}

/**
 * What keeps most enterprises out, each counted where one condition alone does it: who fails two is helped by neither.
 * @param able enterprises that could answer as it is; their other offerings widen nothing
 */
export function wideningsOf(misses: readonly NearMiss[], able: ReadonlySet<string>, region: string): Widening[] {
  const byRegion = new Set<string>();
  const byCertificates = new Map<string, { certificates: readonly string[]; enterprises: Set<string> }>();
  for (const { enterpriseId, failures } of misses) {
    const [only, second] = failures;
    if (only === undefined || second !== undefined || able.has(enterpriseId)) continue;
    if (only.code === 'region-not-served') byRegion.add(enterpriseId);
    if (only.code !== 'certificates-missing' && only.code !== 'certificates-expired') continue;
    const certificates = certificatesOf(only);
    const group = byCertificates.get(certificates.join()) ?? { certificates, enterprises: new Set<string>() };
    byCertificates.set(certificates.join(), { certificates, enterprises: group.enterprises.add(enterpriseId) });
  }
  const widenings: Widening[] = [...byCertificates.values()].map(({ certificates, enterprises }) => ({ code: 'certificates', certificates, more: enterprises.size }));
  if (byRegion.size > 0) widenings.push({ code: 'region', region, more: byRegion.size });
  return widenings;
}

function certificatesOf({ params }: ConstraintFailure): readonly string[] {
  const { certificates } = params;
  return typeof certificates === 'object' && 'certificates' in certificates ? certificates.certificates : [];
}
