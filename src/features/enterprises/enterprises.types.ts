import type { Hold } from '../../platform/events/outbox.js';
import type { MemberRole } from '../../shared/actor.js';
import type { Language, Text } from '../../shared/language.js';
import type { LocalDate } from '../../shared/zoned-time.js';
import type { UsccWarning } from './uscc.js';

/** What other features may know of an enterprise. */

export const ENTERPRISE_SIZES = ['micro', 'small', 'medium', 'large'] as const;
/** The classes of 《统计上大中小微型企业划分办法（2017）》; stated by the enterprise itself. */
export type EnterpriseSize = (typeof ENTERPRISE_SIZES)[number];

export const ENTERPRISE_STATUSES = ['registered', 'pending', 'verified', 'returned', 'rejected', 'suspended'] as const;
export type EnterpriseStatus = (typeof ENTERPRISE_STATUSES)[number];

export const MEMBER_ROLES = ['owner', 'editor', 'viewer'] as const satisfies readonly MemberRole[];

/** Who answers for an enterprise. Shown to its members, to officers, and to the other side of an open engagement. */
interface EnterpriseContact {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly website: string | null;
  readonly address: string | null;
}

/** The few facts that a list of anything else shows of an enterprise. */
export interface EnterpriseSummary {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly regionCode: string;
  readonly industryCode: string | null;
  readonly size: EnterpriseSize;
  readonly status: EnterpriseStatus;
}

/** A person who works for an enterprise on the platform. */
export interface EnterpriseMember {
  readonly personId: string;
  readonly enterpriseId: string;
  readonly role: MemberRole;
  readonly name: string;
  readonly email: string;
  readonly language: Language;
  readonly isConfirmed: boolean;
}

export const EVIDENCE_SOURCES = ['self', 'officer'] as const;
export type EvidenceSource = (typeof EVIDENCE_SOURCES)[number];

/** What evidence can be about. Of a certificate the value is a code of the list; of all others it is in one's own words. */
export const EVIDENCE_ATTRIBUTES = ['certificate', 'equipment', 'staff', 'case', 'software', 'other'] as const;
export type EvidenceAttribute = (typeof EVIDENCE_ATTRIBUTES)[number];

export const CERTIFICATE: EvidenceAttribute = 'certificate';

/** An officer's decision as it is given: codes from the list of reasons and, in words, what to do about it. */
export interface Decision {
  readonly reasonCodes?: readonly string[];
  readonly note?: string | null;
  /** The enterprise's version that the officer looked at; another one since then is refused. */
  readonly version?: number;
  /** Keeps it from being heard of for a moment. */
  readonly hold?: Hold | undefined;
}

export interface EvidenceView {
  readonly id: string;
  readonly attribute: EvidenceAttribute;
  readonly value: string;
  readonly note: string;
  readonly source: EvidenceSource;
  /** Name of the authority whose officer looked at the proof. */
  readonly checkedBy: Text | null;
  readonly checkedAt: Date | null;
  readonly validUntil: LocalDate | null;
}

/** What everybody may read of a verified enterprise. */
export interface EnterpriseView extends EnterpriseSummary {
  readonly uscc: string;
  readonly description: string;
  readonly preferredIndustries: readonly string[];
  readonly preferredRegions: readonly string[];
  /** CNY. */
  readonly orderMin: number | null;
  readonly orderMax: number | null;
  readonly createdAt: Date;
  readonly verifiedAt: Date | null;
  /** Name of the authority that verified it. */
  readonly verifiedBy: Text | null;
  /** For its members and for officers of its region; null for everybody else. */
  readonly inside: EnterpriseInside | null;
}

export interface EnterpriseInside {
  readonly contact: EnterpriseContact;
  /** How many open invitations it takes at one time. */
  readonly capacity: number;
  readonly submittedAt: Date | null;
  readonly submitWhenConfirmed: boolean;
  /** Why an officer returned, rejected or suspended it. */
  readonly reasonCodes: readonly string[];
  readonly returnReason: string | null;
  /** Another enterprise claimed the same code when this one was handed in. */
  readonly isDisputed: boolean;
  readonly usccWarnings: readonly UsccWarning[];
  /** The reader's seat; null for an officer. */
  readonly role: MemberRole | null;
  /** To be sent with an edit or a decision, so that nothing is overwritten unseen. */
  readonly version: number;
}

/** What a reviewer has to look at, beside what the enterprise says. */
export interface EnterpriseDoubts {
  readonly usccWarnings: readonly UsccWarning[];
  /** Other enterprises with the same code that are not rejected, those in play first. */
  readonly claimants: readonly EnterpriseSummary[];
  /** Other enterprises of the same name. */
  readonly namesakes: readonly EnterpriseSummary[];
}

/** What an officer's decision overwrites; times as ISO 8601. */
export interface BeforeDecision {
  readonly isDisputed: boolean;
  readonly verifiedAt: string | null;
  readonly verifiedBy: string | null;
  readonly reasonCodes: string[];
  readonly returnReason: string | null;
}
