import type { MemoryPostings } from './memory-search.types.js';
import type { ReadSegment } from './memory-segment.js';
import { sharedUint16, sharedUint32 } from './shared-numbers.js';

/**
 * The postings of all segments by term. A query's terms have most of their postings in runs of a few in each segment: one after the other in memory they are
 * read five times as fast (docs/benchmarks.md, "The floor of searching").
 *
 * @param segments in any order; no document in two of them
 */
export function memoryPostings(segments: readonly ReadSegment[]): MemoryPostings {
  const ordered = [...segments].sort((a, b) => a.stretch - b.stretch);
  const stretches = [...new Set(ordered.map(({ stretch }) => stretch))];
  const terms = ordered.reduce((most, each) => Math.max(most, (each.terms.at(-1) ?? -1) + 1), 0);
  const { blocks, runs } = layOut(ordered, terms);
  const count = blocks[terms]!;
  const postings: MemoryPostings = { stretches, blocks, stretchOf: sharedUint16(count), bounds: sharedUint32(count + 1), packed: sharedUint32(runs[terms]!) };
  fill(postings, ordered, runs);
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

function fill({ stretches, blocks, stretchOf, bounds, packed }: MemoryPostings, ordered: readonly ReadSegment[], runs: Uint32Array): void {
  const [nextBlock, next] = [blocks.slice(), runs.slice()];
  for (const { stretch, terms, starts, postings: held } of ordered) {
    const which = stretches.indexOf(stretch);
    for (let i = 0; i < terms.length; i++) {
      const term = terms[i]!;
      let to = next[term]!;
      for (let at = starts[i]!, end = starts[i + 1]!; at < end; at++) packed[to++] = held[at]!;
      next[term] = to;
      const block = nextBlock[term]!;
      const isNew = block === blocks[term] || stretchOf[block - 1] !== which;
      if (isNew) {
        stretchOf[block] = which;
        nextBlock[term]! += 1;
      }
      bounds[isNew ? block + 1 : block] = to;
    }
  }
}
