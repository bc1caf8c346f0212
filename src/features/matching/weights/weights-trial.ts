import type { Explanation } from '../explanation.js';

/** A pair whose score would change, by how much, and its place among the demand's suggestions before and after. */
export interface Move {
  readonly demandId: string;
  readonly offeringId: string;
  readonly before: number;
  readonly after: number;
  readonly placeBefore: number;
  readonly placeAfter: number;
}

/** Who would be asked next for one demand, as far as it differs: offerings. */
export interface OtherInvitations {
  readonly demandId: string;
  readonly no: readonly string[];
  readonly instead: readonly string[];
}

/** A figure of the evaluation under the present table and under the proposed one. */
interface BeforeAfter {
  readonly before: number;
  readonly after: number;
}

/** How our own graded set is ordered, 0 to 1. */
export interface WeightsEvaluation {
  readonly set: string;
  readonly demands: number;
  readonly ndcgAt10: BeforeAfter;
  readonly recallAt50: BeforeAfter;
}

/** What a proposed table would change. Stored with the proposal, and shown before anything takes effect. */
export interface WeightsTrial {
  /** Open demands with suggestions that were looked at, of all there are. */
  readonly demands: number;
  readonly ofDemands: number;
  /** Suggestions scored twice, and how many of them change by a tenth of a point or more. */
  readonly pairs: number;
  readonly changed: number;
  readonly rises: number;
  readonly falls: number;
  /** Suggestions that would not be kept any longer, and those that would be kept again. */
  readonly dropped: number;
  readonly regained: number;
  readonly topRises: readonly NamedMove[];
  readonly topFalls: readonly NamedMove[];
  /** Demands for which somebody else would be asked next, and the first of them. */
  readonly otherInvitations: number;
  readonly invitations: readonly NamedInvitations[];
  readonly evaluation: WeightsEvaluation | null;
}

interface Named {
  readonly code: string;
  readonly title: string;
}

/** A move with what a reader needs to know the two by. */
export interface NamedMove extends Omit<Move, 'demandId' | 'offeringId'> {
  readonly demand: Named;
  readonly offering: Named;
}

export interface NamedInvitations {
  readonly demand: Named;
  readonly no: readonly Named[];
  readonly instead: readonly Named[];
}

export interface ScoredPair {
  readonly demandId: string;
  readonly offeringId: string;
  readonly explanation: Explanation;
}

/** A demand's suggestions, scored under one table. */
export interface ScoredDemand {
  /** Best first. */
  readonly ranked: readonly ScoredPair[];
  /** Offerings of those who would be asked next. */
  readonly next: readonly string[];
}

/** Smaller changes cannot be seen: scores are shown in tenths. */
const SEEN = 0.05;

/** The pairs whose shown number changes. Both sides hold the same pairs. */
export function movesOf(before: ScoredDemand, after: ScoredDemand): Move[] {
  const placeAfter = new Map(after.ranked.map(({ offeringId }, i) => [offeringId, i + 1]));
  const scoreAfter = new Map(after.ranked.map(({ offeringId, explanation }) => [offeringId, explanation.total]));
  return before.ranked.flatMap(({ demandId, offeringId, explanation }, i): Move[] => {
    const move = { demandId, offeringId, before: explanation.total, after: scoreAfter.get(offeringId) ?? 0, placeBefore: i + 1, placeAfter: placeAfter.get(offeringId) ?? 0 };
    return Math.abs(move.after - move.before) > SEEN ? [move] : [];
  });
}

/** The moves upwards and downwards with the largest difference; equal ones by their ids, so that a trial reads the same each time. */
export function topMoves(moves: readonly Move[], direction: 'up' | 'down', most: number): Move[] {
  const sign = direction === 'up' ? 1 : -1;
  return moves
    .filter(({ before, after }) => sign * (after - before) > 0)
    .sort((a, b) => sign * (b.after - b.before - (a.after - a.before)) || (a.demandId + a.offeringId < b.demandId + b.offeringId ? -1 : 1))
    .slice(0, most);
}

/** Who would no longer be asked next, and who instead; null where the same are asked. */
export function otherInvitations(demandId: string, before: ScoredDemand, after: ScoredDemand): OtherInvitations | null {
  const no = before.next.filter((id) => !after.next.includes(id));
  const instead = after.next.filter((id) => !before.next.includes(id));
  return no.length + instead.length === 0 ? null : { demandId, no, instead };
}
