import type { ContactKind } from '../../shared/contact-data.js';

export const SUBJECT_KINDS = ['enterprise', 'listing', 'revision', 'engagement'] as const;
/** What a case is about: an enterprise, a listing before its first publication, an edit of a published one, or what two sides say differently. */
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

export const REVIEW_STATUSES = ['open', 'approved', 'returned', 'rejected', 'withdrawn'] as const;
export type ReviewStatus = (typeof REVIEW_STATUSES)[number];

export const DECISIONS = ['approve', 'return', 'reject'] as const;
export type Decision = (typeof DECISIONS)[number];

/** Something an officer should look at. It never decides. */
export type Hint =
  /** Contact data in the text, as it stands there. */
  | { readonly code: 'contact'; readonly field: string; readonly kind: ContactKind; readonly excerpt: string }
  /** Too little is said. `length` in characters over title and texts. */
  | { readonly code: 'vague'; readonly length: number }
  /** Another listing of the same enterprise is alike; `similarity` 0 to 1. */
  | { readonly code: 'duplicate'; readonly listingId: string; readonly listingCode: string; readonly title: string; readonly similarity: number }
  /** The credit code breaks a rule of its standard (enterprises/uscc). */
  | { readonly code: 'uscc-warning'; readonly problem: string }
  /** Another enterprise claims the same credit code. */
  | { readonly code: 'uscc-disputed'; readonly enterpriseId: string; readonly enterpriseCode: string; readonly name: string }
  /** Another enterprise has the same name. */
  | { readonly code: 'namesake'; readonly enterpriseId: string; readonly enterpriseCode: string; readonly name: string };
export type HintCode = Hint['code'];
export const HINT_CODES = ['duplicate', 'contact', 'vague', 'uscc-warning', 'uscc-disputed', 'namesake'] as const satisfies readonly HintCode[];
