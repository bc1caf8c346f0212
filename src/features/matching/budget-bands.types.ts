import type { MoneyRange } from './facts.js';

/** Bands of money in CNY: from `atLeast` up to, not including, `below`. Their codes are in the index: a change of bands takes a new `DOCUMENT_FORM`. */
export const BUDGET_BANDS = [
  { code: 'to-50k', atLeast: 0, below: 50_000 },
  { code: '50k-200k', atLeast: 50_000, below: 200_000 },
  { code: '200k-500k', atLeast: 200_000, below: 500_000 },
  { code: '500k-1m', atLeast: 500_000, below: 1_000_000 },
  { code: '1m-5m', atLeast: 1_000_000, below: 5_000_000 },
  { code: 'from-5m', atLeast: 5_000_000, below: Number.POSITIVE_INFINITY },
] as const;
export type BudgetBand = (typeof BUDGET_BANDS)[number]['code'];

/** Every band that a range of money touches: one with an open end touches all on that side, one that states nothing none. */
export function budgetBandsOf({ min, max }: MoneyRange): BudgetBand[] {
  if (min === null && max === null) return [];
  const [from, to] = [min ?? 0, max ?? Number.POSITIVE_INFINITY];
  return BUDGET_BANDS.filter(({ atLeast, below }) => from < below && to >= atLeast).map(({ code }) => code);
}
