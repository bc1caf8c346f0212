import { DAY_MS } from '../../../shared/durations.js';
import type { FactoryPart } from '../explanation.js';
import type { DemandFacts, OfferingFacts, ProviderRecord } from '../facts.js';
import type { TermProfile } from '../terms/term-profile.js';
import { affordability, isStated } from './money.js';
import type { PartFinding } from './part.js';
import { because, clamp, commonDepth } from './part.js';
import type { TextMatch } from './text-match.js';
import { type PairMeaning, textFinding } from './text-part.js';

/** All that the parts may look at. */
interface PartInput {
  readonly demand: DemandFacts;
  readonly offering: OfferingFacts;
  readonly provider: ProviderRecord;
  readonly text: TextMatch;
  readonly meaning: PairMeaning;
  readonly now: Date;
  /** The day in the platform's zone, `YYYY-MM-DD`. */
  readonly today: string;
}

/**
 * The category decides; the industry can only help, because a provider's own industry is rarely its customer's. One side may stop
 * at a higher level of the tree.
 */
function category({ demand, offering }: PartInput): PartFinding | null {
  const shared = commonDepth(demand.category, offering.category);
  const hasCategory = demand.category.length > 0 && offering.category.length > 0;
  const industryDepth = commonDepth(demand.industry, offering.industry);
  const industry = industryDepth === 0 ? 0 : industryDepth / Math.max(2, Math.min(demand.industry.length, offering.industry.length));
  if (!hasCategory) {
    if (industryDepth < 2) return null;
    return { value: 0.5 + 0.5 * industry, reason: because('category-industry', { industry: { industry: demand.industry[industryDepth - 1]! } }) };
  }
  const same = shared === 0 ? 0 : shared === Math.max(demand.category.length, offering.category.length) ? 1 : 0.55;
  const value = same + (1 - same) * 0.4 * industry;
  const code = { category: demand.category[shared - 1] ?? demand.category.at(-1)! };
  if (same === 1) return { value, reason: because('category-same', { category: code }) };
  if (same > 0) return { value, reason: because('category-near', { category: code }) };
  if (industryDepth >= 2) return { value, reason: because('category-industry', { industry: { industry: demand.industry[industryDepth - 1]! } }) };
  const other = because('category-other', { category: { category: offering.category.at(-1)! } });
  return { value, reason: other, gap: other };
}

/** A Latin term with a digit is a type, a standard or a grade: what a factory writes down because it must be just that. */
function isSpecification(term: string): boolean {
  return /^[a-z0-9]*\d[a-z0-9]*$/.test(term);
}

const specifications = new WeakMap<TermProfile, readonly string[]>();

/** The words of a text that are types, standards and grades; looked for once, for a demand meets hundreds of offerings. */
export function specificationsIn(profile: TermProfile): readonly string[] {
  const known = specifications.get(profile) ?? [...profile.words.counts.keys()].filter(isSpecification);
  specifications.set(profile, known);
  return known;
}

function specification({ demand, offering }: PartInput): PartFinding | null {
  const proofs = demand.certificates.flatMap((code) => offering.certificates.filter((certificate) => certificate.code === code));
  const checked = new Set(proofs.filter(({ basis }) => basis === 'officer').map(({ code }) => code));
  const asked = specificationsIn(demand.terms);
  const named = asked.filter((term) => offering.terms.words.counts.has(term));
  const values: number[] = [];
  if (demand.certificates.length > 0) values.push(0.7 + (0.3 * checked.size) / demand.certificates.length);
  if (named.length > 0) values.push(0.5 + (0.5 * named.length) / asked.length);
  if (values.length === 0) return null;
  const value = values.reduce((sum, one) => sum + one, 0) / values.length;
  const unchecked = demand.certificates.filter((code) => !checked.has(code));
  if (unchecked.length > 0) {
    const stated = because('certificates-stated', { certificates: { certificates: unchecked } });
    return { value, reason: stated, gap: stated };
  }
  if (demand.certificates.length > 0) return { value, reason: because('certificates-checked', { certificates: { certificates: demand.certificates.slice() } }) };
  return { value, reason: because('specification-terms', { terms: { terms: named.slice(0, 4) } }) };
}

