import type { ProviderPart } from '../explanation.js';
import type { DemandFacts, ProviderRecord } from '../facts.js';
import { isStated } from './money.js';
import type { PartFinding } from './part.js';
import { because } from './part.js';

interface ProviderPartInput {
  readonly demand: DemandFacts;
  readonly provider: ProviderRecord;
}

/** A preference is a wish, not a wall: what lies outside of it keeps a third. */
const OUTSIDE = 0.3;

/** The second table speaks only for a provider that has said what it prefers. */
export function statesPreferences({ preferredIndustries, preferredRegions, orderSize }: ProviderRecord): boolean {
  return preferredIndustries.length > 0 || preferredRegions.length > 0 || isStated(orderSize);
}

function industry({ demand, provider }: ProviderPartInput): PartFinding | null {
  if (provider.preferredIndustries.length === 0 || demand.industry.length === 0) return null;
  const preferred = demand.industry.find((code) => provider.preferredIndustries.includes(code));
  if (preferred !== undefined) return { value: 1, reason: because('prefers-industry', { industry: { industry: preferred } }) };
  return { value: OUTSIDE, reason: because('prefers-other-industries', { industry: { industry: provider.preferredIndustries[0]! } }) };
}

function region({ demand, provider }: ProviderPartInput): PartFinding | null {
  if (provider.preferredRegions.length === 0 || demand.region.length === 0) return null;
  const preferred = provider.preferredRegions.find((code) => demand.coveringRegions.includes(code));
  if (preferred !== undefined) return { value: 1, reason: because('prefers-region', { region: { region: preferred } }) };
  return { value: OUTSIDE, reason: because('prefers-other-regions', { region: { region: provider.preferredRegions[0]! } }) };
}

/** Orders of half or twice the preferred size keep half; beyond that little is left. */
function orderSize({ demand, provider }: ProviderPartInput): PartFinding | null {
  const { min, max } = provider.orderSize;
  if (!isStated(provider.orderSize) || !isStated(demand.budget)) return null;
  const params = { amounts: { amounts: { ...provider.orderSize } } };
  const most = demand.budget.max ?? demand.budget.min ?? 0;
  const least = demand.budget.min ?? demand.budget.max ?? 0;
  if (min !== null && most < min) return { value: Math.max(0.2, most / min), reason: because('order-too-small', params) };
  if (max !== null && least > max) return { value: Math.max(0.2, max / least), reason: because('order-too-large', params) };
  return { value: 1, reason: because('order-fits', params) };
}

/** From here on earlier answers in a category say something. */
const TELLING_ANSWERS = 3;

function answers({ demand, provider }: ProviderPartInput): PartFinding | null {
  const category = demand.category[0] ?? null;
  const tally = provider.answers.find((one) => one.category === category);
  if (tally === undefined || tally.interested + tally.declined < TELLING_ANSWERS) return null;
  const n = tally.interested + tally.declined;
  return { value: (tally.interested + 1) / (n + 2), reason: because('answers-before', { n, interested: tally.interested }) };
}

/** Every part of the fit for the provider. */
export const PROVIDER_FINDERS: Readonly<Record<ProviderPart, (input: ProviderPartInput) => PartFinding | null>> = {
  industry,
  region,
  'order-size': orderSize,
  answers,
};
