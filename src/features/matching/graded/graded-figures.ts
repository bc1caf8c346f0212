import { OF_ONE_ENTERPRISE } from '../match.rules.js';
import { discountedGain } from './gain.js';
import type { GradedCollection } from './graded-collection.js';

/** How well an order of offerings answers the collection's demands; each between 0 and 1, higher is better. */
export interface GradedFigures {
  /** Means over the demands. */
  readonly ndcgAt10: number;
  readonly recallAt10: number;
  readonly recallAt50: number;
  /** By demand, in the order of the collection, so that two ways can be compared pair by pair. */
  readonly byDemand: readonly { readonly demand: string; readonly ndcgAt10: number; readonly recallAt50: number }[];
  /** Pairs that were shown although a hard constraint forbids them: `demand offering`. */
  readonly forbidden: readonly string[];
}

/** From this level on an offering counts as relevant. */
const RELEVANT = 3;

interface Graded {
  readonly enterprise: string;
  readonly level: number;
}

/** The best that a list could show: by level, no more of one enterprise than `rankDemand` lets in. */
function idealOf(eligible: readonly Graded[]): Graded[] {
  const counts = new Map<string, number>();
  return [...eligible]
    .sort((a, b) => b.level - a.level)
    .filter(({ enterprise }) => {
      counts.set(enterprise, (counts.get(enterprise) ?? 0) + 1);
      return counts.get(enterprise)! <= OF_ONE_ENTERPRISE;
    });
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Judges an order: nDCG@10 over all offerings (an unlisted pair is of level 1), recall of levels 3 and 4 that no constraint forbids.
 *
 * @param ranked the collection's offerings by demand, best first, as a list would show them
 */
export function gradedFigures({ demands, offerings, levels, exclusions }: GradedCollection, ranked: ReadonlyMap<string, readonly string[]>): GradedFigures {
  const enterpriseOf = new Map(offerings.map(({ id, enterprise }) => [id, enterprise]));
  const rows = demands.map(({ id }) => {
    const judged = levels.get(id) ?? new Map<string, number>();
    const excluded = exclusions.get(id);
    const shown = ranked.get(id) ?? [];
    const eligible = [...judged].filter(([offeringId]) => !excluded?.has(offeringId));
    const ideal = idealOf(eligible.map(([offeringId, level]) => ({ enterprise: enterpriseOf.get(offeringId)!, level })));
    const relevant = ideal.filter(({ level }) => level >= RELEVANT).length;
    const levelsShown = shown.map((offeringId) => (excluded?.has(offeringId) ? 1 : (judged.get(offeringId) ?? 1)));
    const recallAt = (k: number): number => levelsShown.slice(0, k).filter((level) => level >= RELEVANT).length / relevant;
    return {
      demand: id,
      ndcgAt10: discountedGain(levelsShown, 10) / discountedGain(ideal.map(({ level }) => level), 10),
      recallAt10: recallAt(10),
      recallAt50: recallAt(50),
      forbidden: shown.filter((offeringId) => excluded?.has(offeringId)).map((offeringId) => `${id} ${offeringId}`),
    };
  });
  return {
    ndcgAt10: mean(rows.map(({ ndcgAt10 }) => ndcgAt10)),
    recallAt10: mean(rows.map(({ recallAt10 }) => recallAt10)),
    recallAt50: mean(rows.map(({ recallAt50 }) => recallAt50)),
    byDemand: rows.map(({ demand, ndcgAt10, recallAt50 }) => ({ demand, ndcgAt10, recallAt50 })),
    forbidden: rows.flatMap(({ forbidden }) => forbidden),
  };
}

/** Share of the offerings of level 3 and 4 that no constraint forbids and that are among an engine's first `k`: mean over the demands. */
export function candidateRecall({ demands, levels, exclusions }: GradedCollection, candidates: ReadonlyMap<string, readonly string[]>, k: number): number {
  return mean(
    demands.map(({ id }) => {
      const relevant = [...(levels.get(id) ?? [])].filter(([offeringId, level]) => level >= RELEVANT && !exclusions.get(id)?.has(offeringId));
      const first = new Set(candidates.get(id)?.slice(0, k));
      return relevant.filter(([offeringId]) => first.has(offeringId)).length / relevant.length;
    }),
  );
}
