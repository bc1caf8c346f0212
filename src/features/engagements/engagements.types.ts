/** The way of an engagement, in its order, and its end. */
export const ENGAGEMENT_STAGES = ['contact', 'proposal', 'negotiation', 'signed', 'accepted'] as const;
export type EngagementStage = (typeof ENGAGEMENT_STAGES)[number] | 'ended';

/** Minutes before the other side hears that a side has ended it; a mail cannot be taken back. */
export const END_UNDO_MINUTES = 10;

export const SIDES = ['factory', 'provider'] as const;
export type Side = (typeof SIDES)[number];

export function otherSide(side: Side): Side {
  return side === 'factory' ? 'provider' : 'factory';
}

/** Stages that one side reports, and those that count only when both say the same. */
export const REPORTED_STAGES = ['proposal', 'negotiation'] as const;
export type ReportedStage = (typeof REPORTED_STAGES)[number];
export const CONFIRMED_STAGES = ['signed', 'accepted'] as const;
export type ConfirmedStage = (typeof CONFIRMED_STAGES)[number];

/** What one side told: a stage, or that nothing has changed (`same`). */
export const REPORT_KINDS = [...REPORTED_STAGES, ...CONFIRMED_STAGES, 'same'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** CNY. More than the budget of any programme: what is above it is mistyped. */
export const MAX_AMOUNT = 1_000_000_000_000;

/** What a side says of a signature or an acceptance: it is so (how much, on which day), or it is not. */
export type Statement =
  | { readonly isSo: true; /** Whole CNY; null for an acceptance. */ readonly amount: number | null; /** YYYY-MM-DD. */ readonly day: string }
  | { readonly isSo: false; readonly amount: null; readonly day: null };

export const NOT_SO: Statement = { isSo: false, amount: null, day: null };

/** How an officer settles two statements that differ: as one side has it, or by asking both anew. */
export const SETTLEMENTS = ['factory', 'provider', 'neither'] as const;
export type Settlement = (typeof SETTLEMENTS)[number];
