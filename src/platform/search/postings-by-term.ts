import type { HeldTerms } from './held-terms.js';

/** A document with its number in the index. */
export interface NumberedDocument {
  readonly number: number;
  readonly kind: number;
  /** Which of the documents of `HeldTerms`. */
  readonly index: number;
}

/** The postings of one term in documents of one kind: those from `start` up to `end`. */
export interface TermPostings {
  readonly kind: number;
  readonly term: number;
  readonly start: number;
  readonly end: number;
  /** Numbers of documents, those of each term in the order in which they were given, and what the term weighs in each. */
  readonly documents: Int32Array;
  readonly weights: Uint16Array;
}

/** The postings of some documents by kind and term, in this order, which is that of the keys of `search_block` and `search_posting`. */
export function* postingsByTerm(held: HeldTerms, documents: readonly NumberedDocument[]): Generator<TermPostings> {
  for (const kind of [...new Set(documents.map((document) => document.kind))].sort()) {
    yield* ofKind(held, documents.filter((document) => document.kind === kind), kind);
  }
}

function* ofKind(held: HeldTerms, documents: readonly NumberedDocument[], kind: number): Generator<TermPostings> {
  const size = documents.reduce((sum, { index }) => sum + held.termsOf(index).length, 0);
  const postings: Postings = { terms: new Int32Array(size), documents: new Int32Array(size), weights: new Uint16Array(size) };
  let at = 0;
  for (const { index, number } of documents) {
    const ofDocument = held.termsOf(index);
    postings.terms.set(ofDocument, at);
    postings.weights.set(held.weightsOf(index), at);
    postings.documents.fill(number, at, at + ofDocument.length);
    at += ofDocument.length;
  }
  const { terms, documents: holders, weights } = sortedByTerm(postings);
  for (let start = 0, end = 0; start < size; start = end) {
    const term = terms[start]!;
    while (end < size && terms[end] === term) end += 1;
    yield { kind, term, start, end, documents: holders, weights };
  }
}

/** Postings side by side. */
interface Postings {
  readonly terms: Int32Array<ArrayBuffer>;
  readonly documents: Int32Array<ArrayBuffer>;
  readonly weights: Uint16Array<ArrayBuffer>;
}

/** Bits of a number that are sorted at once, from the lowest on. */
const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;

/**
 * In the ascending order of the terms (none below 0), those of one as they come: digit by digit, which takes a tenth of the time of comparing them. Everything moves along with its term:
 * to sort places and look up what stands there costs more, for each look goes somewhere else.
 */
function sortedByTerm(postings: Postings): Postings {
  const size = postings.terms.length;
  let [from, to]: [Postings, Postings] = [postings, { terms: new Int32Array(size), documents: new Int32Array(size), weights: new Uint16Array(size) }];
  let most = 0;
  for (let i = 0; i < size; i++) most = Math.max(most, from.terms[i]!);
  for (let shift = 0; most >>> shift > 0; shift += DIGIT_BITS) {
    moveByDigit(from, to, shift);
    [from, to] = [to, from];
  }
  return from;
}

function moveByDigit({ terms, documents, weights }: Postings, to: Postings, shift: number): void {
  const ends = new Int32Array(DIGITS + 1);
  for (let i = 0; i < terms.length; i++) ends[((terms[i]! >>> shift) & (DIGITS - 1)) + 1]! += 1;
  for (let digit = 1; digit <= DIGITS; digit++) ends[digit]! += ends[digit - 1]!;
  for (let i = 0; i < terms.length; i++) {
    const at = ends[(terms[i]! >>> shift) & (DIGITS - 1)]!++;
    to.terms[at] = terms[i]!;
    to.documents[at] = documents[i]!;
    to.weights[at] = weights[i]!;
  }
}
