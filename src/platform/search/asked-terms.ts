import { hashOf } from './meilisearch-record.js';
import type { QueryTerm } from './search-index.js';
import { askedWeight } from './weight-scale.js';

/** Three terms with their weights: 24 bytes, which base64 writes as so many characters without a rest. */
const BLOCK = 32;
/** In a block: the character in which each of the three begins, and how many of its six bits belong to the one before. */
const FIRST = [0, 10, 21] as const;
const SKIPPED = [0, 4, 2] as const;
/** The two characters near the end of a term's hash that lie in it whole, and how many of its bits come after them. */
const LOOKED_AT = [6, 16, 26] as const;
const BITS_AFTER = [0, 4, 8] as const;
/** Characters that one term, and two, take at the end of the text, filled up. */
const ONE_LEFT = 12;
const TWO_LEFT = 24;

const ALPHABET = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
const DIGITS = new Uint8Array(256);
ALPHABET.forEach((character, digit) => (DIGITS[character] = digit));

/**
 * A query's terms, to be summed up against the packed weights of thousands of documents (`MatchingRecord.weights`) as they lie in the server's answer: base64
 * in bytes. Nearly nothing of what a document holds is asked for, and two characters tell so; only the rest is decoded.
 */
export class AskedTerms {
  private readonly weights = new Map<number, number>();
  /** By two characters: a bit for each place in a block at which an asked term has these two. */
  private readonly places = new Uint8Array(1 << 14);

  constructor(terms: readonly QueryTerm[]) {
    for (const { term, weight } of terms) {
      const hash = hashOf(term);
      this.weights.set(hash, (this.weights.get(hash) ?? 0) + askedWeight(weight));
      const ending = hash % 2 ** 20;
      for (const [place, after] of BITS_AFTER.entries()) {
        const [one, other] = [ALPHABET[(ending >> (after + 6)) & 63]!, ALPHABET[(ending >> after) & 63]!];
        this.places[pairOf(one, other)]! |= 1 << place;
      }
    }
  }

  /** Σ asked × kept weight of the terms of a document, whose packed weights lie in `bytes` from `start` up to `end`. */
  sumOf(bytes: Uint8Array, start: number, end: number): number {
    let sum = 0;
    let at = start;
    for (; at + BLOCK <= end; at += BLOCK) {
      if (this.mayStand(bytes, at, 0)) sum += this.worthOf(bytes, at, 0);
      if (this.mayStand(bytes, at, 1)) sum += this.worthOf(bytes, at, 1);
      if (this.mayStand(bytes, at, 2)) sum += this.worthOf(bytes, at, 2);
    }
    if (end - at >= ONE_LEFT && this.mayStand(bytes, at, 0)) sum += this.worthOf(bytes, at, 0);
    if (end - at >= TWO_LEFT && this.mayStand(bytes, at, 1)) sum += this.worthOf(bytes, at, 1);
    return sum;
  }

  /** Is there an asked term at a place of a block? False is certain. */
  private mayStand(bytes: Uint8Array, block: number, place: 0 | 1 | 2): boolean {
    const at = block + LOOKED_AT[place];
    return (this.places[pairOf(bytes[at]!, bytes[at + 1]!)]! & (1 << place)) !== 0;
  }

  private worthOf(bytes: Uint8Array, block: number, place: 0 | 1 | 2): number {
    const at = block + FIRST[place];
    const skipped = SKIPPED[place];
    const asked = this.weights.get(bitsAt(bytes, at, skipped) * 2 ** 24 + bitsAt(bytes, at + 4, skipped));
    return asked === undefined ? 0 : asked * (bitsAt(bytes, at + 8, skipped) >>> 8);
  }
}

function pairOf(one: number, other: number): number {
  return ((one << 7) | other) & 0x3fff;
}

/** 24 bits: those of the character at a place after the first `skipped`, and of the ones behind it. */
function bitsAt(bytes: Uint8Array, at: number, skipped: number): number {
  const bits = (DIGITS[bytes[at]!]! << 24) | (DIGITS[bytes[at + 1]!]! << 18) | (DIGITS[bytes[at + 2]!]! << 12) | (DIGITS[bytes[at + 3]!]! << 6) | DIGITS[bytes[at + 4]!]!;
  return ((bits << skipped) & 0x3fff_ffff) >>> 6;
}
