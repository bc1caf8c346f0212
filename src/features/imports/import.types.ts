import type { Language } from '../../shared/language.js';
import type { RowField } from '../listings/listing-rows.types.js';
import type { ListingKind } from '../listings/listing.types.js';

/** A row as the file counts it, with what to change. */
export interface RowProblem {
  readonly row: number;
  readonly problems: string;
}

export interface ImportDetail {
  readonly kind: ListingKind;
  readonly language: Language;
  readonly fileName: string;
  /** What is in the file, once it was checked. */
  readonly checked?: { readonly columns: readonly { readonly name: string; readonly field: RowField | null }[]; readonly good: number; readonly refused: number; readonly shown: readonly RowProblem[] };
  /** The owner's word: go, as drafts or handed in. */
  readonly order?: { readonly submit: boolean };
  /** Its owner has taken that word back, and what was made goes again. */
  readonly isTakenBack?: true;
  /** What came of that, the last time: how many went, and how many stayed because somebody had acted on them. */
  readonly takenBack?: { readonly removed: number; readonly kept: number };
  readonly created: number;
  readonly existing: number;
  readonly refused: number;
}
