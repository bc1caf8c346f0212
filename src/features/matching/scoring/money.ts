import type { MoneyRange } from '../facts.js';

export function isStated(range: MoneyRange): boolean {
  return range.min !== null || range.max !== null;
}

/**
 * How well an amount that is asked fits what is there to pay, 0 to 1: 1 when all of it is affordable, 0.6 to 1 for a range that reaches
 * beyond, and less the further it starts above; nothing at twice the limit. An open end is taken at the end that is known.
 */
export function affordability(asked: MoneyRange, available: MoneyRange): number {
  const limit = available.max ?? available.min;
  const from = asked.min ?? 0;
  const to = asked.max ?? asked.min;
  if (limit === null || to === null) return 1;
  if (to <= limit || available.max === null) return 1;
  if (from <= limit) return to === from ? 1 : 0.6 + (0.4 * (limit - from)) / (to - from);
  return Math.max(0, 0.6 * (2 - from / Math.max(limit, 1)));
}
