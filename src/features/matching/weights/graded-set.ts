import { Injectable } from '@nestjs/common';
import { TaxonomyService } from '../../taxonomy/taxonomy.service.js';
import { evaluateOwnCollection } from '../graded/evaluate-own.js';
import { readGradedCollection } from '../graded/graded-collection.js';
import { gradedMarket, type GradedMarket } from '../graded/graded-facts.js';
import type { GradedFigures } from '../graded/graded-figures.js';
import type { ScoringWeights, WeightTables } from '../scoring/weights.js';
import { TermsService } from '../terms.service.js';
import type { WeightsEvaluation } from './weights-trial.js';

/** What the collection is called where its figures are shown; raised when its texts or grades change. */
const NAME = 'graded-1';
const MOST_KEPT = 50;

/** The committed graded collection, by which a trial says whether matches get better, or merely different. */
@Injectable()
export class GradedSet {
  private market: GradedMarket | undefined;
  private readonly judged = new Map<string, Promise<GradedFigures>>();

  constructor(
    private readonly taxonomy: TaxonomyService,
    private readonly terms: TermsService,
  ) {}

  async compare(present: ScoringWeights, proposed: ScoringWeights): Promise<WeightsEvaluation> {
    const before = await this.figures(present);
    const after = await this.figures(proposed);
    return {
      set: NAME,
      demands: before.byDemand.length,
      ndcgAt10: { before: before.ndcgAt10, after: after.ndcgAt10 },
      recallAt50: { before: before.recallAt50, after: after.recallAt50 },
    };
  }

  /** The collection does not change while the program runs, so a table is judged once. */
  private figures({ factory, provider }: WeightTables): Promise<GradedFigures> {
    const key = JSON.stringify([factory, provider]);
    const known = this.judged.get(key);
    if (known !== undefined) return known;
    if (this.judged.size >= MOST_KEPT) this.judged.clear();
    const figures = evaluateOwnCollection(this.loaded(), { name: NAME, factory, provider });
    this.judged.set(key, figures);
    figures.catch(() => this.judged.delete(key));
    return figures;
  }

  /** At first use, because most processes never ask. */
  private loaded(): GradedMarket {
    this.market ??= gradedMarket(readGradedCollection(), {
      codePath: (kind, code) => this.taxonomy.codePath(kind, code),
      coveringRegions: (code) => this.taxonomy.coveringRegions(code),
      profile: (source) => this.terms.profile(source),
    });
    return this.market;
  }
}
