import { DAY_MS } from '../../../shared/durations.js';
import type { DemandFacts, HeldCertificate, MoneyRange, OfferingConditions, ProviderRecord } from '../facts.js';
import type { TermProfile } from '../terms/term-profile.js';
import { affordability, isStated } from './money.js';
import { clamp, commonDepth } from './part.js';

/**
 * What the parts of a score are worth, 0 to 1, without their reasons: for whoever looks at very many pairs. Null: no data, so the part is left out.
 */

/** How far two paths in a code tree go together from the top, and how long each of them is. */
export interface Overlap {
  readonly shared: number;
  readonly asked: number;
  readonly offered: number;
}

export function overlap(asked: readonly string[], offered: readonly string[]): Overlap {
  return { shared: commonDepth(asked, offered), asked: asked.length, offered: offered.length };
}

export function bothState({ asked, offered }: Overlap): boolean {
  return asked > 0 && offered > 0;
}

/**
 * The category decides; the industry can only help, because a provider's own industry is rarely its customer's. One side may stop
 * at a higher level of the tree.
 */
export function categoryValue(category: Overlap, industry: Overlap): number | null {
  const near = industry.shared === 0 ? 0 : industry.shared / Math.max(2, Math.min(industry.asked, industry.offered));
  if (!bothState(category)) return industry.shared < 2 ? null : 0.5 + 0.5 * near;
  const same = category.shared === 0 ? 0 : category.shared === Math.max(category.asked, category.offered) ? 1 : 0.55;
  return same + (1 - same) * 0.4 * near;
}

/** A Latin term with a digit is a type, a standard or a grade: what a factory writes down because it must be just that. */
function isSpecification(term: string): boolean {
  return /^[a-z0-9]*\d[a-z0-9]*$/.test(term);
}

const specifications = new WeakMap<TermProfile, readonly string[]>();

/** The words of a text that are types, standards and grades; looked for once, for a demand meets hundreds of offerings. */
export function specificationsIn(profile: TermProfile): readonly string[] {
  const known = specifications.get(profile);
  if (known !== undefined) return known;
  const found = [...profile.words.counts.keys()].filter(isSpecification);
  specifications.set(profile, found);
  return found;
}

/** Has an officer seen the proof of this certificate? */
export function isChecked(held: readonly HeldCertificate[], certificate: string): boolean {
  return held.some(({ code, basis }) => code === certificate && basis === 'officer');
}

/** Of how many of the certificates that a demand asks for an officer has seen the proof. */
export function checkedOf(demand: DemandFacts, held: readonly HeldCertificate[]): number {
  return new Set(demand.certificates.filter((code) => isChecked(held, code))).size;
}

/**
 * @param checked `checkedOf`
 * @param named how many of the demand's types, standards and grades the offering names
 */
export function specificationValue(demand: DemandFacts, checked: number, named: number): number | null {
  const { length } = demand.certificates;
  const held = 0.7 + (0.3 * checked) / Math.max(1, length);
  if (named === 0) return length === 0 ? null : held;
  const written = 0.5 + (0.5 * named) / specificationsIn(demand.terms).length;
  return length === 0 ? written : (held + written) / 2;
}

export function budgetValue(budget: MoneyRange, price: MoneyRange): number | null {
  return isStated(budget) && isStated(price) ? affordability(price, budget) : null;
}

export function servedRegion(demand: DemandFacts, offering: OfferingConditions): string | undefined {
  return offering.serviceRegions.find((code) => demand.coveringRegions.includes(code));
}

/** Nearness by the depth of the common region; who says that it serves the place counts nearly as a neighbour. */
export function regionValue(region: Overlap, isServed: boolean): number | null {
  if (!bothState(region)) return null;
  if (region.shared === 3) return 1;
  if (region.shared === 2) return 0.95;
  if (isServed) return 0.85;
  return region.shared === 1 ? 0.75 : 0.5;
}

/** Below this many invitations a share of answers says nothing. */
const TELLING_INVITATIONS = 3;

export function hasTellingAnswers({ invited }: ProviderRecord): boolean {
  return invited >= TELLING_INVITATIONS;
}

export function hasProofs({ evidence }: ProviderRecord): boolean {
  return evidence.checked + evidence.selfDeclared > 0;
}

export function recordValue(provider: ProviderRecord): number | null {
  const { invited, answered, medianAnswerHours: hours, evidence } = provider;
  const [hasAnswers, hasEvidence] = [hasTellingAnswers(provider), hasProofs(provider)];
  if (!hasAnswers && !hasEvidence) return null;
  // One in two more, so that three of three is not yet perfect; who takes more than three days loses a tenth.
  const answers = ((answered + 1) / (invited + 2)) * (hours !== null && hours > 72 ? 0.9 : 1);
  const proofs = clamp((evidence.checked + 0.4 * evidence.selfDeclared) / 3);
  if (!hasEvidence) return answers;
  return hasAnswers ? (answers + proofs) / 2 : proofs;
}

/** Whole days until the demand's deadline; null without one. @param today `YYYY-MM-DD` */
export function daysLeft({ deadline }: DemandFacts, today: string): number | null {
  return deadline === null ? null : Math.round((Date.parse(deadline) - Date.parse(today)) / DAY_MS);
}

/** A month beyond a short term, or the whole term beyond a long one, and nothing is left. */
export function leadTimeValue(available: number | null, leadDays: number | null): number | null {
  if (available === null || leadDays === null) return null;
  const late = leadDays - available;
  return late <= 0 ? 1 : clamp(1 - late / Math.max(30, available));
}

/** An offering lives 180 days unless it is renewed (product.md, "Lifecycles"). */
const FRESH_DAYS = 30;
const OLD_DAYS = 180;

/** @param moment in milliseconds since 1970 */
export function daysSince(moment: number, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - moment) / DAY_MS));
}

export function freshnessValue(days: number): number {
  return 1 - 0.8 * clamp((days - FRESH_DAYS) / (OLD_DAYS - FRESH_DAYS));
}
