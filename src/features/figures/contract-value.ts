import type { Contracts } from './figures.types.js';
import { type Cell, LEAST_SHOWN } from './withhold.js';

/** How near somebody may come to the largest part of a sum, as a share of it. */
const NEAREST = 0.2;
const WAN = 10_000;

/**
 * The value of contracts as everybody may see it, in whole 万元. Not of fewer than five, and not where an enterprise that knows its own
 * part could work out another's: the second largest takes its own from the sum, and what is left beside the largest has to be a fifth of
 * that at least (the p% rule with p = 20; Hundepool et al., "Statistical Disclosure Control", Wiley 2012, 4.2). Asked of the factories and
 * of the providers, since both know theirs.
 */
export function contractValue({ count, value, largest }: Contracts): Cell {
  if (count === 0) return 0;
  const isSafe = [largest.factory, largest.provider].every(([first, second]) => value - first - second >= NEAREST * first);
  return count >= LEAST_SHOWN && isSafe ? Math.round(value / WAN) : 'hidden';
}
