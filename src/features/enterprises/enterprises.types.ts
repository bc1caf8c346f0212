/** What other features may know of an enterprise. */

export const ENTERPRISE_SIZES = ['micro', 'small', 'medium', 'large'] as const;
/** The classes of 《统计上大中小微型企业划分办法（2017）》; stated by the enterprise itself. */
export type EnterpriseSize = (typeof ENTERPRISE_SIZES)[number];

export const ENTERPRISE_STATUSES = ['registered', 'pending', 'verified', 'returned', 'rejected', 'suspended'] as const;
export type EnterpriseStatus = (typeof ENTERPRISE_STATUSES)[number];

export const MEMBER_ROLES = ['owner', 'editor', 'viewer'] as const;

/** Who answers for an enterprise. Shown to its members, to officers, and to the other side of an open engagement. */
export interface EnterpriseContact {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
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
  readonly role: (typeof MEMBER_ROLES)[number];
  readonly name: string;
  readonly email: string;
  readonly language: 'zh' | 'en';
  readonly isConfirmed: boolean;
}

export const EVIDENCE_SOURCES = ['self', 'officer'] as const;
export type EvidenceSource = (typeof EVIDENCE_SOURCES)[number];

/** The attribute of evidence whose value is a code of the list of certificates. */
export const CERTIFICATE = 'certificate';

/** An officer's decision as it is given: codes from the list of reasons and, in words, what to do about it. */
export interface Decision {
  readonly reasonCodes?: readonly string[];
  readonly note?: string | null;
  /** The enterprise's version that the officer looked at; another one since then is refused. */
  readonly version?: number;
}
