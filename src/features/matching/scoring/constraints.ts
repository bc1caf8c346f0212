import type { Reason } from '../explanation.js';
import type { DemandFacts, HeldCertificate, SupplyConditions } from '../facts.js';

/**
 * Hard constraints: they never enter the score. Each failure is a reason by its own code, so that "why not me?" can name it.
 */
const CONSTRAINTS = [
  'demand-not-published',
  'offering-not-published',
  'provider-not-verified',
  'same-enterprise',
  'blocked',
  'region-not-served',
  'certificates-missing',
  'certificates-expired',
] as const;
export type Constraint = (typeof CONSTRAINTS)[number];

export interface ConstraintFailure extends Reason {
  readonly code: Constraint;
}

/** Does a provider that serves these regions (none: everywhere) serve the place that these regions hold? */
export function serves(serviceRegions: readonly string[], coveringRegions: readonly string[]): boolean {
  return serviceRegions.length === 0 || serviceRegions.some((code) => coveringRegions.includes(code));
}

/** Why these proofs are not enough for a certificate; null when one is in date, an officer's or the provider's own word. */
export function certificateFailure(held: readonly HeldCertificate[], code: string, today: string): 'certificates-missing' | 'certificates-expired' | null {
  let failure: 'certificates-missing' | 'certificates-expired' = 'certificates-missing';
  for (const proof of held) {
    if (proof.code !== code) continue;
    if (proof.validUntil === null || proof.validUntil >= today) return null;
    failure = 'certificates-expired';
  }
  return failure;
}

/**
 * Why a pair is out, every reason; empty when it is in. A self-declared certificate in date passes a must-have. The provider's capacity
 * is not among them: it changes by the hour, and is looked at when the seats are filled (`SeatsService`).
 *
 * @param today the day in the platform's zone, `YYYY-MM-DD`
 */
export function failedConstraints(demand: DemandFacts, { offering, provider }: SupplyConditions, today: string): ConstraintFailure[] {
  const failures: ConstraintFailure[] = [];
  const fail = (code: Constraint, params: Reason['params'] = {}): void => void failures.push({ code, params });
  if (!demand.isPublished) fail('demand-not-published');
  if (!offering.isPublished) fail('offering-not-published');
  if (!provider.isVerified) fail('provider-not-verified');
  if (demand.enterpriseId === offering.enterpriseId) fail('same-enterprise');
  if (demand.blockedEnterpriseIds.has(offering.enterpriseId)) fail('blocked');
  if (!serves(offering.serviceRegions, demand.coveringRegions)) fail('region-not-served', { region: { region: demand.region.at(-1) ?? '' } });
  for (const failure of ['certificates-missing', 'certificates-expired'] as const) {
    const failing = demand.certificates.filter((code) => certificateFailure(offering.certificates, code, today) === failure);
    if (failing.length > 0) fail(failure, { certificates: { certificates: failing } });
  }
  return failures;
}
