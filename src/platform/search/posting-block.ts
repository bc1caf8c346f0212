import { SCALE } from './weight-scale.js';

/**
 * Postings of one term in one stretch of documents, packed four signs each: the document's place in the stretch and its weight. Printable
 * signs, because the database's driver gives bytes as hexadecimal text, twice as long and to be turned back, but passes text on as it is.
 */

/** Documents of a stretch at most: a place takes 16 bits. */
export const STRETCH = 65_536;

/** The first number of the stretch that a document's number is in. */
export const stretchOf = (number: number): number => number - (number % STRETCH);

const FIRST_SIGN = 33;
/** Signs `!` to `~`: four of them hold 26 bits. */
const BASE = 94;
const WEIGHT_BITS = 10;
const WEIGHT_MASK = (1 << WEIGHT_BITS) - 1;
export const POSTING_BYTES = 4;

/** Writes one posting at a byte of `bytes`. */
export function writePosting(bytes: Uint8Array, at: number, place: number, weight: number): void {
  if (weight > SCALE || place >= STRETCH) throw new RangeError(`posting out of range: ${place}, ${weight}`);
  let rest = (place << WEIGHT_BITS) | weight;
  for (let i = POSTING_BYTES - 1; i >= 0; i--) {
    // In whole numbers of 32 bits, which are divided by a multiplication.
    const quotient = (rest / BASE) | 0;
    bytes[at + i] = FIRST_SIGN + rest - BASE * quotient;
    rest = quotient;
  }
}

/** Sums of weights of the documents of one stretch after the other. Those that reach a bar are noted as they do: to look for them afterwards takes longer than adding up. */
export class StretchSums {
  private readonly sums = new Float64Array(STRETCH);
  private readonly reached = new Uint16Array(STRETCH);
  private count = 0;
  private bar = 0;

  /** @param bar above 0: sums below it are not asked for */
  begin(bar: number): void {
    this.sums.fill(0);
    this.count = 0;
    this.bar = bar;
  }

  /** Adds `asked` × weight, not negative, to the sum of each document of a block. */
  add(block: string, asked: number): void {
    const { sums, reached, bar } = this;
    let { count } = this;
    for (let i = 0; i < block.length; i += POSTING_BYTES) {
      const posting = postingAt(block, i);
      const place = posting >>> WEIGHT_BITS;
      const before = sums[place]!;
      const now = before + asked * (posting & WEIGHT_MASK);
      sums[place] = now;
      // A sum only grows: each passes the bar once.
      if (now >= bar && before < bar) reached[count++] = place;
    }
    this.count = count;
  }

  forEach(take: (place: number, sum: number) => void): void {
    for (let i = 0; i < this.count; i++) take(this.reached[i]!, this.sums[this.reached[i]!]!);
  }
}

/** Unpacks a block from `at` on; says where it ends. */
export function readBlock(block: string, places: Uint16Array, weights: Uint16Array, at: number): number {
  let to = at;
  for (let i = 0; i < block.length; i += POSTING_BYTES) {
    const posting = postingAt(block, i);
    places[to] = posting >>> WEIGHT_BITS;
    weights[to] = posting & WEIGHT_MASK;
    to += 1;
  }
  return to;
}

/** The same as one number each, its place and its weight together. */
export function unpackBlock(block: string, into: Uint32Array, at: number): void {
  for (let i = 0; i < block.length; i += POSTING_BYTES) into[at + i / POSTING_BYTES] = postingAt(block, i);
}

export const placeOf = (posting: number): number => posting >>> WEIGHT_BITS;
export const weightOf = (posting: number): number => posting & WEIGHT_MASK;

function postingAt(block: string, i: number): number {
  const high = (block.charCodeAt(i) - FIRST_SIGN) * BASE + block.charCodeAt(i + 1) - FIRST_SIGN;
  const low = (block.charCodeAt(i + 2) - FIRST_SIGN) * BASE + block.charCodeAt(i + 3) - FIRST_SIGN;
  return high * (BASE * BASE) + low;
}

/** A posting's place as an SQL expression. @param bytes a block as `bytea` @param at where the posting begins */
export function placeInSql(bytes: string, at: string): string {
  const sign = (i: number): string => `(get_byte(${bytes}, ${at} + ${i}) - ${FIRST_SIGN})`;
  return `(((${sign(0)} * ${BASE} + ${sign(1)}) * ${BASE * BASE} + ${sign(2)} * ${BASE} + ${sign(3)}) >> ${WEIGHT_BITS})`;
}
