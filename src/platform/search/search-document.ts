export const DOCUMENT_KINDS = ['demand', 'offering', 'enterprise'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** As which a kind stands in the database. */
export const kindNumber = (kind: DocumentKind): number => DOCUMENT_KINDS.indexOf(kind);

/** Fields that hold lists of codes. A tree's code is stored with all codes above it, so that "within 13" is plain membership. */
export const CODE_FIELDS = ['regions', 'serviceRegions', 'categories', 'industries', 'certificates', 'budgets'] as const;
export type CodeField = (typeof CODE_FIELDS)[number];

/** Fields that hold a number or nothing; a range over one is met only by those that have it. */
export const NUMBER_FIELDS = ['budgetMin', 'budgetMax', 'deadline', 'publishedAt'] as const;
export type NumberField = (typeof NUMBER_FIELDS)[number];

/** What can be filtered and counted beside the words. */
export interface SearchFields extends Readonly<Record<CodeField, readonly string[]>> {
  readonly enterpriseId: string;
  /** Where it is, or where it is needed: the path from the top. */
  readonly regions: readonly string[];
  /** Where an offering serves: the codes as stated; empty means everywhere. */
  readonly serviceRegions: readonly string[];
  readonly categories: readonly string[];
  readonly industries: readonly string[];
  /** Codes that are held; for a demand those that are asked for. */
  readonly certificates: readonly string[];
  /** The bands of money that its budget or price touches, as the codes of whoever asks; empty when none is stated. */
  readonly budgets: readonly string[];
  /** In CNY; null: not stated. */
  readonly budgetMin: number | null;
  readonly budgetMax: number | null;
  /** The last day as the number of days since 1970-01-01; null: none. */
  readonly deadline: number | null;
  /** Newest first is the order when there are no words. In a range: milliseconds since 1970. */
  readonly publishedAt: Date;
}

/** What there is to read, normalised as the terms are; for an engine that ranks by text. */
export interface SearchText {
  readonly title: string;
  /** Its beginning: some 2,000 characters. */
  readonly body: string;
}

/** What the index holds of a listing or an enterprise: only what is visible is in it. */
export interface SearchDocument {
  readonly id: string;
  readonly kind: DocumentKind;
  /** The weight of each term in this document, above 0 and at most 1, kept to three decimals. */
  readonly terms: ReadonlyMap<string, number>;
  readonly text: SearchText;
  readonly fields: SearchFields;
}
