import type { EnterpriseSize } from '../enterprises/enterprises.types.js';
import type { TermProfile } from './terms/term-profile.js';

/**
 * What scoring knows of a pair: plain values that a query read from the rows. No entity, no Nest, no clock in here, so that
 * every score can be computed again from its inputs.
 */

/** Codes from the top of a tree to the stated one (`['13', '1309', '130983']`); empty when nothing was stated. */
type CodePath = readonly string[];

/** An amount in CNY; an open end is null. Both null: not stated. */
export interface MoneyRange {
  readonly min: number | null;
  readonly max: number | null;
}

export interface DemandFacts {
  readonly id: string;
  readonly enterpriseId: string;
  readonly isPublished: boolean;
  readonly terms: TermProfile;
  readonly category: CodePath;
  readonly industry: CodePath;
  /** Where it is needed. */
  readonly region: CodePath;
  /** Codes of all regions that hold that one as a whole, itself and overlays included (`Taxonomy.coveringRegions`). */
  readonly coveringRegions: readonly string[];
  readonly budget: MoneyRange;
  /** The day by which it is needed, `YYYY-MM-DD`. */
  readonly deadline: string | null;
  /** Codes of the certificates that a provider must hold. */
  readonly certificates: readonly string[];
  readonly publishedAt: Date;
  /** Enterprises that block the factory or are blocked by it: one set, because either way the pair is out. */
  readonly blockedEnterpriseIds: ReadonlySet<string>;
}

/** `officer`: somebody has looked at the proof; `self`: the provider says so. Both pass a must-have while in date. */
export interface HeldCertificate {
  readonly code: string;
  readonly basis: 'officer' | 'self';
  /** The last day of validity, `YYYY-MM-DD`; null: without end. */
  readonly validUntil: string | null;
}

export interface OfferingFacts {
  readonly id: string;
  readonly enterpriseId: string;
  readonly isPublished: boolean;
  readonly terms: TermProfile;
  readonly category: CodePath;
  readonly industry: CodePath;
  /** Where the provider is. */
  readonly region: CodePath;
  /** Codes of the regions that it serves; empty: everywhere. */
  readonly serviceRegions: readonly string[];
  /** Its usual price. */
  readonly price: MoneyRange;
  /** Days from the order to the start or the delivery. */
  readonly leadDays: number | null;
  /** Of the listing and of the enterprise together. */
  readonly certificates: readonly HeldCertificate[];
  readonly publishedAt: Date;
  readonly updatedAt: Date;
}

/** An offering without its text: all that its conditions and most parts of a score look at. */
export type OfferingConditions = Omit<OfferingFacts, 'terms' | 'publishedAt'>;

/** How a provider answered the demands of one top-level category (null: of no category). */
interface AnswerTally {
  readonly category: string | null;
  readonly interested: number;
  readonly declined: number;
}

/** What the platform knows of the enterprise behind an offering. */
export interface ProviderRecord {
  readonly enterpriseId: string;
  readonly isVerified: boolean;
  readonly size: EnterpriseSize;
  readonly registeredAt: Date;
  /** Open invitations that it holds now, and how many it is willing to hold. */
  readonly openInvitations: number;
  readonly capacity: number;
  /** Invitations that have come to an end, and how many of them it answered in time (yes or no). */
  readonly invited: number;
  readonly answered: number;
  /** Median hours from the invitation to the answer; null without an answer. */
  readonly medianAnswerHours: number | null;
  readonly answers: readonly AnswerTally[];
  /** Proofs in date: seen by an officer, and only stated. */
  readonly evidence: { readonly checked: number; readonly selfDeclared: number };
  readonly preferredIndustries: readonly string[];
  readonly preferredRegions: readonly string[];
  /** Order sizes that it likes. */
  readonly orderSize: MoneyRange;
}

/** An offering without its text, and its enterprise. */
export interface SupplyConditions {
  readonly offering: OfferingConditions;
  readonly provider: ProviderRecord;
}

/** An offering together with the enterprise that makes it. */
export interface Supply extends SupplyConditions {
  readonly offering: OfferingFacts;
}
