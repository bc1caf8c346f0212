import { POSTING_BYTES, unpackBlock } from './posting-block.js';

/** Blocks of several terms next to each other, as they are packed. */
export interface JoinedBlocks {
  /** Ascending. */
  readonly terms: readonly number[];
  /** Signs of each term's block. */
  readonly lengths: readonly number[];
  readonly postings: string;
}

/** The postings of a segment as it was read: those of the i-th term from `starts[i]` up to `starts[i + 1]`. */
export interface ReadSegment {
  /** The first number of its stretch of documents. */
  readonly stretch: number;
  /** Ascending. */
  readonly terms: Int32Array;
  readonly starts: Uint32Array;
  /** As `placeOf` and `weightOf` take them apart. */
  readonly postings: Uint32Array;
}

/** @param stretch its first number @param portions in the order of their terms */
export function readSegment(stretch: number, portions: readonly JoinedBlocks[]): ReadSegment {
  const blocks = portions.reduce((sum, { terms }) => sum + terms.length, 0);
  const size = portions.reduce((sum, { postings }) => sum + postings.length, 0) / POSTING_BYTES;
  const segment = { stretch, terms: new Int32Array(blocks), starts: new Uint32Array(blocks + 1), postings: new Uint32Array(size) };
  let [block, at] = [0, 0];
  for (const { terms, lengths, postings } of portions) {
    unpackBlock(postings, segment.postings, at);
    for (const [i, term] of terms.entries()) {
      segment.terms[block] = term;
      segment.starts[block++] = at;
      at += lengths[i]! / POSTING_BYTES;
    }
  }
  segment.starts[block] = at;
  return segment;
}
