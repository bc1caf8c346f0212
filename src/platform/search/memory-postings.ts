import { setImmediate as breathe } from 'node:timers/promises';
import type { MemoryPostings } from './memory-search.types.js';
import type { ReadSegment } from './memory-segment.js';
import { sharedUint16, sharedUint32 } from './shared-numbers.js';

/**
 * The postings of all segments by term. In a segment a term has some ten postings; one after the other in memory they are added up three to five times as fast
 * (docs/benchmarks.md, "The floor of searching"). Other work of the process gets its turn after each segment.
 *
 * @param segments in any order, no document in two of them; emptied, so that what was taken over is let go
 */
export async function memoryPostings(segments: ReadSegment[]): Promise<MemoryPostings> {
  segments.sort((a, b) => a.stretch - b.stretch);
  const stretches = [...new Set(segments.map(({ stretch }) => stretch))];
  const terms = segments.reduce((most, each) => Math.max(most, (each.terms.at(-1) ?? -1) + 1), 0);
  const { blocks, runs } = layOut(segments, terms);
  const count = blocks[terms]!;
  const postings: MemoryPostings = { stretches, blocks, whichStretch: sharedUint16(count), bounds: sharedUint32(count + 1), packed: sharedUint32(runs[terms]!) };
  const [nextBlock, next] = [blocks.slice(), runs.slice()];
  for (let segment = segments.shift(); segment !== undefined; segment = segments.shift()) {
    takeOver(postings, segment, nextBlock, next);
    await breathe();
  }
  return postings;
}

/** By term, and one more at the end: where its blocks begin, and where its postings do. Segments of one stretch share a block. */
function layOut(ordered: readonly ReadSegment[], terms: number): { readonly blocks: Uint32Array; readonly runs: Uint32Array } {
  const [blocks, runs, lastStretch] = [sharedUint32(terms + 1), new Uint32Array(terms + 1), new Int32Array(terms).fill(-1)];
  for (const { stretch, terms: held, starts } of ordered) {
    for (let i = 0; i < held.length; i++) {
      const term = held[i]!;
      runs[term + 1]! += starts[i + 1]! - starts[i]!;
      if (lastStretch[term] !== stretch) blocks[term + 1]! += 1;
      lastStretch[term] = stretch;
    }
  }
  for (let term = 0; term < terms; term++) {
    blocks[term + 1]! += blocks[term]!;
    runs[term + 1]! += runs[term]!;
  }
  return { blocks, runs };
}

/**
 * @param nextBlock by term: the block that comes after those that are begun
 * @param next by term: where its next posting goes
 */
function takeOver({ stretches, blocks, whichStretch, bounds, packed }: MemoryPostings, { stretch, terms, starts, postings }: ReadSegment, nextBlock: Uint32Array, next: Uint32Array): void {
  const which = stretches.indexOf(stretch);
  for (let i = 0; i < terms.length; i++) {
    const term = terms[i]!;
    let to = next[term]!;
    for (let at = starts[i]!, end = starts[i + 1]!; at < end; at++) packed[to++] = postings[at]!;
    next[term] = to;
    const block = nextBlock[term]!;
    const isNew = block === blocks[term] || whichStretch[block - 1] !== which;
    if (isNew) {
      whichStretch[block] = which;
      nextBlock[term]! += 1;
    }
    bounds[isNew ? block + 1 : block] = to;
  }
}
