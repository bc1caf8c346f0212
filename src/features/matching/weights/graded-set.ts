import { Injectable } from '@nestjs/common';
import type { ScoringWeights, WeightTables } from '../scoring/weights.js';
import type { WeightsEvaluation } from './weights-trial.js';

/** How well a graded set is ordered under a table. */
export interface GradedFigures {
  readonly set: string;
  readonly demands: number;
  readonly ndcgAt10: number;
  readonly recallAt50: number;
}

/** Judges a table by a graded set; brought along by what stands above the features, because it reads files of its own. */
type Judge = (weights: WeightTables) => Promise<GradedFigures>;

/** The graded set by which a trial says whether matches get better, or merely different. Without one it says nothing of it. */
@Injectable()
export class GradedSet {
  private judge: Judge | null = null;
  private readonly judged = new Map<string, Promise<GradedFigures>>();

  use(judge: Judge): void {
    this.judge = judge;
    this.judged.clear();
  }

  async compare(present: ScoringWeights, proposed: ScoringWeights): Promise<WeightsEvaluation | null> {
    if (this.judge === null) return null;
    const before = await this.figures(present, this.judge);
    const after = await this.figures(proposed, this.judge);
    return {
      set: before.set,
      demands: before.demands,
      ndcgAt10: { before: before.ndcgAt10, after: after.ndcgAt10 },
      recallAt50: { before: before.recallAt50, after: after.recallAt50 },
    };
  }

  /** The set does not change while the program runs, so a table is judged once. */
  private figures({ factory, provider }: WeightTables, judge: Judge): Promise<GradedFigures> {
    const key = JSON.stringify([factory, provider]);
    const known = this.judged.get(key);
    if (known !== undefined) return known;
    if (this.judged.size >= MOST_KEPT) this.judged.clear();
    const figures = judge({ factory, provider });
    this.judged.set(key, figures);
    figures.catch(() => this.judged.delete(key));
    return figures;
  }
}

const MOST_KEPT = 50;
