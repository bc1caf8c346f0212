import { discountedGain } from '../features/matching/graded/gain.js';

/**
 * The figures by which relevance is judged. All are between 0 and 1, higher is better. How ties are broken is decided before: a
 * ranking comes in here as an order.
 */

/** Share of the relevant ones that are among the first `k`. NaN without a relevant one. */
export function recallAt(ranked: readonly string[], relevant: ReadonlySet<string>, k: number): number {
  return ranked.slice(0, k).filter((id) => relevant.has(id)).length / relevant.size;
}

/** Share that the first `k` of two orders have in common; 1 when both are empty. */
export function overlapAt(one: readonly string[], other: readonly string[], k: number): number {
  const longer = Math.max(Math.min(k, one.length), Math.min(k, other.length));
  const first = new Set(one.slice(0, k));
  return longer === 0 ? 1 : other.slice(0, k).filter((id) => first.has(id)).length / longer;
}

/** One divided by the place of the first relevant one; 0 when none was found. */
export function reciprocalRank(ranked: readonly string[], relevant: ReadonlySet<string>): number {
  const place = ranked.findIndex((id) => relevant.has(id));
  return place === -1 ? 0 : 1 / (place + 1);
}

/**
 * Normalised discounted cumulative gain of the first `k` (`discountedGain`). NaN when no order could gain anything.
 *
 * @param levels 1 unrelated … 4 strongly related, best ranked first
 */
export function ndcgAt(levels: readonly number[], k: number): number {
  const ideal = [...levels].sort((a, b) => b - a);
  return discountedGain(levels, k) / discountedGain(ideal, k);
}

/**
 * The chance that a related pair scores higher than an unrelated one, ties counted half (the Mann–Whitney statistic). NaN
 * when one side is empty.
 */
export function auc(related: readonly number[], unrelated: readonly number[]): number {
  const scores = [...related.map((score) => ({ score, isRelated: true })), ...unrelated.map((score) => ({ score, isRelated: false }))].sort(
    (a, b) => a.score - b.score,
  );
  let rankSum = 0;
  for (let start = 0; start < scores.length; ) {
    let end = start;
    while (end < scores.length && scores[end]!.score === scores[start]!.score) end += 1;
    const meanRank = (start + 1 + end) / 2;
    for (let i = start; i < end; i++) if (scores[i]!.isRelated) rankSum += meanRank;
    start = end;
  }
  return (rankSum - (related.length * (related.length + 1)) / 2) / (related.length * unrelated.length);
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The value below which a share `q` of the values lies (nearest rank). */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? Number.NaN;
}

/**
 * A 95 % interval of a mean by the bootstrap, with a generator of its own, so that it prints the same each time.
 */
export function bootstrapInterval(values: readonly number[], rounds = 2_000): { readonly low: number; readonly high: number } {
  let state = 0x9e3779b9;
  const next = (): number => {
    // Mulberry32: small, and good enough to draw a sample.
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const means = Array.from({ length: rounds }, () => mean(values.map(() => values[Math.floor(next() * values.length)]!)));
  return { low: quantile(means, 0.025), high: quantile(means, 0.975) };
}

/** How much one way is better than another over the same demands: the mean of the differences, and its interval by the paired bootstrap. */
export function pairedGain(ours: readonly number[], theirs: readonly number[]): { readonly gain: number; readonly low: number; readonly high: number } {
  const differences = ours.map((value, i) => value - theirs[i]!);
  return { gain: mean(differences), ...bootstrapInterval(differences) };
}
