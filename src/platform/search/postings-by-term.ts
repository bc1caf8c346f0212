import type { HeldTerms } from './held-terms.js';

/** A document with its number in the index. */
export interface NumberedDocument {
  readonly number: number;
  readonly kind: number;
  /** Which of the documents of `HeldTerms`. */
  readonly index: number;
}

/** The postings of one term in documents of one kind. */
export interface TermPostings {
  readonly kind: number;
  readonly term: number;
  /** Numbers of the documents, in the order in which these were given, and what the term weighs in each. */
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
  const [terms, holders, weights] = [new Int32Array(size), new Int32Array(size), new Uint16Array(size)];
  let at = 0;
  for (const { index, number } of documents) {
    const ofDocument = held.termsOf(index);
    terms.set(ofDocument, at);
    weights.set(held.weightsOf(index), at);
    holders.fill(number, at, at + ofDocument.length);
    at += ofDocument.length;
  }
  const order = orderOf(terms);
  const [sortedHolders, sortedWeights] = [new Int32Array(size), new Uint16Array(size)];
  for (let i = 0; i < size; i++) {
    sortedHolders[i] = holders[order[i]!]!;
    sortedWeights[i] = weights[order[i]!]!;
  }
  for (let start = 0, end = 0; start < size; start = end) {
    const term = terms[order[start]!]!;
    while (end < size && terms[order[end]!] === term) end += 1;
    yield { kind, term, documents: sortedHolders.subarray(start, end), weights: sortedWeights.subarray(start, end) };
  }
}

/** Bits of a number that are sorted at once, from the lowest on. */
const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;

/** The places of some numbers (none below 0) in ascending order, equal ones as they come: digit by digit, which takes a tenth of the time of comparing them. */
function orderOf(numbers: Int32Array): Int32Array {
  let [order, next] = [new Int32Array(numbers.length), new Int32Array(numbers.length)];
  let most = 0;
  for (let place = 0; place < numbers.length; place++) {
    order[place] = place;
    most = Math.max(most, numbers[place]!);
  }
  for (let shift = 0; most >>> shift > 0; shift += DIGIT_BITS) {
    const ends = new Int32Array(DIGITS + 1);
    for (let i = 0; i < order.length; i++) ends[((numbers[i]! >>> shift) & (DIGITS - 1)) + 1]! += 1;
    for (let digit = 1; digit <= DIGITS; digit++) ends[digit]! += ends[digit - 1]!;
    for (let i = 0; i < order.length; i++) next[ends[(numbers[order[i]!]! >>> shift) & (DIGITS - 1)]!++] = order[i]!;
    [order, next] = [next, order];
  }
  return order;
}
