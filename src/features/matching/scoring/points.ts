/**
 * Shares out a whole number of units so that the rounded amounts add up to it exactly: the largest-remainder method
 * (Hamilton's). No amount goes above its cap.
 *
 * @param exact amounts that add up to about `total`, none negative
 * @param total whole units
 * @param caps whole units, one for each amount; together at least `total`
 */
export function shareOut(exact: readonly number[], total: number, caps: readonly number[] = exact.map(() => total)): number[] {
  const shares = exact.map((amount, i) => Math.min(Math.floor(amount + 1e-9), caps[i]!));
  const byRemainder = exact.map((amount, i) => ({ i, remainder: amount - shares[i]! })).sort((a, b) => b.remainder - a.remainder || a.i - b.i);
  let left = total - shares.reduce((sum, share) => sum + share, 0);
  while (left > 0) {
    let given = 0;
    for (const { i } of byRemainder) {
      if (left === 0) break;
      if (shares[i]! >= caps[i]!) continue;
      shares[i]! += 1;
      left -= 1;
      given += 1;
    }
    if (given === 0) throw new RangeError('shareOut: the caps are below the total');
  }
  return shares;
}
