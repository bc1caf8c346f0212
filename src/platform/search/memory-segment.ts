import type { MemorySegment } from './memory-search.types.js';
import { POSTING_BYTES, readBlock } from './posting-block.js';
import { sharedInt32, sharedUint16, sharedUint32 } from './shared-numbers.js';

/** Blocks of several terms next to each other, as they are packed. */
export interface JoinedBlocks {
  /** Ascending. */
  readonly terms: readonly number[];
  /** Signs of each term's block. */
  readonly lengths: readonly number[];
  readonly postings: string;
}

/** @param stretch its first number @param portions in the order of their terms */
export function memorySegment(stretch: number, portions: readonly JoinedBlocks[]): MemorySegment {
  const blocks = portions.reduce((sum, { terms }) => sum + terms.length, 0);
  const size = portions.reduce((sum, { postings }) => sum + postings.length, 0) / POSTING_BYTES;
  const segment = { stretch, terms: sharedInt32(blocks), starts: sharedUint32(blocks + 1), places: sharedUint16(size), weights: sharedUint16(size) };
  let [block, at] = [0, 0];
  for (const { terms, lengths, postings } of portions) {
    readBlock(postings, segment.places, segment.weights, at);
    for (const [i, term] of terms.entries()) {
      segment.terms[block] = term;
      segment.starts[block++] = at;
      at += lengths[i]! / POSTING_BYTES;
    }
  }
  segment.starts[block] = at;
  return segment;
}
