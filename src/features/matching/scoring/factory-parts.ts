import type { FactoryPart } from '../explanation.js';
import type { DemandFacts, OfferingFacts, ProviderRecord } from '../facts.js';
import type { PartFinding } from './part.js';
import { because } from './part.js';
import {
  bothState,
  budgetValue,
  categoryValue,
  checkedOf,
  daysLeft,
  daysSince,
  freshnessValue,
  hasProofs,
  hasTellingAnswers,
  isChecked,
  leadTimeValue,
  overlap,
  recordValue,
  regionValue,
  servedRegion,
  specificationsIn,
  specificationValue,
} from './part-values.js';
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

function category({ demand, offering }: PartInput): PartFinding | null {
  const [nearness, industry] = [overlap(demand.category, offering.category), overlap(demand.industry, offering.industry)];
  const value = categoryValue(nearness, industry);
  if (value === null) return null;
  const industryDepth = industry.shared;
  if (!bothState(nearness)) return { value, reason: because('category-industry', { industry: { industry: demand.industry[industryDepth - 1]! } }) };
  const { shared } = nearness;
  const code = { category: demand.category[shared - 1] ?? demand.category.at(-1)! };
  if (shared === Math.max(demand.category.length, offering.category.length)) return { value, reason: because('category-same', { category: code }) };
  if (shared > 0) return { value, reason: because('category-near', { category: code }) };
  if (industryDepth >= 2) return { value, reason: because('category-industry', { industry: { industry: demand.industry[industryDepth - 1]! } }) };
  const other = because('category-other', { category: { category: offering.category.at(-1)! } });
  return { value, reason: other, gap: other };
}

function specification({ demand, offering }: PartInput): PartFinding | null {
  const named = specificationsIn(demand.terms).filter((term) => offering.terms.words.counts.has(term));
  const value = specificationValue(demand, checkedOf(demand, offering.certificates), named.length);
  if (value === null) return null;
  const unchecked = demand.certificates.filter((code) => !isChecked(offering.certificates, code));
  if (unchecked.length > 0) {
    const stated = because('certificates-stated', { certificates: { certificates: unchecked } });
    return { value, reason: stated, gap: stated };
  }
  if (demand.certificates.length > 0) return { value, reason: because('certificates-checked', { certificates: { certificates: demand.certificates.slice() } }) };
  return { value, reason: because('specification-terms', { terms: { terms: named.slice(0, 4) } }) };
}

function budget({ demand, offering }: PartInput): PartFinding | null {
  const value = budgetValue(demand.budget, offering.price);
  if (value === null) return null;
  const params = { price: { amounts: { ...offering.price } } };
  if (value === 1) return { value, reason: because('budget-within', params) };
  if (value >= 0.6) return { value, reason: because('budget-overlaps', params) };
  const above = because('budget-above', params);
  return { value, reason: above, gap: above };
}

function region({ demand, offering }: PartInput): PartFinding | null {
  const [nearness, served] = [overlap(demand.region, offering.region), servedRegion(demand, offering)];
  const value = regionValue(nearness, served !== undefined);
  if (value === null) return null;
  const { shared } = nearness;
  if (shared === 3) return { value, reason: because('region-same-county', { region: { region: demand.region.at(-1)! } }) };
  if (shared === 2) return { value, reason: because('region-same-city', { region: { region: demand.region[1]! } }) };
  if (served !== undefined) return { value, reason: because('region-serves', { region: { region: served } }) };
  if (shared === 1) return { value, reason: because('region-same-province', { region: { region: demand.region[0]! } }) };
  return { value, reason: because('region-everywhere', { region: { region: offering.region[0]! } }) };
}

function record({ provider }: PartInput): PartFinding | null {
  const value = recordValue(provider);
  if (value === null) return null;
  const { invited, answered, evidence } = provider;
  const [hasAnswers, hasEvidence] = [hasTellingAnswers(provider), hasProofs(provider)];
  const percent = Math.round((100 * answered) / Math.max(1, invited));
  const slow = answered * 2 < invited ? { gap: because('record-rarely-answers', { percent }) } : {};
  if (!hasEvidence) return { value, reason: because('record-answers', { percent }), ...slow };
  const evidenceParams = { checked: evidence.checked, stated: evidence.selfDeclared };
  const isAllChecked = evidence.selfDeclared === 0;
  const unproven = evidence.checked === 0 ? { gap: because('record-unproven', { n: evidence.selfDeclared }) } : {};
  if (!hasAnswers) return { value, reason: because(isAllChecked ? 'record-evidence-checked' : 'record-evidence', evidenceParams), ...unproven };
  return { value, reason: because(isAllChecked ? 'record-both-checked' : 'record-both', { percent, ...evidenceParams }), ...unproven, ...slow };
}

function leadTime({ demand, offering, today }: PartInput): PartFinding | null {
  const available = daysLeft(demand, today);
  const value = leadTimeValue(available, offering.leadDays);
  if (value === null || available === null || offering.leadDays === null) return null;
  const late = offering.leadDays - available;
  if (late <= 0) return { value, reason: because('lead-time-enough', { days: offering.leadDays }) };
  const reason = because('lead-time-late', { days: offering.leadDays, late });
  return { value, reason, gap: reason };
}

function freshness({ offering, now }: PartInput): PartFinding {
  const days = daysSince(offering.updatedAt.getTime(), now);
  return { value: freshnessValue(days), reason: days === 0 ? because('freshness-today') : because('freshness-days', { n: days }) };
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
