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
  readonly created: number;
  readonly existing: number;
  readonly refused: number;
}
