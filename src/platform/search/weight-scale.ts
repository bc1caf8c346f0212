/**
 * Weights are kept as whole thousandths: sums of integers are exact, so that documents with equal texts tie on every run, every
 * plan and every engine.
 */
export const SCALE = 1_000;

/** A document's weight (above 0, at most 1) as it is kept. */
export function keptWeight(weight: number): number {
  return Math.min(SCALE, Math.max(1, Math.round(weight * SCALE)));
}

/** A query's weight as it is asked with. */
export function askedWeight(weight: number): number {
  return Math.round(weight * SCALE);
}

/** Σ of kept × asked weights as the score that the port promises. */
export function scoreOf(sum: number): number {
  return sum / (SCALE * SCALE);
}
