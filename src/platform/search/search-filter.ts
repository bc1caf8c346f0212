import type { CodeField, NumberField } from './search-document.js';

/** A condition on documents as a tree of plain values; each adapter compiles it to its engine. */
export type SearchFilter =
  | { readonly all: readonly SearchFilter[] }
  | { readonly any: readonly SearchFilter[] }
  | { readonly not: SearchFilter }
  | { readonly field: CodeField; readonly hasAny: readonly string[] }
  | { readonly field: CodeField; readonly hasAll: readonly string[] }
  | { readonly field: CodeField | NumberField; readonly isEmpty: true }
  /** Both ends count; without either: has a number at all. */
  | { readonly field: NumberField; readonly atLeast?: number; readonly atMost?: number }
  | { readonly field: 'enterpriseId' | 'id'; readonly in: readonly string[] };

/** What every document passes. */
export const EVERYTHING: SearchFilter = { all: [] };