function budget({ demand, offering }: PartInput): PartFinding | null {
  if (!isStated(demand.budget) || !isStated(offering.price)) return null;
  const value = affordability(offering.price, demand.budget);
  const params = { price: { amounts: { ...offering.price } } };
  if (value === 1) return { value, reason: because('budget-within', params) };
  if (value >= 0.6) return { value, reason: because('budget-overlaps', params) };
  const above = because('budget-above', params);
  return { value, reason: above, gap: above };
}

/** Nearness by the depth of the common region; who says that it serves the place counts nearly as a neighbour. */
function region({ demand, offering }: PartInput): PartFinding | null {
  const place = demand.region.at(-1);
  if (place === undefined || offering.region.length === 0) return null;
  const shared = commonDepth(demand.region, offering.region);
  if (shared === 3) return { value: 1, reason: because('region-same-county', { region: { region: place } }) };
  if (shared === 2) return { value: 0.95, reason: because('region-same-city', { region: { region: demand.region[1]! } }) };
  const served = offering.serviceRegions.find((code) => demand.coveringRegions.includes(code));
  if (served !== undefined) return { value: 0.85, reason: because('region-serves', { region: { region: served } }) };
  if (shared === 1) return { value: 0.75, reason: because('region-same-province', { region: { region: demand.region[0]! } }) };
  return { value: 0.5, reason: because('region-everywhere', { region: { region: offering.region[0]! } }) };
}

/** Below this many invitations a share of answers says nothing. */
const TELLING_INVITATIONS = 3;

function record({ provider }: PartInput): PartFinding | null {
  const { invited, answered, medianAnswerHours: hours, evidence } = provider;
  const hasAnswers = invited >= TELLING_INVITATIONS;
  const hasEvidence = evidence.checked + evidence.selfDeclared > 0;
  if (!hasAnswers && !hasEvidence) return null;
  // One in two more, so that three of three is not yet perfect; who takes more than three days loses a tenth.
  const answers = ((answered + 1) / (invited + 2)) * (hours !== null && hours > 72 ? 0.9 : 1);
  const proofs = clamp((evidence.checked + 0.4 * evidence.selfDeclared) / 3);
  const percent = Math.round((100 * answered) / Math.max(1, invited));
  const slow = answered * 2 < invited ? { gap: because('record-rarely-answers', { percent }) } : {};
  if (!hasEvidence) return { value: answers, reason: because('record-answers', { percent }), ...slow };
  const evidenceParams = { checked: evidence.checked, stated: evidence.selfDeclared };
  const isAllChecked = evidence.selfDeclared === 0;
  const unproven = evidence.checked === 0 ? { gap: because('record-unproven', { n: evidence.selfDeclared }) } : {};
  if (!hasAnswers) return { value: proofs, reason: because(isAllChecked ? 'record-evidence-checked' : 'record-evidence', evidenceParams), ...unproven };
  return { value: (answers + proofs) / 2, reason: because(isAllChecked ? 'record-both-checked' : 'record-both', { percent, ...evidenceParams }), ...unproven, ...slow };
}

function leadTime({ demand, offering, today }: PartInput): PartFinding | null {
  if (demand.deadline === null || offering.leadDays === null) return null;
  const available = Math.round((Date.parse(demand.deadline) - Date.parse(today)) / DAY_MS);
  const late = offering.leadDays - available;
  if (late <= 0) return { value: 1, reason: because('lead-time-enough', { days: offering.leadDays }) };
  const reason = because('lead-time-late', { days: offering.leadDays, late });
  // A month beyond a short term, or the whole term beyond a long one, and nothing is left.
  return { value: clamp(1 - late / Math.max(30, available)), reason, gap: reason };
}

/** An offering lives 180 days unless it is renewed (product.md, "Lifecycles"). */
const FRESH_DAYS = 30;
const OLD_DAYS = 180;

function freshness({ offering, now }: PartInput): PartFinding {
  const days = Math.max(0, Math.floor((now.getTime() - offering.updatedAt.getTime()) / DAY_MS));
  const value = 1 - 0.8 * clamp((days - FRESH_DAYS) / (OLD_DAYS - FRESH_DAYS));
  return { value, reason: days === 0 ? because('freshness-today') : because('freshness-days', { n: days }) };
}

/** Every part of the fit for the factory. */
export const FACTORY_FINDERS: Readonly<Record<FactoryPart, (input: PartInput) => PartFinding | null>> = {
  text: ({ demand, text, meaning }) => (demand.terms.words.length === 0 ? null : textFinding(text, meaning)),
  category,
  specification,
  budget,
  region,
  record,
  'lead-time': leadTime,
  freshness,
};
