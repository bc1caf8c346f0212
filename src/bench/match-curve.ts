import type { CandidateQuery } from '../platform/search/search-index.js';
import { Progress } from '../trial/progress.js';
import { type HeldShares, heldShares, type Quantiles, quantiles, timed } from './match-figures.js';
import type { MeilisearchBench } from './meilisearch-bench.js';

/** How many records a question is to find: from few to more than any time allows. */
const AIMS = [500, 1_500, 2_500, 4_000, 6_000, 10_000, 15_000];
const ROUNDS = 2;

/** What the engine alone needs for so many records, and what they hold: no way of asking it that finds candidates so is faster. */
export interface CurvePoint extends HeldShares {
  readonly aim: number;
  readonly rawMs: Quantiles;
  readonly candidatesMs: Quantiles;
}

/** @param best of each query, by full BM25 */
export async function matchCurve(engine: MeilisearchBench, queries: readonly CandidateQuery[], best: readonly (readonly string[])[], stop: AbortSignal): Promise<CurvePoint[]> {
  const points: CurvePoint[] = [];
  const progress = new Progress('curve', AIMS.length);
  for (const aim of AIMS) {
    const { find, bare, warm } = await engine.candidates(queries, aim);
    await warm();
    const alone = await bare();
    const [found, candidates, raw]: [string[][], number[][], number[][]] = [[], [], []];
    for (let round = 0; round < ROUNDS; round++) {
      const [ours, theirs]: [number[], number[]] = [[], []];
      for (const [i, query] of queries.entries()) {
        stop.throwIfAborted();
        theirs.push((await timed(() => alone(i)))[0]);
        const [milliseconds, hits] = await timed(() => find(query));
        ours.push(milliseconds);
        found[i] = hits.map(({ id }) => id);
      }
      candidates.push(ours);
      raw.push(theirs);
    }
    points.push({ ...heldShares(found, best), aim, rawMs: quantiles(raw), candidatesMs: quantiles(candidates) });
    progress.add();
  }
  progress.end();
  return points;
}
