import type { EndReason } from '../../features/engagements/engagement.reasons.js';
import type { DeclineReason, RefuseReason } from '../../features/matching/matching.types.js';
import type { MemberRole, OfficerRole } from '../../shared/actor.js';
import type { Language } from '../../shared/language.js';

/**
 * The demonstration story as data: who is there, what they ask and offer, and how far each thing has come. Every name is invented and
 * carries 示例; every time is counted from the first start, so that the story is always of today.
 */

/** Whole days before the first start; fractions are hours. */
export type DaysAgo = number;

/** 万元, from and to; null: open on that side. */
export type Wan = readonly [min: number | null, max: number | null];

export interface StoryPerson {
  readonly name: string;
  /** At example.com, which belongs to nobody (RFC 2606); the part before the @ is the person's key. */
  readonly email: string;
  readonly phone?: string;
  readonly language?: Language;
}

interface StoryMember {
  readonly person: StoryPerson;
  readonly role: MemberRole;
}

/** A proof: of a certificate by its code, or of anything else in words. */
interface StoryEvidence {
  readonly attribute: 'certificate' | 'case' | 'staff' | 'equipment' | 'software';
  readonly value: string;
  readonly note?: string;
  /** When an officer of the enterprise's region looked at it; none: self-declared. */
  readonly checkedDaysAgo?: DaysAgo;
  /** Days from the first start until it ends; negative: it has ended; none: without end. */
  readonly validForDays?: number;
}

/** What both kinds of listing say. The five things are told to different degrees, as people do. */
export interface StoryListing {
  /** Unique in the story. */
  readonly key: string;
  readonly language?: Language;
  readonly title: string;
  readonly body: string;
  readonly materials?: string;
  readonly methods?: string;
  readonly effect?: string;
  readonly product?: string;
  readonly application?: string;
  readonly category: string;
  readonly industry?: string;
  readonly region?: string;
  readonly certificates?: readonly string[];
  readonly tags?: readonly string[];
  /** Where its life has come to. Default: published. */
  readonly state?: StoryState;
  /** When it was written (draft) or sent in. An officer decided some hours later. */
  readonly daysAgo: DaysAgo;
}

type StoryState =
  | { readonly is: 'draft' }
  | { readonly is: 'in_review' }
  | { readonly is: 'published' }
  | { readonly is: 'returned'; readonly reason: StoryReturnReason; readonly note: string }
  | { readonly is: 'closed'; readonly as: 'fulfilled' | 'withdrawn' | 'expired'; readonly daysAgo: DaysAgo }
  | { readonly is: 'suspended'; readonly daysAgo: DaysAgo; readonly reason: 'evidence' | 'complaint'; readonly note: string };

/** Codes of `LISTING_REASONS`. */
type StoryReturnReason = 'contact' | 'vague' | 'duplicate' | 'category' | 'evidence';

export interface StoryOffering extends StoryListing {
  /** Usual price. */
  readonly price?: Wan;
  /** None: everywhere. */
  readonly serviceRegions?: readonly string[];
  readonly leadDays?: number;
}

export interface StoryDemand extends StoryListing {
  readonly quantity?: string;
  readonly budget?: Wan;
  /** The day by which it is needed, counted from the first start; negative: it has passed. */
  readonly deadlineIn?: number;
  readonly seats?: number;
  /** An edit of the published demand that waits for an officer; what is not named stays. */
  readonly edit?: { readonly daysAgo: DaysAgo; readonly methods: string; readonly quantity: string; readonly budget: Wan };
  /** What the invited said. Who else is invited, the matching decides. */
  readonly answers?: readonly StoryAnswer[];
}

/** How far an engagement came; what is not told did not happen. Amounts in 万元. */
export interface StoryCourse {
  readonly proposal?: DaysAgo;
  readonly negotiation?: DaysAgo;
  /** Stated by the provider. The factory confirmed it, says another amount, or has not said anything yet. */
  readonly signed?: {
    readonly daysAgo: DaysAgo;
    readonly amount: number;
    readonly confirmedDaysAgo?: DaysAgo;
    readonly factorySays?: { readonly daysAgo: DaysAgo; readonly amount: number };
  };
  /** Stated by the factory; the provider confirmed it, or has not said anything yet. */
  readonly accepted?: { readonly daysAgo: DaysAgo; readonly confirmedDaysAgo?: DaysAgo };
  /** By the factory. */
  readonly ended?: { readonly daysAgo: DaysAgo; readonly reason: EndReason };
}

/** What came of one invitation. `offering` is the key of the offering that was invited. */
export type StoryAnswer = {
  readonly offering: string;
  readonly invitedDaysAgo: DaysAgo;
  /** Hours from the invitation to the provider's answer. */
  readonly afterHours?: number;
} & (
  | { readonly became: 'invited' }
  /** Passed to a colleague, who has not answered yet; by the colleague's e-mail address. */
  | { readonly became: 'passed'; readonly to: string }
  | { readonly became: 'interested'; readonly message: string }
  | { readonly became: 'engaged'; readonly message: string; readonly course?: StoryCourse }
  | { readonly became: 'declined'; readonly reason: DeclineReason; readonly message?: string }
  | { readonly became: 'refused'; readonly message: string; readonly reason: RefuseReason; readonly note?: string }
  /** The provider did not answer in time. */
  | { readonly became: 'expired' }
  /** The factory did not answer an interest in time. */
  | { readonly became: 'lapsed'; readonly message: string }
);

type StoryEnterpriseState =
  | { readonly is: 'verified' }
  | { readonly is: 'registered' }
  | { readonly is: 'pending' }
  /** `reason` is a code of `ENTERPRISE_REASONS`. */
  | { readonly is: 'returned'; readonly reason: string; readonly note: string }
  | { readonly is: 'suspended'; readonly daysAgo: DaysAgo; readonly reason: string; readonly note: string };

export interface StoryEnterprise {
  readonly key: string;
  readonly name: string;
  /** Code of the region (GB/T 2260, significant digits). */
  readonly region: string;
  readonly industry: string;
  readonly size: 'micro' | 'small' | 'medium' | 'large';
  readonly description: string;
  readonly address?: string;
  readonly website?: string;
  /** Default: verified. */
  readonly state?: StoryEnterpriseState;
  readonly joinedDaysAgo: DaysAgo;
  /** True: the credit code fails its check digit, which the reviewer is warned of. */
  readonly hasDoubtfulCode?: boolean;
  /** The first is the contact. */
  readonly members: readonly StoryMember[];
  readonly evidence?: readonly StoryEvidence[];
  /** Open invitations it is willing to hold. */
  readonly capacity?: number;
  readonly preferredIndustries?: readonly string[];
  readonly preferredRegions?: readonly string[];
  readonly orderSize?: Wan;
  readonly offerings?: readonly StoryOffering[];
  readonly demands?: readonly StoryDemand[];
}

export interface StoryAuthority {
  readonly key: string;
  /** Null: the secretariat, which looks after all regions. */
  readonly region: string | null;
  readonly nameZh: string;
  readonly nameEn: string;
}

export interface StoryOfficer {
  readonly person: StoryPerson;
  readonly authority: string;
  readonly roles: readonly OfficerRole[];
}
