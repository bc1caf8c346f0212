import type { LocalDate } from '../../shared/zoned-time.js';
import type { Exposure } from '../matching/matching.types.js';
import type { Period } from './figure-period.js';
import type { Cell } from './withhold.js';

export { cellWords } from './views/figure-words.js';

/** Published demands and offerings under one code; null stands for what names none. */
export interface SupplyAndDemand {
  readonly code: string | null;
  /** On the market at the moment of the count. */
  readonly openDemands: number;
  readonly openOfferings: number;
  /** First published in the period, whatever became of them. */
  readonly demands: number;
  readonly offerings: number;
}

/** Engagements opened in the period: from the demand's province to the provider's. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

export const FUNNEL_STEPS = ['published', 'asked', 'answered', 'interested', 'agreed', 'signed', 'accepted'] as const;
export type FunnelStep = (typeof FUNNEL_STEPS)[number];

/** Demands of one cohort by how far they came; each step is a part of the one before it. */
export interface Funnel extends Readonly<Record<FunnelStep, number>> {
  /** The cohort was published before this instant, so that each of it has had its time. */
  readonly until: string;
}

/** A number of cases and the middle of how long they took, in hours of the calendar; null without a case. */
export interface Waiting {
  readonly count: number;
  readonly median: number | null;
}

export const WAITS = ['review', 'firstAnswer', 'answer', 'reply'] as const;
export type Wait = (typeof WAITS)[number];

/** How long things take in one province; null: everywhere. */
export interface Waits extends Readonly<Record<Wait, Waiting>> {
  readonly regionCode: string | null;
}

export interface TrendPoint {
  /** First day of the month or, in a quarter, of the week. */
  readonly day: LocalDate;
  readonly demands: number;
  readonly offerings: number;
  readonly engagements: number;
  readonly review: Waiting;
}

export interface Trend {
  readonly unit: 'month' | 'week';
  /** Without a gap, the oldest first; the last one is not over yet. */
  readonly points: readonly TrendPoint[];
}

export interface Summary {
  readonly openDemands: number;
  readonly openDemandsWithSeats: number;
  readonly openOfferings: number;
  readonly demands: number;
  readonly offerings: number;
  readonly invitations: number;
  /** Of those, answered in time with yes or no. */
  readonly answered: number;
  readonly engagements: number;
  /** Confirmed by both sides (or settled) in the period. */
  readonly contracts: Contracts;
  readonly acceptances: number;
}

/** Contracts that both sides have confirmed. Amounts in whole CNY. */
export interface Contracts {
  readonly count: number;
  readonly value: number;
  /** What the two largest factories, and the two largest providers, have in it: by these is judged whether the sum may be told. */
  readonly largest: { readonly factory: readonly [number, number]; readonly provider: readonly [number, number] };
}

/** Everything that is counted of one period, exact. What may be shown of it to everybody decides `withhold`. */
export interface Figures {
  readonly period: Period;
  /** ISO 8601: all of it is of this one moment. */
  readonly asOf: string;
  readonly from: LocalDate | null;
  readonly summary: Summary;
  /** Verified at the moment of the count, by province. */
  readonly enterprises: readonly { readonly regionCode: string; readonly count: number }[];
  readonly regions: readonly SupplyAndDemand[];
  readonly industries: readonly SupplyAndDemand[];
  readonly categories: readonly SupplyAndDemand[];
  readonly flow: readonly Flow[];
  readonly funnel: Funnel;
  readonly waits: readonly Waits[];
  readonly exposure: readonly Exposure[];
  readonly trend: Trend;
  /** Of the funnel's cohort, demands that nobody has answered, by category; null names none. */
  readonly unanswered: readonly { readonly code: string | null; readonly count: number }[];
  /** Words that were searched for in vain, the most frequent first; those of few are not even stored here. */
  readonly searches: readonly { readonly words: string; readonly count: number }[];
}

/** What the front page shows: counted since the beginning, and as everybody may see it. */
export interface Headline {
  readonly asOf: Date;
  readonly openDemands: number;
  readonly openDemandsWithSeats: number;
  /** Verified, by province. */
  readonly enterprises: Figures['enterprises'];
  readonly invitations: Cell;
  readonly answered: Cell;
  readonly engagements: Cell;
  /** Of those, between two provinces; at least so many where some are withheld. */
  readonly across: { readonly count: number; readonly isExact: boolean };
  /** Open demands by the top of the list of categories, in its order. */
  readonly categories: readonly { readonly code: string; readonly count: number }[];
}
