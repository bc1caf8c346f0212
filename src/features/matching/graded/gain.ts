/**
 * Discounted cumulative gain of the first `k`: gain 2^(level − 1) − 1, discount log2(place + 1) (Järvelin and Kekäläinen, 2002, with
 * exponential gain).
 *
 * @param levels 1 unrelated … 4 strongly related, best ranked first
 */
export function discountedGain(levels: readonly number[], k: number): number {
  return levels.slice(0, k).reduce((sum, level, i) => sum + (2 ** (level - 1) - 1) / Math.log2(i + 2), 0);
}
