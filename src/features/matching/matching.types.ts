import type { Explanation } from './explanation.js';
import type { MatchSide } from './match.policy.js';
import type { MatchStatus } from './match.states.js';

export { LARGEST_SHARE, NEWCOMER_INVITATIONS, OF_ONE_ENTERPRISE, SEATS_WITH_EXPLORING, SHARE_DAYS, SHARE_LEAST } from './match.rules.js';
export { holdsSeat } from './match.states.js';
export type { Exposure } from './fairness/exposure.queries.js';
export type { DeclineReason, RefuseReason, WithdrawReason } from './match.reasons.js';
export type { FactoryReply, ProviderAnswer } from './matching.service.js';
export type { MatchSide, MatchStatus };

/** A demand as the two sides of a match see it. Amounts are CNY, `deadline` is `YYYY-MM-DD`. */
export interface MatchedDemand {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly status: string;
  readonly categoryCode: string | null;
  readonly regionCode: string;
  readonly quantity: string | null;
  readonly effect: string;
  readonly budgetMin: number | null;
  readonly budgetMax: number | null;
  readonly deadline: string | null;
  readonly seats: number;
}

interface MatchedOffering {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly status: string;
}

/** An enterprise in a match: who it is, never how to reach it. Contacts belong to the engagement. */
export interface MatchedEnterprise {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly regionCode: string;
  readonly size: 'micro' | 'small' | 'medium' | 'large';
  /** ISO 8601. */
  readonly registeredAt: string;
}

/** A proof that the provider has: what, how it is known, since when and until when. */
export interface ProviderEvidence {
  readonly attribute: string;
  readonly value: string;
  readonly note: string;
  readonly source: 'self' | 'officer';
  readonly checkedAt: string | null;
  readonly validUntil: string | null;
}

/** How the provider has answered so far. */
interface AnswerRecord {
  /** Invitations that have come to an end. */
  readonly invited: number;
  /** Of those, answered in time with yes or no. */
  readonly answered: number;
}

export interface MatchRecord {
  readonly id: string;
  readonly status: MatchStatus;
  readonly score: number;
  readonly isExploring: boolean;
  readonly isVolunteer: boolean;
  readonly explanation: Explanation;
  readonly invitedAt: Date | null;
  readonly answerDueAt: Date | null;
  readonly answeredAt: Date | null;
  readonly answeredBy: string | null;
  readonly message: string | null;
  readonly interestedAt: Date | null;
  readonly replyDueAt: Date | null;
  readonly repliedAt: Date | null;
  readonly repliedBy: string | null;
  readonly replyMessage: string | null;
  /** A code of match.reasons, by the state. */
  readonly reason: string | null;
  readonly passedTo: readonly string[];
  readonly endedAt: Date | null;
  readonly demand: MatchedDemand;
  readonly offering: MatchedOffering;
  readonly factory: MatchedEnterprise;
  readonly provider: MatchedEnterprise;
  readonly evidence: readonly ProviderEvidence[];
  readonly record: AnswerRecord;
  /** Null until both have said yes. */
  readonly engagementId: string | null;
}

/** A match as somebody of one side reads it. */
export interface SidedMatch extends MatchRecord {
  readonly side: MatchSide;
}

/** A demand's page of matches: the seats first, then who waits and who has left. */
export interface DemandMatches {
  readonly demand: MatchedDemand & { readonly enterpriseId: string };
  /** Those who hold a seat. */
  readonly seated: readonly MatchRecord[];
  /** Suggestions, best first: who is asked next. */
  readonly queued: readonly MatchRecord[];
  /** Those that are over, the latest first. */
  readonly over: readonly MatchRecord[];
}
