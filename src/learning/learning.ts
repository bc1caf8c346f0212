import { Random } from '../bench/random.js';
import { quantile } from '../evaluation/metrics.js';
import type { Showing } from '../features/matching/learning/training-rows.store.js';
import type { WeightTables } from '../features/matching/scoring/weights.js';
import { type Lesson, lessonOf, scoreUnder } from './lessons.js';
import { type Learnt, learnTables } from './learnt-tables.js';
import { OrderQuality } from './order-quality.js';

/** Fewer of any of these teach nothing that would hold tomorrow. */
export const LEAST = { lessons: 200, wanted: 40, unwanted: 40, demands: 40 } as const;
export type Counts = Readonly<Record<keyof typeof LEAST, number>>;

/** How well scores put wanted pairs above unwanted ones, on demands that the fit had not seen. */
export interface HeldOut {
  /** The chance that a wanted pair scores above an unwanted one (AUC) with the present weights, and with the learnt ones. */
  readonly present: number;
  readonly learnt: number;
  /** The difference, with its 95 % interval over demands. */
  readonly gain: number;
  readonly low: number;
  readonly high: number;
}

/** `too-few`: nothing was fitted. `not-better`: the gain may as well be chance. Only `better` may be installed. */
export type LearningReport =
  | { readonly counts: Counts; readonly decision: 'too-few' }
  | {
      readonly counts: Counts;
      readonly decision: 'not-better' | 'better';
      readonly held: HeldOut;
      /** What all lessons together teach, and how hard the present weights pulled. */
      readonly learnt: Learnt;
      readonly strength: number;
    };

const FOLDS = 5;
/** How hard the present weights pull: from hardly to almost as much as a few hundred lessons. */
const STRENGTHS = [1, 10, 100] as const;
const ROUNDS = 1_000;

/** Learns from what was said, and says whether it is better than what is there. Deterministic. */
export function learn(showings: readonly Showing[], present: WeightTables): LearningReport {
  const lessons = showings.flatMap((showing) => lessonOf(showing) ?? []);
  const counts = countsOf(lessons);
  if ((Object.keys(LEAST) as (keyof Counts)[]).some((name) => counts[name] < LEAST[name])) return { counts, decision: 'too-few' };
  const before = lessons.map((lesson) => scoreUnder(present, lesson));
  const after = heldOutScores(lessons, (training) => learnTables(training, present, chooseStrength(training, present)).tables);
  const strength = chooseStrength(lessons, present);
  const learnt = learnTables(lessons, present, strength);
  const held = compare(lessons, before, after);
  return { counts, decision: held.low > 0 ? 'better' : 'not-better', held, learnt, strength };
}

function countsOf(lessons: readonly Lesson[]): Counts {
  const wanted = lessons.filter(({ isWanted }) => isWanted).length;
  return { lessons: lessons.length, wanted, unwanted: lessons.length - wanted, demands: new Set(lessons.map(({ demandId }) => demandId)).size };
}

/** The score of every lesson under tables that were learnt without its demand: pairs of one demand share its words and its people. */
function heldOutScores(lessons: readonly Lesson[], fit: (training: readonly Lesson[]) => WeightTables): number[] {
  const fold = foldsOf(lessons);
  const scores = new Array<number>(lessons.length).fill(0);
  for (let k = 0; k < FOLDS; k += 1) {
    const tables = fit(lessons.filter((_, i) => fold[i] !== k));
    lessons.forEach((lesson, i) => {
      if (fold[i] === k) scores[i] = scoreUnder(tables, lesson);
    });
  }
  return scores;
}

/** Demands are dealt out in the order of their ids, which is that of their time. */
function foldsOf(lessons: readonly Lesson[]): number[] {
  const demands = [...new Set(lessons.map(({ demandId }) => demandId))].sort();
  const fold = new Map(demands.map((demandId, i) => [demandId, i % FOLDS]));
  return lessons.map(({ demandId }) => fold.get(demandId)!);
}

/** The pull that does best on held-out demands of the training lessons themselves; of equals the harder one, which changes less. */
function chooseStrength(lessons: readonly Lesson[], present: WeightTables): number {
  const rated = STRENGTHS.map((strength) => ({ strength, quality: qualityOf(lessons, heldOutScores(lessons, (training) => learnTables(training, present, strength).tables)).of() }));
  return rated.reduce((best, one) => (one.quality >= best.quality ? one : best)).strength;
}

function qualityOf(lessons: readonly Lesson[], scores: readonly number[]): OrderQuality {
  return new OrderQuality(scores, lessons.map(({ isWanted }) => isWanted));
}

/** Both on the same lessons; the interval by drawing whole demands again (bootstrap). */
function compare(lessons: readonly Lesson[], scoresBefore: readonly number[], scoresAfter: readonly number[]): HeldOut {
  const [before, after] = [qualityOf(lessons, scoresBefore), qualityOf(lessons, scoresAfter)];
  const numbers = new Map([...new Set(lessons.map(({ demandId }) => demandId))].map((demandId, n) => [demandId, n]));
  const demandOf = lessons.map(({ demandId }) => numbers.get(demandId)!);
  const random = new Random(1);
  const gains = Array.from({ length: ROUNDS }, () => {
    const drawn = new Uint32Array(numbers.size);
    for (let i = 0; i < numbers.size; i += 1) drawn[random.below(numbers.size)]! += 1;
    const times = Uint32Array.from(demandOf, (n) => drawn[n]!);
    return after.of(times) - before.of(times);
  }).filter((gain) => !Number.isNaN(gain));
  const [present, learnt] = [before.of(), after.of()];
  return { present, learnt, gain: learnt - present, low: quantile(gains, 0.025), high: quantile(gains, 0.975) };
}
