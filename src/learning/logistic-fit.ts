/** What a fit is made from. All arrays of one length, all rows of one width. */
interface FitInput {
  readonly rows: readonly (readonly number[])[];
  /** 1 wanted, 0 not. */
  readonly outcomes: readonly number[];
  readonly weights: readonly number[];
  /** Where each coefficient is pulled to, how strongly (0: not at all), and its least value. */
  readonly pulls: readonly { readonly to: number; readonly strength: number; readonly least: number }[];
}

const MOST_STEPS = 50;
const MOST_SWEEPS = 200;
const SMALL = 1e-7;
/** A floor under the curvature, for columns that are nothing but zeros. */
const FLAT = 1e-9;

/**
 * Logistic regression with a ridge towards given coefficients and a least value for each: minimises
 * Σ w·log(1 + e^(−y·z)) + ½·Σ strength·(β − to)², z = intercept + Σ β·x. Newton's method: each step minimises the quadratic that touches
 * the objective, within the bounds, and is halved until the objective falls. The objective is convex, so there is one answer.
 * @returns the coefficients in the order of the columns
 */
export function fitLogistic({ rows, outcomes, weights, pulls }: FitInput): number[] {
  // The intercept is the last column, pulled nowhere.
  const width = pulls.length + 1;
  const flat = new Float64Array(rows.length * width);
  rows.forEach((row, i) => {
    flat.set(row, i * width);
    flat[(i + 1) * width - 1] = 1;
  });
  const bounds = [...pulls, { to: 0, strength: 0, least: Number.NEGATIVE_INFINITY }];
  let beta = Float64Array.from(bounds, ({ to, least }) => Math.max(to, least));
  const zOf = (coefficients: Float64Array, i: number): number => {
    let z = 0;
    for (let j = 0; j < width; j += 1) z += coefficients[j]! * flat[i * width + j]!;
    return z;
  };
  const objective = (coefficients: Float64Array): number => {
    let sum = bounds.reduce((all, { to, strength }, j) => all + 0.5 * strength * (coefficients[j]! - to) ** 2, 0);
    for (let i = 0; i < rows.length; i += 1) {
      const signed = outcomes[i] === 1 ? zOf(coefficients, i) : -zOf(coefficients, i);
      sum += weights[i]! * (signed > 0 ? Math.log1p(Math.exp(-signed)) : Math.log1p(Math.exp(signed)) - signed);
    }
    return sum;
  };
  let value = objective(beta);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const slope = Float64Array.from(bounds, ({ to, strength }, j) => strength * (beta[j]! - to));
    const curvature = new Float64Array(width * width);
    for (let j = 0; j < width; j += 1) curvature[j * width + j] = bounds[j]!.strength + FLAT;
    for (let i = 0; i < rows.length; i += 1) {
      const p = 1 / (1 + Math.exp(-zOf(beta, i)));
      const pull = weights[i]! * (p - outcomes[i]!);
      const bend = weights[i]! * p * (1 - p);
      for (let j = 0; j < width; j += 1) {
        const x = flat[i * width + j]!;
        if (x === 0) continue;
        slope[j]! += pull * x;
        for (let k = 0; k <= j; k += 1) curvature[j * width + k]! += bend * x * flat[i * width + k]!;
      }
    }
    for (let j = 0; j < width; j += 1) for (let k = j + 1; k < width; k += 1) curvature[j * width + k] = curvature[k * width + j]!;
    const move = boundedStep(slope, curvature, bounds.map(({ least }, j) => least - beta[j]!));
    let share = 1;
    let next = beta.map((coefficient, j) => coefficient + move[j]!);
    let nextValue = objective(next);
    for (; nextValue > value && share > SMALL; nextValue = objective(next)) {
      share /= 2;
      next = beta.map((coefficient, j) => coefficient + share * move[j]!);
    }
    const gain = value - nextValue;
    if (gain < 0) break;
    [beta, value] = [next, nextValue];
    if (gain < SMALL * value) break;
  }
  return [...beta.subarray(0, pulls.length)];
}

/** The step d that minimises slope·d + ½·d·curvature·d with no d below its least: one coordinate after the other until none moves. */
function boundedStep(slope: Float64Array, curvature: Float64Array, least: readonly number[]): Float64Array {
  const width = slope.length;
  const step = new Float64Array(width);
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep += 1) {
    let largest = 0;
    for (let j = 0; j < width; j += 1) {
      let at = slope[j]!;
      for (let k = 0; k < width; k += 1) at += curvature[j * width + k]! * step[k]!;
      const after = Math.max(step[j]! - at / curvature[j * width + j]!, least[j]!);
      largest = Math.max(largest, Math.abs(after - step[j]!));
      step[j] = after;
    }
    if (largest < SMALL) break;
  }
  return step;
}
