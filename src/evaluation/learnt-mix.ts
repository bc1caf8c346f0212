import { textValue } from '../features/matching/scoring/text-part.js';
import type { CandidateRun } from './candidate-run.js';
import { judge, type Figures, type JudgedSet } from './judged-set.js';

/** What a mix is made of: the value of the words, and the nearness of the meaning. */
const SIZE = 2;
type Pair = readonly [wording: number, meaning: number];

const FOLDS = 5;
const ROUNDS = 20;
/** Pulls the weights towards 0, so that few pairs do not make large ones. */
const RIDGE = 1e-3;

interface Difference {
  readonly by: Pair;
  readonly weight: number;
}

export interface LearntMix {
  /** Over demands that the mix which ranked them was not fitted on. */
  readonly figures: Figures;
  /** Share of the meaning in each fold's mix, 0 to 1. */
  readonly shares: readonly number[];
}

/**
 * How well a mix of wording and meaning does whose weights are learnt from the judgements, by five folds over the demands: each is ranked by a mix
 * that has not seen it. A pairwise logistic model (the better judged of two offerings should have more), weighted by the difference in gain. The
 * product's own mix is a round number near what this gives; it is not fitted at run time.
 */
export function learntMix(set: JudgedSet, run: CandidateRun): LearntMix {
  const pairOf = (demandId: string, offeringId: string): Pair => {
    const near = run.nearness(demandId, offeringId);
    return [textValue(run.ratio(demandId, offeringId)), near.state === 'compared' ? near.nearness : 0];
  };
  const foldOf = new Map(set.demands.map(({ id }, i) => [id, i % FOLDS]));
  const differences = new Map(set.demands.map(({ id }) => [id, differencesOf(set, id, pairOf)]));
  const mixes = Array.from({ length: FOLDS }, (_, fold) => fit(set.demands.flatMap(({ id }) => (foldOf.get(id) === fold ? [] : differences.get(id)!))));
  const score = (demandId: string, offeringId: string): number => {
    const mix = mixes[foldOf.get(demandId) ?? 0]!;
    return pairOf(demandId, offeringId).reduce((sum, value, i) => sum + mix[i]! * value, 0);
  };
  const ranked = new Map(
    [...run.reranked].map(([demandId, ids]) => {
      const scores = new Map(ids.map((id) => [id, score(demandId, id)]));
      return [demandId, [...ids].sort((a, b) => scores.get(b)! - scores.get(a)! || (a < b ? -1 : 1))];
    }),
  );
  return { figures: judge(set, { ranked, score }), shares: mixes.map(([wording, meaning]) => meaning! / (wording! + meaning!)) };
}

/** Each two judged offerings of a demand, the better minus the worse; all of them together weigh 1. */
function differencesOf({ judgements }: JudgedSet, demandId: string, pairOf: (demandId: string, offeringId: string) => Pair): Difference[] {
  const judged = [...(judgements.get(demandId) ?? [])].map(([offeringId, level]) => ({ gain: 2 ** (level - 1) - 1, pair: pairOf(demandId, offeringId) }));
  const differences = judged.flatMap((better) =>
    judged.filter(({ gain }) => gain < better.gain).map((worse): Difference => ({ by: [better.pair[0] - worse.pair[0], better.pair[1] - worse.pair[1]], weight: better.gain - worse.gain })),
  );
  const all = differences.reduce((sum, { weight }) => sum + weight, 0);
  return differences.map(({ by, weight }) => ({ by, weight: weight / all }));
}

/** Newton's method on the weighted logistic loss. */
function fit(differences: readonly Difference[]): number[] {
  const weights = Array.from({ length: SIZE }, () => 0);
  for (let round = 0; round < ROUNDS; round++) {
    let [g0, g1, h00, h01, h11, all] = [0, 0, 0, 0, 0, 0];
    for (const { by, weight } of differences) {
      const doubt = 1 / (1 + Math.exp(weights[0]! * by[0] + weights[1]! * by[1]));
      const curve = weight * doubt * (1 - doubt);
      g0 += weight * doubt * by[0];
      g1 += weight * doubt * by[1];
      h00 += curve * by[0] * by[0];
      h01 += curve * by[0] * by[1];
      h11 += curve * by[1] * by[1];
      all += weight;
    }
    if (all === 0) return weights;
    const [a, b, c] = [h00 / all + RIDGE, h01 / all, h11 / all + RIDGE];
    const [x, y] = [g0 / all - RIDGE * weights[0]!, g1 / all - RIDGE * weights[1]!];
    const determinant = a * c - b * b;
    weights[0]! += (c * x - b * y) / determinant;
    weights[1]! += (a * y - b * x) / determinant;
  }
  return weights;
}
