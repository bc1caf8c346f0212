import type { ScoringWeights, WeightTables } from '../scoring/weights.js';
import type { WeightsTrial } from './weights-trial.js';

export const WEIGHTS_ORIGINS = ['starting', 'edited', 'learnt'] as const;
export type WeightsOrigin = (typeof WEIGHTS_ORIGINS)[number];

/** The table that scores are computed with now. */
export interface WeightsInForce extends ScoringWeights {
  /** How many changes there have been: who changes says from which one, so that nobody overwrites what he has not seen. */
  readonly number: number;
}

/** A version: proposed, and perhaps put in force since. */
export interface WeightsVersion extends ScoringWeights {
  readonly id: string;
  readonly origin: WeightsOrigin;
  readonly note: string;
  readonly authorName: string;
  readonly madeAt: Date;
  /** The number of the change that was the last when it was proposed. */
  readonly base: number;
  /** What it would have changed then; null for the starting table. */
  readonly trial: WeightsTrial | null;
}

/** A change of the table in force. */
export interface WeightsChange {
  readonly number: number;
  readonly name: string;
  readonly note: string;
  readonly authorName: string;
  readonly at: Date;
}

export interface ProposedWeights extends WeightTables {
  readonly origin: Exclude<WeightsOrigin, 'starting'>;
  readonly note: string;
}
